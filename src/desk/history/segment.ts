import { numberHint, readRecord, type Entry } from './record.ts'

/** How many revisions a segment takes: what one damaged byte can cost at most, and what hangs on one whole article. */
export const SEGMENT = 50

/** One file of a history: some revisions, one a line, oldest first, none of which needs another file. */
export interface Segment {
  /** The file's name. */
  readonly file: string
  /** The number its name tells: no smaller one was ever in it. */
  readonly first: number
  readonly lines: readonly Line[]
  /** The records that can be read: sound, and what they build on is too. */
  readonly records: ReadonlyMap<number, Entry>
  /** Lines or records lost to damage. A last line that was never finished is none: its revision was never kept. */
  readonly lost: number
  /** Whether its last line ends as it should. */
  readonly ended: boolean
  /** No smaller number may be given to a revision that comes after this segment. */
  readonly highest: number
}

export interface Line {
  readonly text: string
  readonly record: Entry | null
}

/** How far a number of a damaged line is believed to lie beyond the segment's first. */
const FURTHEST = 100_000

const FILE = /^(\d{6,15})\.jsonl$/

/** The number in a segment's file name, or null when it is no segment's. */
export function segmentNumber(file: string): number | null {
  const digits = FILE.exec(file)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** The name of a segment that begins with that revision. */
export function segmentFile(number: number): string {
  return `${String(number).padStart(6, '0')}.jsonl`
}

/** Reads a segment, however damaged. */
export function readSegment(file: string, bytes: Uint8Array): Segment {
  const texts = new TextDecoder().decode(bytes).split('\n')
  const tail = texts.pop() ?? ''
  const lines: Line[] = texts
    .filter((text) => text !== '')
    .map((text) => ({ text, record: readRecord(text) }))
  const last = tail === '' ? null : readRecord(tail)
  if (last !== null) lines.push({ text: tail, record: last })
  const records = new Map<number, Entry>()
  for (const { record } of lines)
    if (record !== null && !records.has(record.number) && (record.base === null || records.has(record.base)))
      records.set(record.number, record)
  const first = segmentNumber(file) ?? 0
  const lost = lines.length - records.size
  const highest = [
    ...lines.map(({ text, record }) => record?.number ?? hinted(text, first)),
    hinted(tail, first),
  ].reduce((most, number) => Math.max(most, number), first + Math.max(lines.length, 1) - 1)
  return { file, first, lines, records, lost, ended: tail === '', highest }
}

/** What a damaged line still says its number was, unless the damage is in the number. */
function hinted(text: string, first: number): number {
  const number = numberHint(text) ?? 0
  return number < first + FURTHEST ? number : 0
}
