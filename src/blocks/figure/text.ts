import type { TextFace } from '../block.ts'
import { attribute, inlineText, node, textOf } from '../node.ts'
import { QUOTE_PAIRS, SENTENCE_END_MARKS } from '../../text/punctuation.ts'
import { trimmed } from '../../text/unicode.ts'

const MAX_CREDIT_WORDS = 6
const MAX_CREDIT_LENGTH = 60
/** Ends a sentence, or leaves one open: no credit does either. */
const ENDS_LIKE_SENTENCE = new RegExp(`[${SENTENCE_END_MARKS},;:]$`, 'u')
const ABBREVIATED = /\b(?:inc|ltd|co|corp|jr|sr|st|bros|e\.v|s\.a|k\.k)\.$/iu
const BRACKET_PAIRS = [...QUOTE_PAIRS, '()', '（）', '[]']

function count(text: string, of: string): number {
  return text.split(of).length - 1
}

/** Whether what opens in the text closes in it: `A” said` is the end of somebody else's quotation. */
function isWhole(text: string): boolean {
  return (
    count(text, '"') % 2 === 0 &&
    BRACKET_PAIRS.every((pair) => count(text, pair.charAt(0)) === count(text, pair.charAt(1)))
  )
}

/**
 * Whether words can be a credit: a few, no sentence, and with a capital, a handle or an address in them unless their
 * script has no capitals. `alone` is a credit that has no caption before it.
 */
function isCredit(words: string, alone: boolean): boolean {
  if (words === '' || words.length > MAX_CREDIT_LENGTH || words.split(/ +/).length > MAX_CREDIT_WORDS)
    return false
  if (ENDS_LIKE_SENTENCE.test(words) && !ABBREVIATED.test(words)) return false
  if (!/[\p{L}\p{N}]/u.test(words) || !isWhole(words)) return false
  const lowerCaseAlone = /\p{Ll}/u.test(words) && !/[\p{Lu}\p{Lt}\p{Lo}\p{N}@]/u.test(words)
  if (!lowerCaseAlone) return true
  return !words.includes(' ') && (alone || /[./_]/.test(words))
}

/** Where the one bar of a line is that parts a caption from its credit, or -1. A plain bar has spaces around it. */
function barOf(folded: string): number {
  const bar = folded.search(/[|｜]/u)
  if (bar === -1 || /[|｜]/u.test(folded.slice(bar + 1))) return -1
  if (folded[bar] === '｜' || bar === 0) return bar
  return folded[bar - 1] === ' ' && folded[bar + 1] === ' ' ? bar : -1
}

/** Where the bar of `caption | credit` stands in a line whose spaces are plain, or -1 where there is no credit. */
export function creditBar(folded: string): number {
  const bar = barOf(folded)
  return bar !== -1 && isCredit(folded.slice(bar + 1).trim(), bar === 0) ? bar : -1
}

export const text: TextFace = {
  readsFormatted: true,
  read: () => (line) => {
    const bar = creditBar(line.folded)
    if (bar === -1) return null
    const credit = trimmed(line.raw.slice(bar + 1))
    const attrs = { src: null, alt: '', decorative: false, credit, width: null, height: null }
    return node('figure', attrs, inlineText(trimmed(line.raw.slice(0, bar))))
  },
  outline: {
    figure: (figure) => {
      const src = attribute(figure, 'src')
      return [
        {
          type: 'figure',
          caption: textOf(figure),
          credit: attribute(figure, 'credit'),
          ...(src === '' ? {} : { src }),
        },
      ]
    },
  },
  plain: {
    figure: (figure) => {
      const caption = textOf(figure).replaceAll('\n', ' ')
      const credit = attribute(figure, 'credit')
      return credit === '' ? caption : `${caption} | ${credit}`.trimStart()
    },
  },
}
