import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { parseArticle, stringifyArticle } from '../../article/index.ts'
import type { Revision, RevisionReason } from '../../desk.ts'
import { appendSynced, syncFolder, UnconfirmedWrite, writeAtomically } from '../disk/atomicWrite.ts'
import { codeOf, type Files } from '../disk/files.ts'
import type { Attempt } from '../../contract/attempts.ts'
import { DeskProblem, problemOf } from '../problems.ts'
import { Queues } from '../queue.ts'
import { HISTORY_FOLDER } from '../context.ts'
import { compactable, compacted } from './compact.ts'
import { type Held, HistoryFolder, unfold, unfoldAll } from './folder.ts'
import { type Lines, linesOf, picturesIn, sumOf, textFrom } from './lines.ts'
import { type Entry, recordOf, type Version, writeRecord } from './record.ts'
import { SEGMENT, type Segment, segmentFile } from './segment.ts'
import { superfluous } from './thinning.ts'

export interface HistoryOptions {
  readonly files: Files
  /** The draft's folder, asked for at every call: it may be renamed. */
  readonly folder: () => string
  /** Milliseconds since 1970, as the machine's clock has it: it may jump. */
  readonly now?: () => number
  /** Milliseconds since any moment, never going back: what revisions are aged by. */
  readonly elapsed?: () => number
}

/** What an article is kept with. */
export interface Keeping {
  readonly reason: RevisionReason
  /** '' unless the writer named it. */
  readonly name?: string
  readonly words: number
}

/** A revision with its article file's text, current format version. */
export interface SoundRevision {
  readonly revision: Revision
  readonly article: string
}

/**
 * The earlier versions of one draft, in `history/` of its folder. One instance a draft; its calls run one after the
 * other. `add`, `name` and `thin` write, and only while the draft is this process's own. Every call throws DeskProblem
 * and nothing else.
 */
export class History {
  readonly #files: Files
  readonly #folder: () => string
  readonly #now: () => number
  readonly #elapsed: () => number
  readonly #held: HistoryFolder
  readonly #queue = new Queues()
  /** By `#elapsed`. */
  readonly #openedAt: number
  /** How long earlier sessions had the history open, in milliseconds; null until it is read. */
  #openBefore: number | null = null
  /** Spares `add` the unfolding of the newest revision. */
  #newest: { readonly entry: Entry; readonly lines: Lines } | null = null
  /** Set when the end of the last segment may not be on the disk as it looks: nothing is to build on it. */
  #doubtful = false

  constructor({ files, folder, now = Date.now, elapsed = () => performance.now() }: HistoryOptions) {
    this.#files = files
    this.#folder = folder
    this.#now = now
    this.#elapsed = elapsed
    this.#openedAt = elapsed()
    this.#held = new HistoryFolder(files, () => this.#path())
  }

  /** Newest first; what cannot be read is not among them. */
  list(): Promise<readonly Revision[]> {
    return this.#run(LISTING, ({ entries }) => entries.toReversed().map(revisionOf))
  }

