import { isLinePart, type LineClaim } from '../../blocks/block.ts'
import { children, textOf } from '../../blocks/node.ts'
import { endsInFullStop, endsInQuestion, isQuotation } from '../../text/punctuation.ts'
import { comparable } from '../../text/unicode.ts'
import { bylineOf, isRemark } from './byline.ts'
import { lineWidth } from './wrap.ts'

/** A standfirst's length at the most, in columns: longer lines without a full stop are paragraphs that lack one. */
const MAX_STANDFIRST_WIDTH = 160
/** Columns from which a line with a full stop is a paragraph and no headline. */
const MIN_PARAGRAPH_WIDTH = 90
/** Columns that no headline has. */
const MAX_HEADLINE_WIDTH = 240

/** The list of people above a play. */
const PEOPLE_LIST =
  /^(?:등장 ?인물|登場人物|人物|剧中人物|characters|cast|dramatis personae|personen|personnages|personajes|personagens|personaggi|действующие лица) ?[:：]/iu

/** Returns true if the article's second block, a single line, is its standfirst: a lone quotation, or short without a full stop. */
export function isStandfirst(line: string): boolean {
  const read = comparable(line)
  if (isRemark(read) || PEOPLE_LIST.test(read) || /[,，、]$/u.test(read)) return false
  return isQuotation(read) || (lineWidth(read) <= MAX_STANDFIRST_WIDTH && !endsInFullStop(read))
}

/** An address, the head of a subtitle file, a row of a table or the cue of a transcript: never a headline. */
const NO_HEADLINE = /^(?:<?https?:\/\/\S+$|WEBVTT\b|\|.*\|.*\|$|\[?\d{1,2}:\d{2}(?::\d{2})?[.,\]\d]* )/iu

/**
 * Returns true if the first line of a text is its headline. A line that is a block, a long sentence or a row of a table is not.
 * @param claim what the line is as a line of the body; null if it is text of a paragraph
 * @param below what the line below it is, as `claim`; undefined if there is none
 */
export function isHeadline(raw: string, claim: LineClaim, below: LineClaim | undefined): boolean {
  const line = comparable(raw)
  if (NO_HEADLINE.test(raw) || NO_HEADLINE.test(line) || (isRemark(line) && endsInFullStop(line)))
    return false
  if (claim !== null) return isQuotedHeadline(claim, below)
  const width = lineWidth(line)
  return width <= MAX_HEADLINE_WIDTH && !(width > MIN_PARAGRAPH_WIDTH && endsInFullStop(line))
}

/** A label, a colon and what it says: `Best Drama: “Tea”`, `Seoul: 14:00`. */
const LABELLED = /^[^:：]{1,40}[:：] ?\S/u

/** Lines of labels from which a text begins with a list of facts; fewer if it has no other line. */
const MIN_FACTS = 3

/**
 * Returns true if the first lines of a text are a list of facts, so that the first one is no headline.
 * @param lines the first block of a text, or all lines of a text without blank lines
 */
export function startsWithFacts(lines: readonly string[]): boolean {
  const isFact = (line: string): boolean => LABELLED.test(line) && !isRemark(line) && bylineOf(line) === null
  const end = lines.findIndex((line) => !isFact(comparable(line)))
  const count = end < 0 ? lines.length : end
  return count >= MIN_FACTS || (count > 1 && count === lines.length)
}

/**
 * Returns true if the first line below the headline is one of several: a question of an interview, a fact of a list. It is no
 * standfirst then.
 */
export function isFirstOfMany(lines: readonly string[]): boolean {
  const [first = '', ...others] = lines
  const asks = (line: string): boolean =>
    endsInQuestion(comparable(line)) && lineWidth(line) <= MAX_STANDFIRST_WIDTH
  return startsWithFacts(lines) || (asks(first) && others.some(asks))
}

/** Returns true for `Mina Solis: “I Never Lit The Stove”` above a paragraph, which has the form of a turn. */
function isQuotedHeadline(claim: LineClaim, below: LineClaim | undefined): boolean {
  if (claim === null || isLinePart(claim)) return false
  const words = textOf(claim)
  return (
    children(claim).some(({ type }) => type !== 'text') &&
    isQuotation(words) &&
    !endsInFullStop(words) &&
    below === null
  )
}
