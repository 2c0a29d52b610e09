import { opensQuotation, plainSpaces } from '../../../text/unicode.ts'
import { nameKey } from './names.ts'
import { headOf } from '../text.ts'

/** Somebody who may speak: by the name turns give them, or by another spelling. */
export interface CastMember {
  readonly name: string
  readonly otherNames: readonly string[]
}

/** What was typed before the words of a turn. */
export interface TypedHead {
  readonly speaker: string
  readonly addressee: string | null
  readonly parenthetical: string | null
  /** How much of the text it is, spaces behind the colon included. */
  readonly length: number
}

/** Who is meant by a name, whatever its capitals and spelling; null when nobody of the cast is. */
export function findByName<Person extends CastMember>(name: string, cast: readonly Person[]): Person | null {
  const key = nameKey(name)
  const has = (person: Person): boolean => nameKey(person.name) === key
  return (
    cast.find(has) ??
    cast.find(({ otherNames }) => otherNames.some((other) => nameKey(other) === key)) ??
    null
  )
}

/**
 * Reads `Name: `, `Name to Other: ` and `Name (aside): ` from what stands before the caret, or with an opening quote
 * as the last character. A name counts when it is in the cast, or when a quotation follows: `follows` is what stands
 * behind the caret. Names of the cast come back as the cast spells them.
 */
export function parseTypedHead(text: string, cast: readonly CastMember[], follows = ''): TypedHead | null {
  const folded = plainSpaces(text)
  if (!/[ ：]$/u.test(folded) && !opensQuotation(folded.slice(-1))) return null
  const known = (name: string): boolean => findByName(name, cast) !== null
  // The form needs words: a letter stands in for those that are yet to come.
  const head = headOf({ folded: `${folded}x` }, known)
  if (head === null) return null
  const words = folded.slice(head.from)
  if (words.length > 1) return null
  const cut = (stretch: readonly [number, number] | null): string | null =>
    stretch === null ? null : text.slice(...stretch).trim()
  const named = (name: string | null): string | null =>
    name === null ? null : (findByName(name, cast)?.name ?? name)
  const speaker = cut(head.speaker) ?? ''
  if (!known(speaker) && !opensQuotation(words) && !(words === '' && opensQuotation(follows))) return null
  return {
    speaker: named(speaker) ?? speaker,
    addressee: named(cut(head.addressee)),
    parenthetical: cut(head.parenthetical),
    length: head.from,
  }
}
