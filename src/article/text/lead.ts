import { comparable, isQuotation } from '../../text/unicode.ts'
import { columns } from './wrap.ts'

/** A standfirst's length at the most, in columns: longer lines without a full stop are paragraphs that lack one. */
const LONGEST = 160
/** A full stop at the very end, or inside what closes there. Three dots trail off; they do not stop. */
const FULL_STOP = /(?<!\.\.)[.。．｡][”’"'»」』)\]）]*$/u

/** Whether the article's second block, a single line, is its standfirst: a lone quotation, or short and unstopped. */
export function isStandfirst(line: string): boolean {
  const read = comparable(line)
  return isQuotation(read) || (columns(read) <= LONGEST && !FULL_STOP.test(read))
}
