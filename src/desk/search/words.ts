/**
 * Words as the index keeps them. Latin and its kin: letters and digits in a run, case and accents aside. Hangul, Kana
 * and Han: overlapping pairs of characters, so that two syllables find a word also inside it.
 */

const UNSPACED = '\\p{Script=Hangul}\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー'
/** A character of a word of any other script. */
const PART = `[[\\p{L}\\p{N}_]--[${UNSPACED}]]`
const RUNS = new RegExp(`[${UNSPACED}]+|${PART}+`, 'gv')
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

/** The tokens of a text, for the index. */
export function tokensOf(text: string): string {
  return Array.from(folded(text).matchAll(RUNS), ([run]) =>
    IS_UNSPACED.test(run) ? pairsOf(run).join(' ') : run,
  ).join(' ')
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
      if (!IS_UNSPACED.test(word)) return [`"${word}"${open ? '*' : ''}`]
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

/** Whether pairs of characters may be there without the word: only of words of three and more. */
export function isAmbiguous(words: readonly Wanted[]): boolean {
  return words.some(({ word }) => IS_UNSPACED.test(word) && Array.from(word).length > 2)
}

/** What titles are sorted by: case, accents and what stands before the first letter aside, numbers by their size. */
export function sortKey(title: string): string {
  return folded(title)
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/\d{1,9}/g, (digits) => digits.padStart(9, '0'))
}