  /** What damage has cost, in a writer's words; '' when nothing. */
  damage(): Promise<string> {
    return this.#run(LISTING, ({ lost }) => {
      if (lost === 0) return ''
      const what = lost === 1 ? 'One earlier version' : `${String(lost)} earlier versions`
      return `${what} of this draft cannot be read any more: a file of its history is damaged. The draft itself and its other versions are as they were.`
    })
  }

  /** The article file's text as it was then, current format version. */
  read(number: number): Promise<string> {
    return this.#run(READING, (held) => {
      const segment = held.where.get(number)
      if (segment === undefined) throw unknown(number)
      const text = soundText(segment, number)
      if (text === null) throw damaged(number)
      return text
    })
  }

  /** Whether the newest revision holds just this article. */
  isNewest(text: string): Promise<boolean> {
    return this.#run(READING, ({ entries }) => entries.at(-1)?.whole === sumOf(given(text)))
  }

  /** The newest revision that is an article, or null: what a damaged draft is recovered from. */
  newestSound(): Promise<SoundRevision | null> {
    return this.#run(READING, ({ entries, where }) => {
      for (const entry of entries.toReversed()) {
        const segment = where.get(entry.number)
        const article = segment === undefined ? null : soundText(segment, entry.number)
        if (article !== null) return { revision: revisionOf(entry), article }
      }
      return null
    })
  }

  /**
   * Names in `images/` that any revision shows. `complete` is false when one could not be read: then a picture not
   * among the names may be in use all the same.
   */
  pictures(): Promise<{ readonly names: ReadonlySet<string>; readonly complete: boolean }> {
    return this.#run(READING, async ({ segments, lost }) => {
      const names = new Set<string>()
      const seen = new Set<string>()
      let complete = lost === 0
      for (const segment of segments)
        for (const { lines } of unfoldAll(segment)) {
          await breathe()
          complete &&= lines !== null
          for (const name of picturesIn(lines ?? [], seen)) names.add(name)
        }
      return { names, complete }
    })
  }

  /** Keeps an article as the newest revision; it is on the disk when this answers. */
  add(text: string, { reason, name = '', words }: Keeping): Promise<Revision> {
    return this.#run(KEEPING, async ({ segments, entries, next }) => {
      const lines = given(text)
      const revision: Revision = { number: next, at: this.#now(), reason, name, words }
      const last = segments.at(-1)
      const base = last === undefined ? null : this.#baseIn(last)
      const entry = recordOf({ ...revision, openMs: this.#openMs(entries) }, lines, base)
      const bytes = Buffer.from(writeRecord(entry))
      this.#doubtful = true
      if (last === undefined || base === null) await this.#begin(segmentFile(next), bytes)
      else await appendSynced(this.#files, this.#path(last.file), bytes)
      this.#doubtful = false
      this.#newest = { entry, lines }
      return revision
    })
  }

  /** What the next revision is told apart from; null when another segment is to begin. */
  #baseIn({ records, lines, lost, ended }: Segment): Version | null {
    const entry = lines.at(-1)?.record ?? null
    if (entry === null || !ended || lost > 0 || lines.length >= SEGMENT || this.#doubtful) return null
    const known = this.#newest
    if (known?.entry.number === entry.number && known.entry.whole === entry.whole)
      return { number: entry.number, lines: known.lines }
    const unfolded = unfold(records, entry.number)
    return unfolded === null ? null : { number: entry.number, lines: unfolded }
  }

  async #begin(file: string, bytes: Uint8Array): Promise<void> {
    try {
      await this.#files.mkdir(this.#path())
      await syncFolder(this.#files, this.#folder())
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    await writeAtomically(this.#files, this.#path(file), bytes)
  }

  /** Names a revision, or with '' takes its name away. */
  name(number: number, name: string): Promise<Revision> {
    return this.#run(NAMING, async ({ where }) => {
      const segment = where.get(number)
      const entry = segment?.records.get(number)
      if (segment === undefined || entry === undefined) throw unknown(number)
      const named = { ...entry, name }
      const lines = segment.lines.map(({ text, record }) =>
        record?.number === number ? writeRecord(named) : `${text}\n`,
      )
      await this.#replace(segment.file, Buffer.from(lines.join('')))
      return revisionOf(named)
    })
  }

  /**
   * Removes revisions that lie too close together, as thinning.ts says; named ones stay for ever. Takes time with a long
   * history: for when a draft closes, after its pictures were swept.
   * @returns how many were removed.
   */
  thin(): Promise<number> {
    return this.#run(THINNING, async ({ entries, segments }) => {
      const gone = superfluous(entries, this.#openMs(entries))
      let went = 0
      for (const run of compactable(segments, gone)) {
        const compaction = await compacted(run, gone)
        if (compaction === null) continue
        const { file, others, bytes } = compaction
        if (bytes.length > 0) await this.#replace(file, bytes)
        for (const other of bytes.length > 0 ? others : [file, ...others])
          await this.#files.unlink(this.#path(other))
        went += run.reduce(
          (sum, { records }) => sum + [...records.keys()].filter((number) => gone.has(number)).length,
          0,
        )
      }
      return went
    })
  }

  /**
   * How long the history has been open, in all sessions together, in whole milliseconds. What a session took after its
   * last revision is not counted.
   */
  #openMs(entries: readonly Entry[]): number {
    this.#openBefore ??= entries.reduce((most, { openMs = 0 }) => Math.max(most, openMs), 0)
    return this.#openBefore + Math.max(0, Math.floor(this.#elapsed() - this.#openedAt))
  }

  async #replace(file: string, bytes: Uint8Array): Promise<void> {
    try {
      await writeAtomically(this.#files, this.#path(file), bytes)
    } catch (error) {
      if (error instanceof UnconfirmedWrite) this.#doubtful = true
      throw error
    }
  }

  #path(file = ''): string {
    return join(this.#folder(), HISTORY_FOLDER, file)
  }

  #run<T>(attempt: Attempt, task: (held: Held) => T | Promise<T>): Promise<T> {
    return this.#queue.run('', async () => {
      try {
        return await task(await this.#held.read())
      } catch (error) {
        if (error instanceof DeskProblem) throw error
        const { code, what, safe, mend } = problemOf(error, attempt).problem
        throw new DeskProblem(code, what, safe, mend, { cause: error })
      }
    })
  }
}

const OTHERS = 'The draft and its other versions are as they were.'
const LISTING: Attempt = { failed: 'The history could not be read', safe: 'The draft is as it was.' }
const READING: Attempt = { failed: 'That version could not be read', safe: OTHERS }
const KEEPING: Attempt = { failed: 'This version was not kept', safe: OTHERS }
const NAMING: Attempt = { failed: 'The version was not named', safe: 'It is kept all the same, as it was.' }
const THINNING: Attempt = {
  failed: 'The history could not be thinned out',
  safe: 'Every version of it is there.',
}

function revisionOf({ number, at, reason, name, words }: Revision): Revision {
  return { number, at, reason, name, words }
}

function given(text: string): Lines {
  try {
    return linesOf(text)
  } catch (cause) {
    throw new DeskProblem(
      'invalid',
      'These words cannot be kept as a version: they are no article.',
      OTHERS,
      'Save the draft again.',
      { cause },
    )
  }
}

/** The article's text in the current format, or null when the records do not unfold into an article. */
function soundText({ records }: Segment, number: number): string | null {
  const lines = unfold(records, number)
  if (lines === null) return null
  try {
    return stringifyArticle(parseArticle(textFrom(lines)), 0)
  } catch {
    return null
  }
}

function damaged(number: number): DeskProblem {
  return new DeskProblem(
    'damaged',
    `Version ${String(number)} of this draft cannot be read any more: its history is damaged.`,
    OTHERS,
    'Take another version, or a back-up.',
  )
}

function unknown(number: number): DeskProblem {
  return new DeskProblem(
    'not-found',
    `This draft has no version ${String(number)} any more.`,
    OTHERS,
    'Look at the list again: old versions that lie close together are let go.',
  )
}
