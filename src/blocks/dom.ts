/**
 * The part of a DOM element that `parseDOM` rules use. Schemas are pure: they compile without the DOM's types, though the
 * editor calls these rules with real elements.
 */
export interface ElementLike {
  readonly textContent: string | null
  getAttribute(name: string): string | null
}
