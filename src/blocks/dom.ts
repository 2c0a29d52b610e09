/** What a schema's `parseDOM` needs of an element; the DOM's own types do not reach the pure part. */
export interface ElementLike {
  readonly textContent: string | null
  getAttribute(name: string): string | null
}
