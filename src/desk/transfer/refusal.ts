/** A file that an import or a backup left out. */
export interface Refusal {
  readonly path: string
  /** A clause for the writer, shown beside the path: “it is locked with a password”. */
  readonly reason: string
  /** The draft that the library has already, word for word. */
  readonly id?: string
}
