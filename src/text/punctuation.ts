/** Punctuation by what it does in a sentence, in all scripts that Galley's writers use. */

/** Class body of the marks that end a sentence; three dots may trail off rather than end one. */
export const SENTENCE_END_MARKS = '.!?…。！？．؟۔।'

/** Class body of the marks that may close behind a sentence's end: quotation marks and brackets. */
export const CLOSING_MARKS = String.raw`”’"'»」』)\]）`

/** The number of a footnote behind a sentence: `so.[1]`, `so.¹` */
const NOTE_NUMBER = String.raw`(?: ?\[\d{1,3}\]|[¹²³⁰⁴-⁹]{1,3})?`

/** In UTF-16 code units. More marks at its end than fit in here has no sentence: what is before them is not searched. */
const MAX_END_LENGTH = 64

const SENTENCE_END = new RegExp(`[${SENTENCE_END_MARKS}][${CLOSING_MARKS}]*${NOTE_NUMBER}$`, 'u')

/** Returns true if a text ends where a sentence does, closing marks behind it included. */
export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text.slice(-MAX_END_LENGTH))
}

const QUESTION_END = new RegExp(`[?？؟][${CLOSING_MARKS}]*$`, 'u')

/** Returns true if a text ends as a question, closing marks behind it included. */
export function endsInQuestion(text: string): boolean {
  return QUESTION_END.test(text)
}

/** A full stop in any width. Three dots trail off; they do not stop. */
const FULL_STOP = new RegExp(`(?<!\\.\\.)[.。．｡][${CLOSING_MARKS}]*${NOTE_NUMBER}$`, 'u')

/** Returns true if a text ends in a full stop: an exclamation or question mark is none. */
export function endsInFullStop(text: string): boolean {
  return FULL_STOP.test(text.slice(-MAX_END_LENGTH))
}

/** Pairs of brackets and quotation marks whose two marks differ: an opening one without its closing one is open. */
export const QUOTE_PAIRS = ['“”', '「」', '『』', '«»'] as const

/** Commas that separate items of a list, such as tags: Latin, Arabic, ideographic, full-width. */
export const LIST_COMMA = /[,،、，]/u

/** Marks that open a quotation; straight quotes open and close. */
export const OPENING_QUOTES = '“"‘\'„‚«‹「『《〈＂‟‛'

/** The marks that may close a quotation, by the mark that opened it. */
const CLOSING_QUOTES: Readonly<Record<string, string>> = {
  '“': '”"',
  '"': '"”',
  '‘': "’'",
  "'": "'’",
  '„': '“”"',
  '‚': "‘’'",
  '«': '»',
  '‹': '›',
  '「': '」',
  '『': '』',
  '《': '》',
  '〈': '〉',
  '＂': '＂',
  '‟': '”"',
  '‛': "’'",
}

/** Returns true if a text begins with an opening quotation mark, white space aside. */
export function opensQuotation(text: string): boolean {
  const first = text.trimStart().charAt(0)
  return first !== '' && OPENING_QUOTES.includes(first)
}

/** Returns true if the whole text is one quotation: opened by its first mark and closed by its last, not before. */
export function isQuotation(text: string): boolean {
  const trimmed = text.trim()
  const closing = CLOSING_QUOTES[trimmed.charAt(0)]
  if (trimmed.length < 3 || !closing?.includes(trimmed.charAt(trimmed.length - 1))) return false
  const inner = trimmed.slice(1, -1)
  // An apostrophe looks like a closing single quote, so only double marks can end a quotation early.
  return closing.startsWith('’') || !Array.from(closing).some((mark) => inner.includes(mark))
}
