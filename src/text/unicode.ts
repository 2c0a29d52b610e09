/**
 * Every space that a word processor or a web page may put where a writer meant a plain one: the tab, and Unicode's
 * category Zs without the plain space itself, which most texts have in every sixth place. Zero-width characters are not spaces:
 * emoji and Indic scripts need them.
 */
const SPACE = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu

/**
 * Characters without width that web editors, chats and spreadsheets leave behind: zero-width space, left-to-right mark,
 * word joiner, byte order mark, and the marks that set a direction, around names of Hebrew and Arabic texts. Joiners (U+200C, U+200D) are the letters' own.
 */
const INVISIBLE = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu
const EDGE = /[\s\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u

/**
 * C0 and C1 controls (tab included), line and paragraph separators, and Unicode's noncharacters, which are not for
 * interchange (no character reference can name them): never part of a line of text.
 */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\p{Noncharacter_Code_Point}]/u
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\p{Noncharacter_Code_Point}]+/gu

/** Returns the same text with every space a plain one. Offsets stay: one UTF-16 unit in, one out. */
export function plainSpaces(text: string): string {
  return text.replace(SPACE, ' ')
}

/** As {@link plainSpaces}, with characters that nobody sees plain spaces too. To look for structure in. */
export function toMatchable(text: string): string {
  return plainSpaces(text).replace(INVISIBLE, ' ')
}

/** Without the spaces, and the characters that nobody sees, at both ends. */
export function trimInvisible(text: string): string {
  let [from, to] = [0, text.length]
  while (from < to && EDGE.test(text.charAt(from))) from += 1
  while (to > from && EDGE.test(text.charAt(to - 1))) to -= 1
  return text.slice(from, to)
}

/** Returns a copy to compare by: NFC, plain single spaces, trimmed, all of it visible. Never shown, never stored. */
export function comparable(text: string): string {
  return plainSpaces(text.normalize('NFC').replace(INVISIBLE, '')).replace(/ {2,}/g, ' ').trim()
}

/**
 * Returns a text without accents: the combining marks of Latin, Greek and Cyrillic (U+0300 to U+036F). Hangul stays in
 * syllables; vowel signs of other scripts stay.
 */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
}

/** Returns true if a text could stand on one line of an article: well-formed UTF-16 without controls. */
export function isLine(text: string): boolean {
  return !CONTROL.test(text) && text.isWellFormed()
}

/** Returns the first `length` UTF-16 code units of a text; one fewer where that would cut a surrogate pair. */
export function firstPart(text: string, length: number): string {
  const isCutPair =
    /[\ud800-\udbff]/.test(text.charAt(length - 1)) && /[\udc00-\udfff]/.test(text.charAt(length))
  return text.slice(0, isCutPair ? length - 1 : length)
}

/** Returns text as an article keeps it: runs of controls (line ends, tabs) become one space, stray surrogates U+FFFD. */
export function toLine(text: string): string {
  return text.toWellFormed().replace(CONTROLS, ' ')
}
