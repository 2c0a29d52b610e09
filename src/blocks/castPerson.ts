/** A member of the cast, as far as blocks need one. */
export interface CastPerson {
  /** The name that turns use. */
  readonly name: string
  /** Other spellings that the writer may type: `['Ji-ho', '지호']`. */
  readonly otherNames: readonly string[]
}
