import { numberHint, readRecord, type RevisionRecord } from './record.ts'

/** A damaged byte costs at most these revisions, since they build on one whole article. */
export const REVISIONS_PER_SEGMENT = 50

/** One file of a history: revisions, one a line, oldest first. None needs another file. */
export interface Segment {
  /** The file's name. */
  readonly file: string
  /** The number in its name: it never had a smaller one. */
  readonly first: number
  readonly lines: readonly SegmentLine[]
  /** By number: the records that are sound, and so are all they build on. */
  readonly records: ReadonlyMap<number, RevisionRecord>
  /** Number of lines lost to damage. An unfinished last line is not counted: its revision was never reported as kept. */
  readonly lost: number
  /** False after a write that was cut off: nothing may be appended then. */
  readonly endsWithNewline: boolean
  /** The highest number that was ever used here, as far as can be told. */
  readonly highest: number
}

/** A line of the file; `record` is null for a damaged one. */
export interface SegmentLine {
  readonly text: string
  readonly record: RevisionRecord | null
}

/** A number in a damaged line counts if it is less than this beyond the segment's first: the damage may be in it. */
const MAX_NUMBER_JUMP = 100_000

const SEGMENT_FILE_NAME = /^(\d{6,15})\.jsonl$/

/** Returns the number in a segment's file name (`000051.jsonl`), or null for any other file. */
export function segmentNumber(file: string): number | null {
  const digits = SEGMENT_FILE_NAME.exec(file)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** Returns the file name of a segment that begins with that revision. */
export function segmentFile(number: number): string {
  return `${String(number).padStart(6, '0')}.jsonl`
}

/** Parses a segment, however damaged. Never throws. */
export function readSegment(file: string, bytes: Uint8Array): Segment {
  const texts = new TextDecoder().decode(bytes).split('\n')
  const tail = texts.pop() ?? ''
  const lines: SegmentLine[] = texts
    .filter((text) => text !== '')
    .map((text) => ({ text, record: readRecord(text) }))
  const last = tail === '' ? null : readRecord(tail)
  if (last !== null) lines.push({ text: tail, record: last })
  const records = new Map<number, RevisionRecord>()
  for (const { record } of lines)
    if (record !== null && !records.has(record.number) && (record.base === null || records.has(record.base)))
      records.set(record.number, record)
  const first = segmentNumber(file) ?? 0
  const lost = lines.length - records.size
  const highest = [
    ...lines.map(({ text, record }) => record?.number ?? hintedNumber(text, first)),
    hintedNumber(tail, first),
  ].reduce((most, number) => Math.max(most, number), first + Math.max(lines.length, 1) - 1)
  return { file, first, lines, records, lost, endsWithNewline: tail === '', highest }
}

/** Returns the number that a damaged line shows; 0 when it cannot be right. */
function hintedNumber(text: string, first: number): number {
  const number = numberHint(text) ?? 0
  return number < first + MAX_NUMBER_JUMP ? number : 0
}
