import type { CastPerson } from '../../castPerson.ts'
import { INITIAL_CONSONANTS, syllableOf } from '../../../text/hangul.ts'
import { startsWithLatin } from '../../../text/scripts.ts'
import { withoutAccents } from '../../../text/unicode.ts'
import { nameKey } from './names.ts'

/**
 * Finds people of the cast by what has been typed of a name. Hangul is matched as Korean search fields do: by initial
 * consonants, and by a last syllable that is still being typed.
 */

/** Returns a text in the form that is compared: lower-case, no accents, hyphens and dots as spaces, whole syllables. */
function searchKey(text: string): string {
  return withoutAccents(nameKey(text))
    .replace(/[-‐‑.·'\s]+/gu, ' ')
    .trim()
}

/** Returns true if the typed character is the other one, its initial consonant (`ㅎ` of `한`) or its start (`하`). */
function matchesCharacter(typed: string, character: string): boolean {
  if (typed === character) return true
  const whole = syllableOf(character)
  if (whole === null) return false
  if (INITIAL_CONSONANTS.includes(typed)) return whole.initial === typed
  const prefix = syllableOf(typed)
  return prefix?.final === 0 && prefix.initial === whole.initial && prefix.vowel === whole.vowel
}

/** Returns true if the text has the query at index `at`. The last typed syllable may be unfinished. */
function matchesAt(query: readonly string[], text: readonly string[], at: number): boolean {
  return query.every((typed, index) => {
    const character = text[at + index]
    if (character === undefined) return false
    const isConsonant = INITIAL_CONSONANTS.includes(typed)
    return isConsonant || index === query.length - 1
      ? matchesCharacter(typed, character)
      : typed === character
  })
}

/** Returns 0 for a match at the start of a name, 1 at the start of a word, 2 within one, -1 for none. Ignores spaces. */
function matchRank(query: string, name: string): number {
  const wanted = Array.from(query.replaceAll(' ', ''))
  const words = searchKey(name).split(' ')
  const text = Array.from(words.join(''))
  if (matchesAt(wanted, text, 0)) return 0
  let start = 0
  for (const word of words) {
    if (start > 0 && matchesAt(wanted, text, start)) return 1
    start += Array.from(word).length
  }
  return text.some((_, at) => matchesAt(wanted, text, at)) ? 2 : -1
}

/**
 * Returns the people whose name or other spelling matches, the best matches first and otherwise in the cast's order:
 * `ㅅㅎㄹ` finds 서하린, `jiho` finds Ji-ho. An empty query returns the whole cast.
 */
export function searchCast<Person extends CastPerson>(typed: string, cast: readonly Person[]): Person[] {
  const query = searchKey(typed)
  if (query === '') return [...cast]
  return cast
    .map((person) => ({
      person,
      ranks: [person.name, ...person.otherNames]
        .map((name) => matchRank(query, name))
        .filter((rank) => rank >= 0),
    }))
    .filter(({ ranks }) => ranks.length > 0)
    .sort((one, other) => Math.min(...one.ranks) - Math.min(...other.ranks))
    .map(({ person }) => person)
}

/** Returns true if the typed text is a whole name, perhaps in another spelling: `Jiho` for Ji-ho. */
export function isFullName(typed: string, name: string): boolean {
  return searchKey(typed).replaceAll(' ', '') === searchKey(name).replaceAll(' ', '')
}

/** Returns one or two letters for a name's avatar: the initials of its first two words, or two characters of CJK. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter(Boolean)
  const [first = [], second] = words.map((word) => Array.from(word))
  if (second !== undefined) return `${first[0] ?? ''}${second[0] ?? ''}`.toUpperCase()
  return startsWithLatin(name) ? (first[0] ?? '').toUpperCase() : first.slice(0, 2).join('')
}
