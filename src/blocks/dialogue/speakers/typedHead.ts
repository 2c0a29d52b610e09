import { opensQuotation } from '../../../text/punctuation.ts'
import { plainSpaces } from '../../../text/unicode.ts'
import type { CastPerson } from '../../castPerson.ts'
import { nameKey } from './names.ts'
import { headOf } from '../text.ts'

/** The head of a turn as typed in the editor: `Mina to Jun (laughing): `. */
export interface TypedHead {
  readonly speaker: string
  readonly addressee: string | null
  readonly parenthetical: string | null
  /** Characters of the text that the head takes, with the spaces behind the colon. */
  readonly length: number
}

/**
 * Returns the person with this name, or else with this other spelling, ignoring case, spaces and the form of apostrophes;
 * null if the cast has no such person.
 */
export function findByName<Person extends CastPerson>(name: string, cast: readonly Person[]): Person | null {
  const key = nameKey(name)
  const has = (person: Person): boolean => nameKey(person.name) === key
  return (
    cast.find(has) ??
    cast.find(({ otherNames }) => otherNames.some((other) => nameKey(other) === key)) ??
    null
  )
}

/**
 * Parses `Name: `, `Name to Other: ` or `Name (aside): ` at the end of the text before the caret; an opening quotation
 * mark may follow. The name must be in the cast, or the words must begin with a quotation mark.
 * @param text the block's text up to the caret
 * @param textAfter the text behind the caret, or its start
 * @returns the head with names in the cast's spelling, or null
 */
export function parseTypedHead(text: string, cast: readonly CastPerson[], textAfter = ''): TypedHead | null {
  const spaced = plainSpaces(text)
  if (!/[ ：]$/u.test(spaced) && !opensQuotation(spaced.slice(-1))) return null
  const isInCast = (name: string): boolean => findByName(name, cast) !== null
  // headOf reads a whole line and needs words behind the head, so one letter is added.
  const head = headOf({ matchable: `${spaced}x` }, isInCast)
  if (head === null) return null
  const words = spaced.slice(head.from)
  if (words.length > 1) return null
  const cut = (range: readonly [number, number] | null): string | null =>
    range === null ? null : text.slice(...range).trim()
  const inCastSpelling = (name: string | null): string | null =>
    name === null ? null : (findByName(name, cast)?.name ?? name)
  const speaker = cut(head.speaker) ?? ''
  const isQuotation = opensQuotation(words) || (words === '' && opensQuotation(textAfter))
  if (!isInCast(speaker) && !isQuotation) return null
  return {
    speaker: inCastSpelling(speaker) ?? speaker,
    addressee: inCastSpelling(cut(head.addressee)),
    parenthetical: cut(head.parenthetical),
    length: head.from,
  }
}
