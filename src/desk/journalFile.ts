import { createHash } from 'node:crypto'

/**
 * The journal's file, line by line. A header names the snapshot it was begun on. Then lines as the page gave them, and
 * records of snapshots, written before each snapshot is: how many of the lines before it are in it. Every record is
 * chained to those before by its checksum, so that a cut, altered or misplaced one is told.
 */

/** What lines apply to. */
export interface JournalBase {
  /** SHA-256 of the article file. */
  readonly base: string
  /** The checksum of that file's article: known by it, the article serves though the file is damaged. */
  readonly checksum: string
}

/** A snapshot that was to take the place of another one. Whether it did, the article's file tells. */
export interface Snapshot extends JournalBase {
  readonly over: JournalBase
  /** How many of the lines that apply to `over` it holds; some of them may come after this record. */
  readonly holds: number
}

/** A snapshot, and the first of the lines that apply to it. */
export interface Anchor extends JournalBase {
  readonly start: number
}

/** A journal as it was found. */
export interface ReadJournal {
  /** None when even its first line is cut off or no journal's; else the one it was begun on, then the later ones. */
  readonly anchors: readonly Anchor[]
  /** Whole lines, in order: each an array of steps or a metadata record, as JSON. */
  readonly lines: readonly string[]
  /** What follows the last whole record is cut off or damaged. */
  readonly torn: boolean
  /** The checksum of the last whole record: the next one is chained to it. */
  readonly sum: string
  /** Bytes up to the end of the last whole record. */
  readonly length: number
}

/** A record as it is written, and the checksum that the next one is chained to. */
interface Chained {
  readonly text: string
  readonly sum: string
}

/** The first record of a journal. */
export function header({ base, checksum }: JournalBase): Chained {
  const text = JSON.stringify({ galley: 'journal', base, checksum })
  return { text: `${text}\n`, sum: sumOf('', text) }
}

export function lineRecord(before: string, line: string): Chained {
  const sum = sumOf(before, line)
  return { text: `{"sum":"${sum}","of":${line}}\n`, sum }
}

export function snapshotRecord(before: string, { base, checksum, over, holds }: Snapshot): Chained {
  const said = JSON.stringify({ base, checksum, over: over.base, holds })
  const sum = sumOf(before, `snapshot ${said}`)
  return { text: `{"sum":"${sum}","snapshot":${said}}\n`, sum }
}

function sumOf(before: string, record: string): string {
  return createHash('sha256').update(`${before}\n${record}`).digest('hex').slice(0, 16)
}

const RECORD = /^\{"sum":"([0-9a-f]{16})","(of|snapshot)":(.+)\}$/s

/** Reads as far as every record is whole and follows the one before. */
export function readJournal(bytes: Uint8Array): ReadJournal {
  const text = Buffer.from(bytes)
  const [first, firstEnd] = lineAt(text, 0)
  const on = baseIn(first)
  if (on === null) return { anchors: [], lines: [], torn: true, sum: '', length: 0 }
  const anchors: Anchor[] = [{ ...on, start: 0 }]
  const lines: string[] = []
  let sum = sumOf('', first ?? '')
  let length = firstEnd
  for (;;) {
    const [line, end] = lineAt(text, length)
    const [, claimed, kind, said = ''] = RECORD.exec(line ?? '') ?? []
    if (claimed === undefined || claimed !== sumOf(sum, kind === 'of' ? said : `snapshot ${said}`)) break
    if (kind === 'of') lines.push(said)
    else anchors.push(anchorIn(said, anchors))
    sum = claimed
    length = end
  }
  return { anchors, lines, torn: length < text.length, sum, length }
}

/** The first of the lines that apply to a snapshot, the last one where several fit; null when it is none of these. */
export function startOn({ anchors }: ReadJournal, isIt: (on: JournalBase) => boolean): number | null {
  return anchors.findLast(isIt)?.start ?? null
}

/** The lines that apply to a snapshot; null when the journal knows none such. */
export function linesOn(journal: ReadJournal, isIt: (on: JournalBase) => boolean): readonly string[] | null {
  const start = startOn(journal, isIt)
  return start === null ? null : journal.lines.slice(start)
}

/** The line that begins there and where the next one does; null when it has no end. */
function lineAt(text: Buffer, start: number): [string | null, number] {
  const end = text.indexOf(0x0a, start)
  return end < 0 ? [null, start] : [text.toString('utf8', start, end), end + 1]
}

function baseIn(line: string | null): JournalBase | null {
  try {
    const said: unknown = JSON.parse(line ?? '')
    if (typeof said !== 'object' || said === null) return null
    const { galley, base, checksum } = said as Readonly<Record<string, unknown>>
    if (galley !== 'journal' || typeof base !== 'string' || typeof checksum !== 'string') return null
    return { base, checksum }
  } catch {
    return null
  }
}

/** Its checksum fits, so it is as Galley wrote it. */
function anchorIn(said: string, before: readonly Anchor[]): Anchor {
  const { base, checksum, over, holds } = JSON.parse(said) as JournalBase & { over: string; holds: number }
  const from = before.findLast((anchor) => anchor.base === over)?.start ?? 0
  return { base, checksum, start: from + holds }
}

/** Whether a text is one a page may add: steps, or a metadata record. */
export function isJournalLine(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line)
    return Array.isArray(value) || (typeof value === 'object' && value !== null && 'metadata' in value)
  } catch {
    return false
  }
}
