/**
 * Characters as a reader counts them: Unicode's grapheme clusters (UAX #29). A decomposed syllable of Hangul or an emoji
 * of several code points is one of them.
 */

/**
 * Built once, at the first use: the constructor reads Unicode's tables, which takes some 20 ms of a start. Boundaries do not depend
 * on the language.
 */
let segmenter: Intl.Segmenter | undefined

/** A grapheme and its offset, in UTF-16 units, in the text. */
export interface Grapheme {
  readonly segment: string
  readonly index: number
}

/** Returns the graphemes of a text, in order. */
export function graphemesOf(text: string): Iterable<Grapheme> {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  return segmenter.segment(text)
}

/**
 * Text in which every UTF-16 unit is a grapheme of its own: Latin, Hangul syllables, Kana, Han, their punctuation. Needs no
 * segmenter, which takes a hundred times as long.
 */
const ONE_UNIT_EACH =
  /^[\u0020-\u02ff\u2010-\u2027\u2030-\u205e\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uac00-\ud7a3\uff01-\uff9d]*$/u

/** How many characters a text has, with and without its spaces and tabs. */
export interface CharacterCount {
  readonly all: number
  readonly withoutSpaces: number
}

/** Counts the characters of a text; line ends count as none. */
export function countCharacters(text: string): CharacterCount {
  const lines = text.replace(/[\n\r]+/g, '')
  const spaces = (lines.match(/\p{Zs}|\t/gu) ?? []).length
  const all = ONE_UNIT_EACH.test(lines) ? lines.length : Array.from(graphemesOf(lines)).length
  return { all, withoutSpaces: all - spaces }
}
