import { nameKey } from './names.ts'
import type { CastMember } from './typedHead.ts'

/** Initial consonants of Hangul syllables in Unicode's order (The Unicode Standard, 3.12). */
const INITIAL_CONSONANTS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const FIRST_SYLLABLE = 0xac00
const SYLLABLE_COUNT = 11_172
const SYLLABLES_PER_INITIAL = 588
const FINALS_PER_VOWEL = 28

/** As names are searched: without accents and capitals, hyphens and dots as spaces. Hangul stays in syllables. */
function searchKey(text: string): string {
  return nameKey(text)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .replace(/[-‐‑.·'\s]+/gu, ' ')
    .trim()
}

function syllableIndex(character: string): number {
  const code = (character.codePointAt(0) ?? 0) - FIRST_SYLLABLE
  return code >= 0 && code < SYLLABLE_COUNT ? code : -1
}

/** Whether a typed character is what it stands against, its initial consonant, or its beginning (`하` of `한`). */
function matchesCharacter(typed: string, character: string): boolean {
  if (typed === character) return true
  const code = syllableIndex(character)
  if (code === -1) return false
  if (INITIAL_CONSONANTS.includes(typed))
    return INITIAL_CONSONANTS[Math.floor(code / SYLLABLES_PER_INITIAL)] === typed
  const begun = syllableIndex(typed)
  return begun !== -1 && begun % FINALS_PER_VOWEL === 0 && begun === code - (code % FINALS_PER_VOWEL)
}

/** Whether the query stands in the text from `at` on; the last syllable typed may be unfinished. */
function matchesAt(query: readonly string[], text: readonly string[], at: number): boolean {
  return query.every((typed, index) => {
    const character = text[at + index]
    if (character === undefined) return false
    const onlyLetters = INITIAL_CONSONANTS.includes(typed)
    return onlyLetters || index === query.length - 1
      ? matchesCharacter(typed, character)
      : typed === character
  })
}

/** 0 at the start of a name, 1 at the start of a word in it, 2 within, -1 nowhere. Spaces do not count. */
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
 * Who may be meant by what has been typed so far: by name or other spelling, without regard to capitals and accents,
 * Hangul by initial consonants (`ㅅㅎㄹ` finds 서하린) and by an unfinished last syllable. The likeliest first.
 */
export function searchCast<Person extends CastMember>(typed: string, cast: readonly Person[]): Person[] {
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

/** Whether what was typed spells a whole name, though perhaps in another way: `Jiho` is all of Ji-ho. */
export function isFullName(typed: string, name: string): boolean {
  return searchKey(typed).replaceAll(' ', '') === searchKey(name).replaceAll(' ', '')
}

/** One or two letters that stand for a name: initials of its words; the first characters of Hangul, Kana and Han. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter(Boolean)
  const [first = [], second] = words.map((word) => Array.from(word))
  if (second !== undefined) return `${first[0] ?? ''}${second[0] ?? ''}`.toUpperCase()
  return /^\p{Script=Latin}/u.test(name) ? (first[0] ?? '').toUpperCase() : first.slice(0, 2).join('')
}
