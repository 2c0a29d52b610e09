import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { REVISION_REASONS } from '../../desk.ts'
import { type Lines, shortSum, sumOf } from './lines.ts'
import type { DatedRevision } from './thinning.ts'

/**
 * A revision as one line of a segment: JSON that ends in its own checksum. It holds either the whole article, or what
 * of it differs from another revision of the same segment.
 */
export interface Entry extends DatedRevision {
  /** The revision that `keep` counts lines of; null when the whole article is here. */
  readonly base: number | null
  /** Pairs of (first line, how many) out of `base`; a first line of -1 takes that many from `data`. */
  readonly keep: readonly number[]
  /** The lines that are new here, deflated, as base64. */
  readonly data: string
  /** {@link sumOf} the whole article. */
  readonly whole: string
}

/** An article's revision with its lines: what the next one is told apart from. */
export interface Version {
  readonly number: number
  readonly lines: Lines
}

/** As much of the past as deflate can look back on. */
const WINDOW = 32 * 1024
/** A record never unfolds to more, whatever it claims: far beyond any article, far below what a machine has. */
const MOST_BYTES = 64 * 1024 * 1024
const MOST_LINES = 1_000_000

/** The record of a revision, against `base` where that is shorter. */
export function recordOf(revision: DatedRevision, lines: Lines, base: Version | null): Entry {
  const whole = sumOf(lines)
  const { keep, fresh } = base === null ? { keep: [], fresh: lines } : difference(base.lines, lines)
  // Where little is shared, a whole article costs no more and hangs on nothing.
  if (base === null || lengthOf(fresh) * 2 > lengthOf(lines))
    return { ...revision, base: null, keep: [], data: packed(lines, null), whole }
  return { ...revision, base: base.number, keep, data: packed(fresh, dictionary(base.lines, keep)), whole }
}

function lengthOf(lines: Lines): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0)
}

/** Which lines are where in the older version, and which are in it nowhere. Linear, and blocks may have moved. */
function difference(before: Lines, now: Lines): { keep: number[]; fresh: string[] } {
  const at = new Map(before.map((line, index) => [line, index]))
  const keep: number[] = []
  const fresh: string[] = []
  let next = -1
  for (const line of now) {
    // A line that goes on where the last one was found extends the run, though it may be elsewhere too.
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

/** What the older version has and the newer one has not: most like what is new. */
function dictionary(before: Lines, keep: readonly number[]): Buffer {
  const kept = new Uint8Array(before.length)
  for (let pair = 0; pair < keep.length; pair += 2) {
    const start = keep[pair] ?? -1
    if (start >= 0) kept.fill(1, start, start + (keep[pair + 1] ?? 0))
  }
  const gone = Buffer.from(before.filter((_, index) => kept[index] === 0).join('\n'))
  return gone.subarray(Math.max(0, gone.length - WINDOW))
}

function packed(lines: Lines, past: Buffer | null): string {
  return deflateRawSync(lines.join('\n'), past === null ? {} : { dictionary: past }).toString('base64')
}

/**
 * The article of a record, given that of its base.
 * @throws Error (of any kind) when the record does not unfold into what it says it holds.
 */
export function linesFrom(record: Entry, base: Lines | null): Lines {
  const lines = record.base === null ? unpacked(record.data, null) : merged(record, base ?? [])
  if (sumOf(lines) !== record.whole) throw new RangeError('the revision does not match its checksum')
  return lines
}

function unpacked(data: string, past: Buffer | null): Lines {
  const bytes = inflateRawSync(Buffer.from(data, 'base64'), {
    maxOutputLength: MOST_BYTES,
    ...(past === null ? {} : { dictionary: past }),
  })
  return bytes.toString('utf8').split('\n')
}

function merged({ keep, data }: Entry, base: Lines): Lines {
  const fresh = unpacked(data, dictionary(base, keep))
  const lines: string[] = []
  let taken = 0
  for (let pair = 0; pair < keep.length; pair += 2) {
    const start = keep[pair] ?? -1
    const count = keep[pair + 1] ?? 0
    if (lines.length + count > MOST_LINES) throw new RangeError('the revision claims too many lines')
    const from = start === -1 ? fresh : base
    const first = start === -1 ? taken : start
    if (first + count > from.length) throw new RangeError('the revision asks for lines that are not there')
    for (let index = first; index < first + count; index += 1) lines.push(from[index] ?? '')
    if (start === -1) taken += count
  }
  return lines
}

/** A record as it is written: one line of JSON, with the line end. */
export function writeRecord(entry: Entry): string {
  const { number, at, reason, name, words, base, keep, data, whole, openMs } = entry
  const fields = { number, at, reason, name, words, base, keep, data, whole, openMs }
  const json = JSON.stringify(fields)
  return `${json.slice(0, -1)},"sum":"${shortSum(json)}"}\n`
}

const SUM = /,"sum":"([0-9a-f]{32})"\}$/

/** The record of a line, or null when the line is cut, damaged, or none of ours. */
export function readRecord(line: string): Entry | null {
  const sum = SUM.exec(line)
  if (sum === null) return null
  const json = `${line.slice(0, sum.index)}}`
  if (shortSum(json) !== sum[1]) return null
  try {
    const value: unknown = JSON.parse(json)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Entry {
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

/** What the line of a damaged record still says its number was, or null. */
export function numberHint(line: string): number | null {
  const digits = /^\{"number":(\d{1,9}),/.exec(line)?.[1]
  return digits === undefined ? null : Number(digits)
}
