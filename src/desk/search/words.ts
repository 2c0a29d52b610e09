import { CJK_LETTERS, PROLONGED_SOUND_MARK } from '../../text/scripts.ts'

/**
 * Words as the index keeps them. Latin and its kin: letters and digits in a run, case and accents aside. Hangul, Kana
 * and Han: overlapping pairs of characters, so that two syllables find a word also inside it.
 */

/** Indexed by pairs of characters. Hangul is among them, though it has spaces: particles follow its words without one. */
const UNSPACED = CJK_LETTERS + PROLONGED_SOUND_MARK
/** A character of a word of any other script. */
const PART = `[[\\p{L}\\p{N}_]--[${UNSPACED}]]`
/** Words of a query, which is short. */
const RUNS = new RegExp(`[${UNSPACED}]+|${PART}+`, 'gv')
/**
 * Characters of a word that the index keeps: a longer one is found by its beginning. Without a bound, a word of some
 * million characters overflows the stack of the regular expression.
 */
const MAX_TOKEN_LENGTH = 64
/** Characters of unspaced script that are matched at once. */
const MAX_RUN_LENGTH = 4096
/** Pieces of a text of any length. One that begins where the one before it ends goes on with that one's word or run. */
const PIECES = new RegExp(
  `[${UNSPACED}]{1,${String(MAX_RUN_LENGTH)}}|${PART}{1,${String(MAX_TOKEN_LENGTH)}}`,
  'gv',
)
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'v')

/** Text of which only the case can change: ASCII, Hangul syllables, Han, punctuation. */
const PLAIN = /^[\0-\x7f\xa0-\xbf\u2010-\u205e\u3000-\u3029\u4e00-\u9fff\uac00-\ud7a3]*$/

/** To compare by: composed, lower case, without accents. Hangul stays whole. */
export function folded(text: string): string {
  // Most texts are such, and the full way takes ten times as long.
  if (PLAIN.test(text)) return text.toLowerCase()
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase()
}

/** Pairs of neighbouring characters, and the last one alone, so that a single syllable finds a run's end too. */
function pairsOf(run: string): string[] {
  const characters = Array.from(run)
  return characters.map((character, at) => character + (characters[at + 1] ?? ''))
}

/** Returns the tokens of a text, for the index, with spaces between them. The text may have any length and words of any. */
export function indexTokens(text: string): string {
  const tokens: string[] = []
  let end = -1
  let last = ''
  for (const { 0: piece, index } of folded(text).matchAll(PIECES)) {
    const isUnspaced = IS_UNSPACED.test(piece)
    const goesOn = index === end && isUnspaced === IS_UNSPACED.test(last)
    if (isUnspaced) {
      const [first = ''] = piece
      if (goesOn) tokens.push(lastOf(last) + first)
      tokens.push(pairsOf(piece).join(' '))
    } else if (!goesOn) tokens.push(piece)
    end = index + piece.length
    last = piece
  }
  return tokens.join(' ')
}

function lastOf(run: string): string {
  return Array.from(run.slice(-2)).at(-1) ?? ''
}

/** As much of a word as the index keeps. */
function tokenOf(word: string): string {
  return word.length <= MAX_TOKEN_LENGTH ? word : Array.from(word).slice(0, MAX_TOKEN_LENGTH).join('')
}

/** A word somebody looks for: folded, and the pattern that finds it in a folded text. */
export interface Wanted {
  readonly word: string
  readonly pattern: RegExp
}

/** Whether the last word may be unfinished: until a space follows it. */
function isOpen(query: string): boolean {
  return !/\s$/u.test(query)
}

/** The words of a query: whole words, the last one open at its end; of unspaced scripts any run of characters. */
export function wantedWords(query: string): readonly Wanted[] {
  const words = Array.from(folded(query).matchAll(RUNS), ([run]) => run)
  return words.map((word, at) => {
    if (IS_UNSPACED.test(word)) return { word, pattern: new RegExp(word, 'u') }
    const end = at === words.length - 1 && isOpen(query) ? '' : `(?!${PART})`
    return { word, pattern: new RegExp(`(?<!${PART})${word}${end}`, 'v') }
  })
}

/**
 * What to ask FTS5 for: every word; the last one may be unfinished, unless a space follows it. Tokens are quoted, so
 * that nothing a writer types is an operator. '' when there is no word in the query.
 */
export function matchOf(query: string): string {
  const words = wantedWords(query)
  return words
    .flatMap(({ word }, at) => {
      const open = at === words.length - 1 && isOpen(query)
      if (!IS_UNSPACED.test(word)) return [`"${tokenOf(word)}"${open ? '*' : ''}`]
      const pairs = pairsOf(word)
      // One syllable is the beginning of a pair; of more, every full pair must be there.
      return pairs.length === 1 ? [`"${word}"*`] : pairs.slice(0, -1).map((pair) => `"${pair}"`)
    })
    .join(' AND ')
}

/** Whether a folded text holds every word as it is asked for: what pairs of characters alone cannot tell. */
export function holds(foldedText: string, words: readonly Wanted[]): boolean {
  return words.every(({ pattern }) => pattern.test(foldedText))
}

/** True if the tokens may be there without the word: pairs of a word of three and more, the beginning of a long one. */
export function isAmbiguous(words: readonly Wanted[]): boolean {
  return words.some(({ word }) =>
    IS_UNSPACED.test(word) ? Array.from(word).length > 2 : tokenOf(word) !== word,
  )
}

/** Characters of a title that decide its place in the list. */
const MAX_SORTED_LENGTH = 200

/** What titles are sorted by: case, accents and what stands before the first letter aside, numbers by their size. */
export function sortKey(title: string): string {
  return folded(title.slice(0, MAX_SORTED_LENGTH))
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/\d{1,9}/g, (digits) => digits.padStart(9, '0'))
}
