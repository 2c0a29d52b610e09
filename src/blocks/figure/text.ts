import type { Line, TextFace } from '../block.ts'
import { attribute, inlineText, node, textOf } from '../node.ts'
import { galleryText } from './gallery/faces.ts'
import { creditedLine, isCreditLabel } from './credits.ts'
import { figureAttributes } from './schema.ts'
import { QUOTE_PAIRS, SENTENCE_END_MARKS } from '../../text/punctuation.ts'
import { comparable, trimInvisible } from '../../text/unicode.ts'

/** A credit is short; anything longer is part of the caption. */
const MAX_CREDIT_WORDS = 6
/** In characters. */
const MAX_CREDIT_LENGTH = 60
/** Ends a sentence, or leaves one open: no credit does either. */
const ENDS_LIKE_SENTENCE = new RegExp(`[${SENTENCE_END_MARKS},;:]$`, 'u')
/** Ends of names that have a full stop of their own: `Getty Images Inc.`. */
const ABBREVIATED = /\b(?:inc|ltd|co|corp|jr|sr|st|bros|e\.v|s\.a|k\.k)\.$/iu
/** `June 3, 2026`, `3 June 2026`, `2026-06-03`: when something was published. */
const DATE =
  /^(?:\p{L}{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}\.?(?: de)? \p{L}{3,12}\.?(?: de)? \d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}\.?|\d{1,2}[./-]\d{1,2}[./-]\d{4})$/u
/** Two characters each: what opens, what closes. */
const BRACKET_PAIRS = [...QUOTE_PAIRS, '()', '（）', '[]']

/** Returns how often a sign occurs in a text. */
function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}

/** Returns true if every bracket and quotation mark that opens in a text closes in it: `A” said` is the end of a longer quotation. */
function isWhole(text: string): boolean {
  return (
    count(text, '"') % 2 === 0 &&
    BRACKET_PAIRS.every((pair) => count(text, pair.charAt(0)) === count(text, pair.charAt(1)))
  )
}

/**
 * Returns true if words can be a credit: a few, no sentence, and with a capital, a handle or an address in them unless their
 * script has no capitals. `JTBC`, `@mina.draws`, `바다픽처스` can be one; `no` in `yes | no` cannot.
 * @param alone whether there is no caption before it; then one word in lower case is enough: `| instagram`
 */
function isCredit(words: string, alone: boolean): boolean {
  if (words === '' || words.length > MAX_CREDIT_LENGTH || words.split(/ +/).length > MAX_CREDIT_WORDS)
    return false
  if (ENDS_LIKE_SENTENCE.test(words) && !ABBREVIATED.test(words)) return false
  if (!/[\p{L}\p{N}]/u.test(words) || !isWhole(words) || DATE.test(words)) return false
  const lowerCaseAlone = /\p{Ll}/u.test(words) && !/[\p{Lu}\p{Lt}\p{Lo}\p{N}@]/u.test(words)
  if (!lowerCaseAlone) return true
  return !words.includes(' ') && (alone || /[./_]/.test(words))
}

/** Returns the offset of a line's only bar, -1 if there is none or more than one. An ASCII bar needs spaces around it. */
function barOf(matchable: string): number {
  const bar = matchable.search(/[|｜]/u)
  if (bar === -1 || /[|｜]/u.test(matchable.slice(bar + 1))) return -1
  if (matchable[bar] === '｜' || bar === 0) return bar
  return matchable[bar - 1] === ' ' && matchable[bar + 1] === ' ' ? bar : -1
}

/**
 * Returns the offset of the bar in `caption | credit`, -1 if what follows a bar is no credit.
 * @param matchable a line whose spaces are all plain ones
 */
export function creditBar(matchable: string): number {
  const bar = barOf(matchable)
  return bar !== -1 && isCredit(matchable.slice(bar + 1).trim(), bar === 0) ? bar : -1
}

/** `Interview: Colm Dace`, a line of a list of credits. */
const LISTED_CREDIT = /^\p{L}[\p{L} &/·-]{1,30} ?[:：] ?[^“"„«「]{2,60}$/u

/** Returns true for the credit of a photo among those of other work, such as text and direction: no photo is meant. */
function isInCreditList(lines: readonly Line[], line: Line, index: number): boolean {
  return [index - 1, index + 1].some((at) => {
    const other = lines[at]
    if (other?.chunk !== line.chunk || !LISTED_CREDIT.test(other.matchable)) return false
    return creditedLine(other.raw, other.matchable) === null
  })
}

/** Photos in plain text: `Gulls over the pier | KBC` is a photo that waits for its picture, with caption and credit. */
export const text: TextFace = {
  readsFormatted: true,
  read: (lines) => (line, index) => {
    const bar = creditBar(line.matchable)
    if (bar === -1) {
      const found = creditedLine(line.raw, line.matchable)
      if (found?.caption === '' && isInCreditList(lines, line, index)) return null
      return found && node('figure', figureAttributes({ credit: found.credit }), inlineText(found.caption))
    }
    const behind = trimInvisible(line.raw.slice(bar + 1))
    const labelled = creditedLine(behind, comparable(behind))
    const credit = labelled?.caption === '' ? labelled.credit : behind
    const caption = trimInvisible(line.raw.slice(0, bar)).replace(/^[▲△] */u, '')
    return node('figure', figureAttributes({ credit }), inlineText(isCreditLabel(caption) ? '' : caption))
  },
  outline: {
    ...galleryText.outline,
    figure: (figure) => {
      const src = attribute(figure, 'src')
      const missing = attribute(figure, 'missing')
      return [
        {
          type: 'figure',
          caption: textOf(figure),
          credit: attribute(figure, 'credit'),
          ...(src === '' ? {} : { src }),
          ...(missing === '' ? {} : { missing }),
        },
      ]
    },
  },
  plain: {
    ...galleryText.plain,
    figure: (figure) => {
      const caption = textOf(figure).replaceAll('\n', ' ')
      const credit = attribute(figure, 'credit')
      return credit === '' ? caption : `${caption} | ${credit}`.trimStart()
    },
  },
}
