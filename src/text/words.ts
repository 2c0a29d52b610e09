import { HAN_AND_KANA, UNSPACED_SCRIPTS } from './scripts.ts'

/**
 * Words of a text, in any script. Two questions, two answers: {@link countWords} counts as word processors do, for the
 * length of an article; {@link splitWords} cuts a text into pieces that can be compared, and drops none.
 */

/** Class body of the characters that words are made of: letters, their marks, digits. */
export const WORD_CHARACTERS = String.raw`\p{L}\p{M}\p{N}`

/** As {@link WORD_CHARACTERS}, with the underscore of identifiers and handles (`@sea_watch`), as `\w` has it. */
export const IDENTIFIER_CHARACTERS = `${WORD_CHARACTERS}_`

/** Scripts in which every character counts as a word, as word processors count. */
const COUNTED_CHARACTER = new RegExp(`[${HAN_AND_KANA}]`, 'gu')
/**
 * The first character of a run of letters and digits; apostrophes, hyphens, points and commas inside it do not end it:
 * `3.50`, `it’s`. Not the whole run: over one of millions of letters the engine's stack overflows.
 */
const COUNTED_WORD_START = new RegExp(
  `(?<![${WORD_CHARACTERS}])(?<![${WORD_CHARACTERS}][’'.,-])[${WORD_CHARACTERS}]`,
  'gu',
)

/** Counts the words of a text; each Han or Kana character is one. */
export function countWords(text: string): number {
  let words = 0
  const spaced = text.replace(COUNTED_CHARACTER, () => {
    words += 1
    return ' '
  })
  for (const _match of spaced.matchAll(COUNTED_WORD_START)) words += 1
  return words
}

/**
 * Characters of a longest token, and parts of one with apostrophes and hyphens. A longer word is several tokens: over a token of
 * millions of letters the engine's stack overflows.
 */
const TOKEN_LENGTH = '{1,1000}'
const SPACED_WORD = `[[${IDENTIFIER_CHARACTERS}]--[${UNSPACED_SCRIPTS}]]${TOKEN_LENGTH}`
const TOKEN = new RegExp(
  [
    `[${UNSPACED_SCRIPTS}]${TOKEN_LENGTH}`,
    `${SPACED_WORD}(?:['’\\-]${SPACED_WORD}){0,1000}`,
    `\\s${TOKEN_LENGTH}`,
    // An emoji of several code points is one token.
    `[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{RI}\\u200d\\ufe0f]${TOKEN_LENGTH}`,
    '.',
  ].join('|'),
  'gvs',
)
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED_SCRIPTS}]`, 'v')

/** Built when the first text needs it: it loads the dictionaries of the unspaced scripts. */
let segmenter: Intl.Segmenter | undefined

/**
 * Cuts a text into words, white space, emoji and single other characters; joined, the tokens are the text. Texts of
 * unspaced scripts are cut by the dictionaries of the platform.
 */
export function splitWords(text: string): string[] {
  return (text.match(TOKEN) ?? []).flatMap((token) => {
    if (!STARTS_UNSPACED.test(token)) return token
    segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' })
    return Array.from(segmenter.segment(token), ({ segment }) => segment)
  })
}
