import { endsInFullStop, isQuotation } from '../../text/punctuation.ts'
import { comparable } from '../../text/unicode.ts'
import { lineWidth } from './wrap.ts'

/** A standfirst's length at the most, in columns: longer lines without a full stop are paragraphs that lack one. */
const MAX_STANDFIRST_WIDTH = 160

/** Returns true if the article's second block, a single line, is its standfirst: a lone quotation, or short without a full stop. */
export function isStandfirst(line: string): boolean {
  const read = comparable(line)
  return isQuotation(read) || (lineWidth(read) <= MAX_STANDFIRST_WIDTH && !endsInFullStop(read))
}
