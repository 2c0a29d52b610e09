import { join } from 'node:path'
import { UnsafeFile } from '../disk/regularFile.ts'
import { type FileFacts, type Files, ifExists, stampOf } from '../disk/files.ts'
import { mapBounded } from '../queue.ts'
import type { Lines } from './lines.ts'
import { type RevisionRecord, linesOfRecord } from './record.ts'
import { readSegment, REVISIONS_PER_SEGMENT, type Segment, segmentNumber } from './segment.ts'

const CONCURRENCY = 8

/** The segments and revisions in a history folder. */
export interface HistoryContent {
  /** In the order of their numbers. */
  readonly segments: readonly Segment[]
  /** The revisions whose records can be read, oldest first. */
  readonly entries: readonly RevisionRecord[]
  /** The segment that a revision is read from, by number. */
  readonly segmentOf: ReadonlyMap<number, Segment>
  /** Number of revisions lost to damage. */
  readonly lost: number
  /** The number for the next revision: greater than any number the files show to have been used. */
  readonly next: number
}

/** Reads a history folder. A segment is read again only if its size or times changed. */
export class HistoryFolder {
  readonly #files: Files
  readonly #path: () => string
  #cache = new Map<string, { readonly sign: string; readonly segment: Segment }>()

  /** @param path of the folder; asked for at every read, because the draft may be renamed. */
  constructor(files: Files, path: () => string) {
    this.#files = files
    this.#path = path
  }

  /**
   * Returns the folder's content; no revisions where there is no folder.
   * @throws UnsafeFile when the folder is a link: revisions would be written outside the draft. What the file system
   * threw.
   */
  async read(): Promise<HistoryContent> {
    const isFolder = (facts: FileFacts | undefined): boolean => facts?.isDirectory() === true
    if (
      isFolder(await ifExists(this.#files.stat(this.#path()))) &&
      !isFolder(await this.#files.lstat(this.#path()))
    )
      throw new UnsafeFile('ELOOP', this.#path())
    const names = (await ifExists(this.#files.readdir(this.#path()))) ?? []
    const files = names.filter((name) => segmentNumber(name) !== null)
    const read = await mapBounded(files, CONCURRENCY, (file) => this.#cachedSegment(file))
    this.#cache = new Map(read.filter((known) => known !== null).map((known) => [known.segment.file, known]))
    // Folders and links count too: their names are not free.
    const taken = files.reduce((most, file) => Math.max(most, segmentNumber(file) ?? 0), 0)
    return contentOf(
      [...this.#cache.values()].map(({ segment }) => segment),
      taken,
    )
  }

  async #cachedSegment(file: string): Promise<{ sign: string; segment: Segment } | null> {
    const path = join(this.#path(), file)
    const facts = await ifExists(this.#files.lstat(path))
    if (facts?.isFile() !== true) return null
    const sign = stampOf(facts)
    const known = this.#cache.get(file)
    if (known?.sign === sign) return known
    return { sign, segment: await this.#readSegment(file, path) }
  }

  /** Of a segment that cannot be read, only its own revisions are lost. */
  async #readSegment(file: string, path: string): Promise<Segment> {
    try {
      return readSegment(file, await this.#files.readFile(path))
    } catch (error) {
      if (!(error instanceof UnsafeFile)) throw error
      const first = segmentNumber(file) ?? 0
      const highest = first + REVISIONS_PER_SEGMENT - 1
      return { file, first, lines: [], records: new Map(), lost: 1, endsWithNewline: false, highest }
    }
  }
}

function contentOf(unsorted: readonly Segment[], taken: number): HistoryContent {
  const segments = unsorted.toSorted((one, other) => one.first - other.first)
  const entries = new Map<number, RevisionRecord>()
  const segmentOf = new Map<number, Segment>()
  // After a kill while segments were joined, revisions are in both. The first segment has them all.
  for (const segment of segments)
    for (const [number, entry] of segment.records) {
      if (segmentOf.has(number)) continue
      segmentOf.set(number, segment)
      entries.set(number, entry)
    }
  return {
    segments,
    entries: [...entries.values()].sort((one, other) => one.number - other.number),
    segmentOf,
    lost: segments.reduce((sum, { lost }) => sum + lost, 0),
    next: segments.reduce((most, { highest }) => Math.max(most, highest), taken) + 1,
  }
}

/** Returns the lines of one revision: its chain of deltas replayed; null when one of them is damaged. */
export function linesOfRevision(records: Segment['records'], number: number): Lines | null {
  const chain: RevisionRecord[] = []
  for (let entry = records.get(number); entry !== undefined;) {
    chain.push(entry)
    entry = entry.base === null ? undefined : records.get(entry.base)
  }
  let lines: Lines | null = null
  for (const entry of chain.reverse()) {
    lines = linesOrNull(entry, lines)
    if (lines === null) return null
  }
  return lines
}

/** Yields every revision of a segment with its lines, each delta replayed once; lines are null where one is damaged. */
export function* revisionsWithLines({
  records,
}: Segment): Generator<{ entry: RevisionRecord; lines: Lines | null }> {
  const done = new Map<number, Lines>()
  for (const entry of records.values()) {
    const base = entry.base === null ? null : done.get(entry.base)
    const lines = base === undefined ? null : linesOrNull(entry, base)
    if (lines !== null) done.set(entry.number, lines)
    yield { entry, lines }
  }
}

function linesOrNull(entry: RevisionRecord, base: Lines | null): Lines | null {
  try {
    return linesOfRecord(entry, base)
  } catch {
    return null
  }
}
