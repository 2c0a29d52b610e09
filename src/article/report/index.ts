import { REPORT_KINDS, type Report, type ReportClass, type ReportKind } from '../../blocks/readingReport.ts'
import { firstPart, toLine } from '../../text/unicode.ts'
import { t } from '../messages.ts'

/**
 * What reading a document changed, left out or guessed. Readers get a {@link Report} and call it at each place; a
 * {@link ReadingReport} counts the places of each kind and keeps the first:
 *
 *     const report = new ReadingReport()
 *     readHtml('<p>Ten <!-- … --><span hidden>or eleven</span></p>', undefined, report.add)
 *     report.entries // [{ kind: 'hidden', effect: 'leftOut', count: 1, first: 'or eleven' }]
 */

/** One kind of loss in a document. Plain data: it crosses threads and wires. */
export interface ReportEntry {
  readonly kind: ReportKind
  readonly effect: ReportClass
  readonly count: number
  /** Words of the first place, '' if it has none. */
  readonly first: string
}

/** In UTF-16 code units: enough to find a place by. */
const MAX_WORDS_LENGTH = 60

/** The report of readers whose caller needs none. */
export const noReport: Report = () => undefined

/** Collects what one reading reports. */
export class ReadingReport {
  readonly #found = new Map<ReportKind, { count: number; first: string }>()

  /** Counts one place. Bound, so that it can be given to readers. */
  readonly add: Report = (kind, words) => {
    const known = this.#found.get(kind)
    if (known !== undefined) known.count += 1
    else this.#found.set(kind, { count: 1, first: excerpt(words) })
  }

  /** Returns an entry for each kind that was reported, in the order of {@link REPORT_KINDS}. */
  get entries(): readonly ReportEntry[] {
    return (Object.keys(REPORT_KINDS) as ReportKind[]).flatMap((kind) => {
      const found = this.#found.get(kind)
      return found === undefined ? [] : [{ kind, effect: REPORT_KINDS[kind], ...found }]
    })
  }
}

/** Returns the beginning of some words, on one line, with an ellipsis if they go on. */
function excerpt(words: string): string {
  // Cut before it is searched: an element's text can be as long as the document.
  const line = toLine(firstPart(words, 4 * MAX_WORDS_LENGTH))
    .replace(/\s+/gu, ' ')
    .trim()
  return line.length <= MAX_WORDS_LENGTH ? line : `${firstPart(line, MAX_WORDS_LENGTH).trimEnd()}…`
}

/** Returns an entry as a clause for the writer: “3 comments left out”. */
export function reportClause({ kind, count }: ReportEntry): string {
  return t(`report.${kind}`, { count })
}

/** Returns an entry with its first place: “3 comments left out, first: “Are we sure?””. */
export function reportLine(entry: ReportEntry): string {
  const clause = reportClause(entry)
  return entry.first === '' ? clause : t('report.place', { count: entry.count, clause, first: entry.first })
}
