import { createHash } from 'node:crypto'

/**
 * The journal's file, `journal.jsonl`: one JSON record a line, in order.
 *
 * - The header names the article file that the journal was begun on, and the number of its first line.
 * - A line is what the page gave: an array of ProseMirror steps, or a metadata record. Lines are numbered one by one.
 * - A snapshot is written before the article file is: which file that will be, and below which number all lines are in
 *   it. Some of these may still be on their way and follow the record.
 *
 * Every record is chained to the one before by a checksum, so that a cut, altered or misplaced record ends the journal.
 *
 * Example: the file A was opened, lines 0 to 2 were typed, a save of all three began, line 3 was typed during it.
 *
 *     {"galley":"journal","version":2,"opening":"k3","base":"A","checksum":"a","from":0}
 *     {"sum":"…","of":[…]}                                                          line 0
 *     {"sum":"…","of":[…]}                                                          line 1
 *     {"sum":"…","of":[…]}                                                          line 2
 *     {"sum":"…","snapshot":{"base":"B","checksum":"b","upTo":3}}
 *     {"sum":"…","of":[…]}                                                          line 3
 *
 * After a crash, the article file tells which lines to replay: on A all four, on B line 3 alone.
 */

/** The version of an article that lines apply to. */
export interface JournalBase {
  /** SHA-256 of the article file. */
  readonly base: string
  /** The checksum of the article in it, so that the same article in a recovered file still matches. */
  readonly checksum: string
}

/** An article file, and the lines that it includes: all below `upTo`. */
export interface Anchor extends JournalBase {
  readonly upTo: number
}

/** A journal as it was found on the disk. */
export interface ReadJournal {
  /** The opening of the draft that its lines were typed in; '' when it does not tell. */
  readonly opening: string
  /** The number of its first line. */
  readonly from: number
  /** The file it was begun on, then the later ones; none when the header is cut off or not a journal's. */
  readonly anchors: readonly Anchor[]
  /** Whole lines, in order: each an array of steps or a metadata record, as JSON. */
  readonly lines: readonly string[]
  /** True if something follows the last whole record: cut off or damaged. */
  readonly isTorn: boolean
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

/** What the first record of a journal says. */
export interface JournalHeader extends JournalBase {
  readonly opening: string
  readonly from: number
}

/** Returns the first record of a journal. */
export function headerRecord({ opening, base, checksum, from }: JournalHeader): Chained {
  const text = JSON.stringify({ galley: 'journal', version: 2, opening, base, checksum, from })
  return { text: `${text}\n`, sum: sumOf('', text) }
}

/** Returns the record of a line that follows the record with the checksum `before`. */
export function lineRecord(before: string, line: string): Chained {
  const sum = sumOf(before, line)
  return { text: `{"sum":"${sum}","of":${line}}\n`, sum }
}

/** Returns the record of a snapshot that follows the record with the checksum `before`. */
export function snapshotRecord(before: string, { base, checksum, upTo }: Anchor): Chained {
  const content = JSON.stringify({ base, checksum, upTo })
  const sum = sumOf(before, `snapshot ${content}`)
  return { text: `{"sum":"${sum}","snapshot":${content}}\n`, sum }
}

function sumOf(before: string, record: string): string {
  return createHash('sha256').update(`${before}\n${record}`).digest('hex').slice(0, 16)
}

const RECORD = /^\{"sum":"([0-9a-f]{16})","(of|snapshot)":(.+)\}$/s

/** Reads a journal as far as every record is whole and follows the one before. */
export function readJournal(bytes: Uint8Array): ReadJournal {
  const text = Buffer.from(bytes)
  const [first, firstEnd] = lineAt(text, 0)
  const header = headerIn(first)
  if (header === null)
    return { opening: '', from: 0, anchors: [], lines: [], isTorn: true, sum: '', length: 0 }
  const { opening, base, checksum, from } = header
  const anchors: Anchor[] = [{ base, checksum, upTo: from }]
  const lines: string[] = []
  let sum = sumOf('', first ?? '')
  let length = firstEnd
  for (;;) {
    const [line, end] = lineAt(text, length)
    const [, claimed, kind, content = ''] = RECORD.exec(line ?? '') ?? []
    if (claimed === undefined || claimed !== sumOf(sum, kind === 'of' ? content : `snapshot ${content}`))
      break
    if (kind === 'of') lines.push(content)
    else anchors.push(anchorIn(content, anchors))
    sum = claimed
    length = end
  }
  return { opening, from, anchors, lines, isTorn: length < text.length, sum, length }
}

/** Returns the number of the first line that an article file does not include; null when the journal does not know it. */
function startOn({ anchors }: ReadJournal, isIt: (on: JournalBase) => boolean): number | null {
  return anchors.findLast(isIt)?.upTo ?? null
}

/** Returns the lines to replay on an article file; null when the journal does not know that file. */
export function linesOn(journal: ReadJournal, isIt: (on: JournalBase) => boolean): readonly string[] | null {
  const start = startOn(journal, isIt)
  return start === null ? null : journal.lines.slice(Math.max(0, start - journal.from))
}

/** Returns the number after the journal's last line. */
export function nextLineOf({ from, lines }: Pick<ReadJournal, 'from' | 'lines'>): number {
  return from + lines.length
}

/** Returns the line that begins there and where the next one begins; null for a line without an end. */
function lineAt(text: Buffer, start: number): [string | null, number] {
  const end = text.indexOf(0x0a, start)
  return end < 0 ? [null, start] : [text.toString('utf8', start, end), end + 1]
}

function headerIn(line: string | null): JournalHeader | null {
  try {
    const content: unknown = JSON.parse(line ?? '')
    if (typeof content !== 'object' || content === null) return null
    const { galley, opening = '', base, checksum, from = 0 } = content as Readonly<Record<string, unknown>>
    if (galley !== 'journal' || typeof base !== 'string' || typeof checksum !== 'string') return null
    if (typeof opening !== 'string' || typeof from !== 'number' || !Number.isSafeInteger(from)) return null
    return { opening, base, checksum, from }
  } catch {
    return null
  }
}

/**
 * Reads what a snapshot record says; its checksum fits, so it is as Galley wrote it. Version 1 counted lines from an
 * earlier file, `over`, instead of numbering them.
 */
function anchorIn(content: string, before: readonly Anchor[]): Anchor {
  const { base, checksum, upTo, over, holds } = JSON.parse(content) as JournalBase & {
    readonly upTo?: number
    readonly over?: string
    readonly holds?: number
  }
  if (upTo !== undefined) return { base, checksum, upTo }
  const start = before.findLast((anchor) => anchor.base === over)?.upTo ?? 0
  return { base, checksum, upTo: start + (holds ?? 0) }
}

/** Returns true if a text is a line that a page may add: steps, or a metadata record. */
export function isJournalLine(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line)
    return Array.isArray(value) || (typeof value === 'object' && value !== null && 'metadata' in value)
  } catch {
    return false
  }
}
