import { join } from 'node:path'
import { UnsafeFile } from '../disk/regularFile.ts'
import { type FileFacts, type Files, ifThere, stampOf } from '../disk/files.ts'
import { mapBounded } from '../queue.ts'
import type { Lines } from './lines.ts'
import { type Entry, linesFrom } from './record.ts'
import { readSegment, SEGMENT, type Segment, segmentNumber } from './segment.ts'

const CONCURRENCY = 8

/** What a history folder holds. */
export interface Held {
  /** In the order of their numbers. */
  readonly segments: readonly Segment[]
  /** Every revision that can be read, oldest first. */
  readonly entries: readonly Entry[]
  /** Which segment a revision is read from. */
  readonly where: ReadonlyMap<number, Segment>
  readonly lost: number
  /** The number of the next revision: greater than any that ever was, as far as can be told. */
  readonly next: number
}

/** Reads a history folder, again only what changed since: a segment counts as the same while its size and times are. */
export class HistoryFolder {
  readonly #files: Files
  readonly #path: () => string
  #known = new Map<string, { readonly sign: string; readonly segment: Segment }>()

  constructor(files: Files, path: () => string) {
    this.#files = files
    this.#path = path
  }

  /**
   * Returns what the folder holds; nothing where there is none.
   * @throws UnsafeFile when the folder is a link: what is written there would land outside the draft. What the file system
   * threw.
   */
  async read(): Promise<Held> {
    const isFolder = (facts: FileFacts | undefined): boolean => facts?.isDirectory() === true
    if (
      isFolder(await ifThere(this.#files.stat(this.#path()))) &&
      !isFolder(await this.#files.lstat(this.#path()))
    )
      throw new UnsafeFile('ELOOP', this.#path())
    const names = (await ifThere(this.#files.readdir(this.#path()))) ?? []
    const files = names.filter((name) => segmentNumber(name) !== null)
    const read = await mapBounded(files, CONCURRENCY, (file) => this.#segment(file))
    this.#known = new Map(read.filter((known) => known !== null).map((known) => [known.segment.file, known]))
    // A name that something else took counts too: it is not to be taken again.
    const taken = files.reduce((most, file) => Math.max(most, segmentNumber(file) ?? 0), 0)
    return heldIn(
      [...this.#known.values()].map(({ segment }) => segment),
      taken,
    )
  }

  async #segment(file: string): Promise<{ sign: string; segment: Segment } | null> {
    const path = join(this.#path(), file)
    const facts = await ifThere(this.#files.lstat(path))
    if (facts?.isFile() !== true) return null
    const sign = stampOf(facts)
    const known = this.#known.get(file)
    if (known?.sign === sign) return known
    return { sign, segment: await this.#read(file, path) }
  }

  /** A segment too large to be read costs its own revisions, not the history. */
  async #read(file: string, path: string): Promise<Segment> {
    try {
      return readSegment(file, await this.#files.readFile(path))
    } catch (error) {
      if (!(error instanceof UnsafeFile)) throw error
      const first = segmentNumber(file) ?? 0
      const highest = first + SEGMENT - 1
      return { file, first, lines: [], records: new Map(), lost: 1, ended: false, highest }
    }
  }
}

function heldIn(unsorted: readonly Segment[], taken: number): Held {
  const segments = unsorted.toSorted((one, other) => one.first - other.first)
  const entries = new Map<number, Entry>()
  const where = new Map<number, Segment>()
  // A kill while two segments are joined leaves revisions in both: the first has them all.
  for (const segment of segments)
    for (const [number, entry] of segment.records) {
      if (where.has(number)) continue
      where.set(number, segment)
      entries.set(number, entry)
    }
  return {
    segments,
    entries: [...entries.values()].sort((one, other) => one.number - other.number),
    where,
    lost: segments.reduce((sum, { lost }) => sum + lost, 0),
    next: segments.reduce((most, { highest }) => Math.max(most, highest), taken) + 1,
  }
}

/** The article of one revision of a segment; null when a record on the way does not unfold. */
export function unfold(records: Segment['records'], number: number): Lines | null {
  const chain: Entry[] = []
  for (let entry = records.get(number); entry !== undefined;) {
    chain.push(entry)
    entry = entry.base === null ? undefined : records.get(entry.base)
  }
  let lines: Lines | null = null
  for (const entry of chain.reverse()) {
    lines = unfolded(entry, lines)
    if (lines === null) return null
  }
  return lines
}

/** Every revision of a segment with its article, each unfolded once; null where one does not unfold. */
export function* unfoldAll({ records }: Segment): Generator<{ entry: Entry; lines: Lines | null }> {
  const done = new Map<number, Lines>()
  for (const entry of records.values()) {
    const base = entry.base === null ? null : done.get(entry.base)
    const lines = base === undefined ? null : unfolded(entry, base)
    if (lines !== null) done.set(entry.number, lines)
    yield { entry, lines }
  }
}

function unfolded(entry: Entry, base: Lines | null): Lines | null {
  try {
    return linesFrom(entry, base)
  } catch {
    return null
  }
}
