import { endsSentence, QUOTE_PAIRS } from '../../text/punctuation.ts'
import { displayWidth, UNSPACED_TEXT } from '../../text/scripts.ts'

/**
 * Lines that a program broke at a column (mail, terminals, old editors) are one text; lines that a writer broke are
 * not. A break was the program's when the next line's first word would not have fitted any more.
 */

/** Columns between which programs wrap lines: mail wraps at 72 or 76, terminals at 80, old editors at up to 120. */
const MIN_WRAP_WIDTH = 45
const MAX_WRAP_WIDTH = 120
const UNSPACED = new RegExp(`[${UNSPACED_TEXT}]`, 'u')

/** Returns the columns that a line takes in a fixed-width font; `Infinity`, without measuring, for a line far beyond any column. */
export function lineWidth(line: string): number {
  return line.length > 4 * MAX_WRAP_WIDTH ? Infinity : displayWidth(line)
}

/** Returns true if a line is longer than any column that text is wrapped at; such a line is a whole paragraph. */
export function isParagraphLong(line: string): boolean {
  return lineWidth(line) > MAX_WRAP_WIDTH
}

/** Returns the columns that the beginning of a line would have needed on the line before it. */
function firstWordWidth(line: string): number {
  // Without spaces a line may break anywhere but before closing punctuation: two characters are moved at the most.
  if (UNSPACED.test(line.charAt(0))) return 4
  return 1 + lineWidth(/^\S*/u.exec(line)?.[0] ?? '')
}

/** Returns true if the lines are one text wrapped at a column, most of them in mid-sentence. */
export function isWrapped(lines: readonly string[]): boolean {
  if (lines.length < 2) return false
  const widths = lines.map(lineWidth)
  const column = widths.reduce((most, width) => Math.max(most, width), 0)
  if (column < MIN_WRAP_WIDTH || column > MAX_WRAP_WIDTH) return false
  let midSentence = 0
  for (const [index, line] of lines.slice(1).entries()) {
    if ((widths[index] ?? 0) + firstWordWidth(line) <= column) return false
    if (!endsSentence(lines[index] ?? '') && !/^[\p{Lu}\p{Lt}]/u.test(line)) midSentence += 1
  }
  return midSentence * 2 >= lines.length - 1
}

/** Returns true if a line continues the one above it: in lower case, or inside its open quotation. */
export function continuesLine(above: string, line: string): boolean {
  if (/^\p{Ll}/u.test(line)) return true
  return QUOTE_PAIRS.some((pair) => above.split(pair.charAt(0)).length > above.split(pair.charAt(1)).length)
}

/** Returns the lines joined to one: a space between two, none between Chinese or Japanese characters. */
export function joinLines(lines: readonly string[]): string {
  const pieces: string[] = []
  for (const line of lines) {
    const before = pieces.at(-1)?.at(-1) ?? ''
    if (before !== '' && !(UNSPACED.test(before) && UNSPACED.test(line.charAt(0)))) pieces.push(' ')
    pieces.push(line)
  }
  return pieces.join('')
}
