import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { REVISION_REASONS } from '../../desk.ts'
import { type Lines, shortChecksum, checksumOf } from './lines.ts'
import type { DatedRevision } from './thinning.ts'

/**
 * A revision as one line of a segment: JSON that ends in its own checksum. It has either the whole article, or the
 * lines that differ from another revision of the same segment. Revision 7, with one line of 40 changed after the 12th:
 *
 *     { number: 7, base: 6, keep: [0, 12, -1, 1, 13, 27], data: <the new line, deflated>, whole: <checksum>, … }
 */
export interface RevisionRecord extends DatedRevision {
  /** The revision whose lines `keep` refers to; null when `data` is the whole article. */
  readonly base: number | null
  /** Pairs of (first line, number of lines) of `base`; a first line of -1 stands for the next lines of `data`. */
  readonly keep: readonly number[]
  /** The new lines, deflated, as base64. */
  readonly data: string
  /** {@link checksumOf} of the whole article. */
  readonly whole: string
}

/** A revision with its lines: the base of the next delta. */
export interface RevisionLines {
  readonly number: number
  readonly lines: Lines
}

/** Deflate looks back no further. */
const DEFLATE_WINDOW_BYTES = 32 * 1024
/** Larger results are refused, whatever a record claims: far beyond any article, far below a machine's memory. */
const MAX_ARTICLE_BYTES = 64 * 1024 * 1024
const MAX_LINES = 1_000_000

/** Returns the record of a revision: a delta of `base` if that is shorter, else the whole article. */
export function recordOf(revision: DatedRevision, lines: Lines, base: RevisionLines | null): RevisionRecord {
  const whole = checksumOf(lines)
  const { keep, fresh } = base === null ? { keep: [], fresh: lines } : difference(base.lines, lines)
  // Where little is shared, a whole article is as short and depends on no other record.
  if (base === null || lengthOf(fresh) * 2 > lengthOf(lines))
    return { ...revision, base: null, keep: [], data: deflated(lines, null), whole }
  return {
    ...revision,
    base: base.number,
    keep,
    data: deflated(fresh, deflateDictionary(base.lines, keep)),
    whole,
  }
}

function lengthOf(lines: Lines): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0)
}

/**
 * Returns where the lines of `now` are in `before` (as pairs, see {@link RevisionRecord}), and the lines that are
 * not. Takes linear time, and finds blocks that moved.
 */
function difference(before: Lines, now: Lines): { keep: number[]; fresh: string[] } {
  const at = new Map(before.map((line, index) => [line, index]))
  const keep: number[] = []
  const fresh: string[] = []
  let next = -1
  for (const line of now) {
    // Extends the run if it can, though the line may be elsewhere too.
    const found = before[next] === line ? next : at.get(line)
    const start = found ?? -1
    if (found === undefined) fresh.push(line)
    const isRun = keep.length > 0 && (start === -1 ? keep.at(-2) === -1 : start === next)
    if (isRun) keep[keep.length - 1] = (keep.at(-1) ?? 0) + 1
    else keep.push(start, 1)
    next = start === -1 ? -1 : start + 1
  }
  return { keep, fresh }
}

/** Returns the removed lines: as a deflate dictionary they shorten the new ones, which are most like them. */
function deflateDictionary(before: Lines, keep: readonly number[]): Buffer {
  const kept = new Uint8Array(before.length)
  for (let pair = 0; pair < keep.length; pair += 2) {
    const start = keep[pair] ?? -1
    if (start >= 0) kept.fill(1, start, start + (keep[pair + 1] ?? 0))
  }
  const gone = Buffer.from(before.filter((_, index) => kept[index] === 0).join('\n'))
  return gone.subarray(Math.max(0, gone.length - DEFLATE_WINDOW_BYTES))
}

function deflated(lines: Lines, past: Buffer | null): string {
  return deflateRawSync(lines.join('\n'), past === null ? {} : { dictionary: past }).toString('base64')
}

/**
 * Returns the lines of a record's article.
 * @param base the lines of its base; null for a record without one
 * @throws Error (of any kind) when the result does not match the record's checksum.
 */
export function linesOfRecord(record: RevisionRecord, base: Lines | null): Lines {
  const lines = record.base === null ? inflated(record.data, null) : mergedLines(record, base ?? [])
  if (checksumOf(lines) !== record.whole) throw new RangeError('the revision does not match its checksum')
  return lines
}

function inflated(data: string, past: Buffer | null): Lines {
  const bytes = inflateRawSync(Buffer.from(data, 'base64'), {
    maxOutputLength: MAX_ARTICLE_BYTES,
    ...(past === null ? {} : { dictionary: past }),
  })
  return bytes.toString('utf8').split('\n')
}

function mergedLines({ keep, data }: RevisionRecord, base: Lines): Lines {
  const fresh = inflated(data, deflateDictionary(base, keep))
  const lines: string[] = []
  let taken = 0
  for (let pair = 0; pair < keep.length; pair += 2) {
    const start = keep[pair] ?? -1
    const count = keep[pair + 1] ?? 0
    if (lines.length + count > MAX_LINES) throw new RangeError('the revision claims too many lines')
    const from = start === -1 ? fresh : base
    const first = start === -1 ? taken : start
    if (first + count > from.length) throw new RangeError('the revision asks for lines that are not there')
    for (let index = first; index < first + count; index += 1) lines.push(from[index] ?? '')
    if (start === -1) taken += count
  }
  return lines
}

/** Returns a record as it is written: one line of JSON with its checksum and the line end. */
export function writeRecord(entry: RevisionRecord): string {
  const { number, at, reason, name, words, base, keep, data, whole, openMs } = entry
  const fields = { number, at, reason, name, words, base, keep, data, whole, openMs }
  const json = JSON.stringify(fields)
  return `${json.slice(0, -1)},"sum":"${shortChecksum(json)}"}\n`
}

const CHECKSUM_FIELD = /,"sum":"([0-9a-f]{32})"\}$/

/** Returns the record in a line, or null when the line is cut off, damaged, or not a record. */
export function readRecord(line: string): RevisionRecord | null {
  const sum = CHECKSUM_FIELD.exec(line)
  if (sum === null) return null
  const json = `${line.slice(0, sum.index)}}`
  if (shortChecksum(json) !== sum[1]) return null
  try {
    const value: unknown = JSON.parse(json)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is RevisionRecord {
  if (typeof value !== 'object' || value === null) return false
  const given = value as Readonly<Record<string, unknown>>
  return (
    isCount(given.number) &&
    Number.isFinite(given.at) &&
    REVISION_REASONS.some((reason) => reason === given.reason) &&
    typeof given.name === 'string' &&
    isCount(given.words) &&
    (given.base === null || isCount(given.base)) &&
    Array.isArray(given.keep) &&
    given.keep.length % 2 === 0 &&
    given.keep.every((entry) => entry === -1 || isCount(entry)) &&
    typeof given.data === 'string' &&
    typeof given.whole === 'string' &&
    (given.openMs === undefined || isCount(given.openMs))
  )
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

/** Returns the greatest number that a damaged line still shows, or null. Without the line end between them it is two records. */
export function numberHint(line: string): number | null {
  const numbers = [...line.matchAll(/\{"number":(\d{1,9}),/g)].map(([, digits]) => Number(digits))
  return numbers.length === 0 ? null : Math.max(...numbers)
}
