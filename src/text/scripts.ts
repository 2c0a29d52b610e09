/**
 * The writing systems that Galley tells apart, each set with one name. Sets are bodies of a character class, to be put
 * between brackets in a regular expression with the `u` or `v` flag: `` new RegExp(`[${HANGUL}]`, 'u') ``. Where two sets
 * differ in a character, they differ on purpose; the comment says why.
 */

/** Korean letters: syllables and single jamo. */
export const HANGUL = String.raw`\p{sc=Hangul}`

/** Japanese syllabaries. The prolonged sound mark `ー` is not among them: Unicode files it under no script. */
export const KANA = String.raw`\p{sc=Hiragana}\p{sc=Katakana}`

/** Chinese characters, in Chinese, Japanese and Korean texts alike. */
export const HAN = String.raw`\p{sc=Han}`

/** Chinese and Japanese letters: no spaces between words, so lines may break, and words end, anywhere among them. */
export const HAN_AND_KANA = HAN + KANA

/** Letters without capitals that carry a name or a word in two or three characters: Hangul, Han, Kana. */
export const CJK_LETTERS = HANGUL + HAN_AND_KANA

/** Prolongs the vowel before it, in words of Kana: `コーヒー`. Belongs to a word where words are cut, counts as none. */
export const PROLONGED_SOUND_MARK = 'ー'

/** Scripts in whose texts only a dictionary finds the words (UAX #29, section 4.1). Hangul is not one: it has spaces. */
export const UNSPACED_SCRIPTS = String.raw`${HAN_AND_KANA}${PROLONGED_SOUND_MARK}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`

/** Scripts of alphabets whose letters are about as wide, and say about as much, as a Latin one. */
export const ALPHABETS = String.raw`\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Thai}`

/** CJK Symbols and Punctuation (`。「」、`, the ideographic space): Unicode block U+3000 to U+303F. */
const CJK_PUNCTUATION = String.raw`\u3000-\u303f`

/** Halfwidth and Fullwidth Forms (`！`, `Ａ`, `ｱ`): Unicode block U+FF00 to U+FFEF. */
const WIDTH_VARIANTS = String.raw`\uff00-\uffef`

/** The part of {@link WIDTH_VARIANTS} that is full width: behind U+FF60 follow halfwidth Katakana. */
const FULLWIDTH_FORMS = String.raw`\uff00-\uff60`

/** Chinese and Japanese text with its punctuation: no space is missing between two of these characters. */
export const UNSPACED_TEXT = HAN_AND_KANA + PROLONGED_SOUND_MARK + CJK_PUNCTUATION + WIDTH_VARIANTS

const WIDE = new RegExp(`[${CJK_LETTERS}${CJK_PUNCTUATION}${FULLWIDTH_FORMS}]`, 'u')
const MARK = /\p{M}/u

/** Returns the columns a text takes in a fixed-width font: two for an East Asian character, none for a combining mark. */
export function displayWidth(text: string): number {
  let columns = 0
  for (const character of text.normalize('NFC'))
    columns += WIDE.test(character) ? 2 : MARK.test(character) ? 0 : 1
  return columns
}

const HAS_HANGUL = new RegExp(`[${HANGUL}]`, 'u')
const HAS_KANA = new RegExp(`[${KANA}]`, 'u')
const HAS_HAN = new RegExp(`[${HAN}]`, 'u')
const HAS_LATIN = /\p{sc=Latin}/u
const STARTS_LATIN = /^\p{sc=Latin}/u

export function hasHangul(text: string): boolean {
  return HAS_HANGUL.test(text)
}

export function hasKana(text: string): boolean {
  return HAS_KANA.test(text)
}

export function hasHan(text: string): boolean {
  return HAS_HAN.test(text)
}

/** Returns true if any letter of the text is Latin, as in a romanised name. */
export function hasLatin(text: string): boolean {
  return HAS_LATIN.test(text)
}

/** Returns true if the text begins with a Latin letter. */
export function startsWithLatin(text: string): boolean {
  return STARTS_LATIN.test(text)
}

/** Returns how many characters of a text are in a set of this file, such as {@link HANGUL}. */
export function countLetters(text: string, set: string): number {
  return text.match(new RegExp(`[${set}]`, 'gu'))?.length ?? 0
}
