import { CJK_LETTERS, PROLONGED_SOUND_MARK } from '../../text/scripts.ts'

/**
 * How texts and queries become tokens of the index. Latin and similar scripts: runs of letters and digits, without case
 * and accents. Hangul, Kana and Han, where spaces do not part words: overlapping pairs of characters, so that any two
 * neighbours are found:
 *
 *     The tram’s 등대지기   →   the tram s 등대 대지 지기 기
 *     query 대지           →   "대지"
 */

/** Indexed by pairs of characters. Hangul is among them, though it has spaces: particles follow its words without one. */
const UNSPACED = CJK_LETTERS + PROLONGED_SOUND_MARK
/** A character of a word of any other script. */
const WORD_CHARACTER = `[[\\p{L}\\p{N}_]--[${UNSPACED}]]`
/** More than anybody looks for. A run of millions of letters would overflow the stack of the regular expression. */
const MAX_QUERY_LENGTH = 10_000
/** Words of a query. */
const QUERY_WORDS = new RegExp(`[${UNSPACED}]+|${WORD_CHARACTER}+`, 'gv')
/**
 * Characters of a word that the index keeps: a longer one is found by its beginning. Without a bound, a word of some
 * million characters overflows the stack of the regular expression.
 */
const MAX_TOKEN_LENGTH = 64
/** Characters of unspaced script that are matched at once. */
const MAX_RUN_LENGTH = 4096
/** Pieces of a text of any length. One that begins where the one before it ends goes on with that one's word or run. */
const TEXT_PIECES = new RegExp(
  `[${UNSPACED}]{1,${String(MAX_RUN_LENGTH)}}|${WORD_CHARACTER}{1,${String(MAX_TOKEN_LENGTH)}}`,
  'gv',
)
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'v')

/** Text of which only the case can change: ASCII, Hangul syllables, Han, punctuation. */
const CASE_ONLY_TEXT = /^[\0-\x7f\xa0-\xbf\u2010-\u205e\u3000-\u3029\u4e00-\u9fff\uac00-\ud7a3]*$/

/** Returns a text as it is compared: composed, lower case, without accents. Hangul stays whole. */
export function searchForm(text: string): string {
  // Most texts are like this, and the full way takes ten times as long.
  if (CASE_ONLY_TEXT.test(text)) return text.toLowerCase()
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase()
}

/** Returns pairs of neighbouring characters, and the last one alone, so that a single syllable is found at the end too. */
function pairsOf(run: string): string[] {
  const characters = Array.from(run)
  return characters.map((character, at) => character + (characters[at + 1] ?? ''))
}

/** Returns the tokens of a text, for the index, with spaces between them. The text may have any length and words of any. */
export function indexTokens(text: string): string {
  const tokens: string[] = []
  let end = -1
  let last = ''
  for (const { 0: piece, index } of searchForm(text).matchAll(TEXT_PIECES)) {
    const isUnspaced = IS_UNSPACED.test(piece)
    const goesOn = index === end && isUnspaced === IS_UNSPACED.test(last)
    if (isUnspaced) {
      const [first = ''] = piece
      if (goesOn) tokens.push(lastCharacter(last) + first)
      tokens.push(pairsOf(piece).join(' '))
    } else if (!goesOn) tokens.push(piece)
    end = index + piece.length
    last = piece
  }
  return tokens.join(' ')
}

function lastCharacter(run: string): string {
  return Array.from(run.slice(-2)).at(-1) ?? ''
}

/** Returns a word as the index keeps it. */
function truncatedToken(word: string): string {
  return word.length <= MAX_TOKEN_LENGTH ? word : Array.from(word).slice(0, MAX_TOKEN_LENGTH).join('')
}

/** A word of a query in its search form, and the pattern that finds it in a text's search form. */
export interface SearchWord {
  readonly word: string
  readonly pattern: RegExp
}

/** Returns true if the last word may be unfinished: no space follows it yet. */
function endsOpen(query: string): boolean {
  return !/\s$/u.test(query)
}

/** Returns the words of a query: whole words, the last one open at its end; of unspaced scripts, runs of characters. */
export function searchWords(query: string): readonly SearchWord[] {
  const asked = searchForm(query.slice(0, MAX_QUERY_LENGTH))
  const words = Array.from(asked.matchAll(QUERY_WORDS), ([run]) => run)
  return words.map((word, at) => {
    if (IS_UNSPACED.test(word)) return { word, pattern: new RegExp(word, 'u') }
    const end = at === words.length - 1 && endsOpen(query) ? '' : `(?!${WORD_CHARACTER})`
    return { word, pattern: new RegExp(`(?<!${WORD_CHARACTER})${word}${end}`, 'v') }
  })
}

/**
 * Returns the FTS5 query for a writer's query: every word must match. Tokens are quoted, so that nothing typed is an
 * operator. '' when there is no word in the query.
 */
export function ftsQuery(query: string): string {
  const words = searchWords(query)
  return words
    .flatMap(({ word }, at) => {
      const open = at === words.length - 1 && endsOpen(query)
      if (!IS_UNSPACED.test(word)) return [`"${truncatedToken(word)}"${open ? '*' : ''}`]
      const pairs = pairsOf(word)
      // One syllable is the beginning of a pair; of more, every full pair must be there.
      return pairs.length === 1 ? [`"${word}"*`] : pairs.slice(0, -1).map((pair) => `"${pair}"`)
    })
    .join(' AND ')
}

/** Returns true if a text has every word. Needed where pairs of characters do not decide: both pairs may be far apart. */
export function matchesAll(foldedText: string, words: readonly SearchWord[]): boolean {
  return words.every(({ pattern }) => pattern.test(foldedText))
}

/** Returns true if a text can have all tokens and not the words: pairs of three and more characters, cut words. */
export function isAmbiguous(words: readonly SearchWord[]): boolean {
  return words.some(({ word }) =>
    IS_UNSPACED.test(word) ? Array.from(word).length > 2 : truncatedToken(word) !== word,
  )
}

/** Characters of a title that decide its place in the list. */
const MAX_SORTED_LENGTH = 200

/** Returns the key that titles are sorted by: without case, accents and marks before the first letter; numbers by size. */
export function sortKey(title: string): string {
  return searchForm(title.slice(0, MAX_SORTED_LENGTH))
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/\d{1,9}/g, (digits) => digits.padStart(9, '0'))
}
