import { join } from 'node:path'
import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { parseArticle, stringifyArticle } from '../../article/index.ts'
import type { Revision, RevisionReason } from '../../desk.ts'
import { appendSynced, syncFolder, UnconfirmedWrite, writeAtomically } from '../disk/atomicWrite.ts'
import { codeOf, type Files } from '../disk/files.ts'
import type { Attempt } from '../../contract/attempts.ts'
import { t } from '../messages.ts'
import { DeskProblem, deskProblem, problemOf } from '../problems.ts'
import { Queues } from '../queue.ts'
import { HISTORY_FOLDER } from '../context.ts'
import { runsToCompact, compactRun } from './compact.ts'
import { type HistoryContent, HistoryFolder, linesOfRevision, revisionsWithLines } from './folder.ts'
import { type Lines, linesFromArticle, pictureNamesIn, checksumOf, articleFromLines } from './lines.ts'
import { KEEP_ALL, type VersionPolicy } from './policy.ts'
import { type RevisionRecord, recordOf, type RevisionLines, writeRecord } from './record.ts'
import { REVISIONS_PER_SEGMENT, type Segment, segmentFile } from './segment.ts'
import { revisionsToRemove } from './thinning.ts'

/** What a history works on. */
export interface HistoryOptions {
  readonly files: Files
  /** The draft's folder, asked for at every call: it may be renamed. */
  readonly folder: () => string
  /** Milliseconds since 1970, as the machine's clock has it: it may jump. */
  readonly now?: () => number
  /** Milliseconds since any moment, never going back: what revisions are aged by. */
  readonly elapsed?: () => number
  /** Returns how long versions are kept, as the writer chose it. */
  readonly policy?: () => VersionPolicy
}

/** What is noted with a revision. */
export interface RevisionInfo {
  readonly reason: RevisionReason
  /** '' unless the writer named it. */
  readonly name?: string
  /** Words of the article. */
  readonly words: number
}

/** A revision whose article can be read. */
export interface ReadableRevision {
  readonly revision: Revision
  /** The article file's text, in the current format version. */
  readonly article: string
}

/**
 * The earlier versions of one draft, in `history/` of its folder:
 *
 *     history/000001.jsonl    revisions 1 to 50: the first as a whole article, each other as a delta of one before
 *     history/000051.jsonl    the next 50
 *
 * A revision is one line that ends in its own checksum (record.ts), so damage costs lines, not the history, and what a
 * crash cuts off was never reported as kept. Adding appends and syncs a line; naming and thinning write a new file in
 * place of the old one. Segments never refer to each other.
 *
 * One instance a draft; its calls run one after the other. `add`, `name` and `thin` write: only while this process has
 * the draft's lock. Every call throws DeskProblem and nothing else.
 */
export class History {
  readonly #files: Files
  readonly #folder: () => string
  readonly #now: () => number
  readonly #elapsed: () => number
  readonly #policy: () => VersionPolicy
  readonly #historyFolder: HistoryFolder
  readonly #queue = new Queues()
  /** By `#elapsed`. */
  readonly #openedAt: number
  /** How long earlier sessions had the history open, in milliseconds; null until it is read. */
  #openBefore: number | null = null
  /** Of the newest revision, so that `add` need not reconstruct it. */
  #newest: { readonly entry: RevisionRecord; readonly lines: Lines } | null = null
  /** True when the end of the last segment may not be on the disk as it reads: no delta may build on it. */
  #endIsUncertain = false

  constructor({
    files,
    folder,
    now = Date.now,
    elapsed = () => performance.now(),
    policy = () => KEEP_ALL,
  }: HistoryOptions) {
    this.#files = files
    this.#folder = folder
    this.#now = now
    this.#elapsed = elapsed
    this.#policy = policy
    this.#openedAt = elapsed()
    this.#historyFolder = new HistoryFolder(files, () => this.#path())
  }

  /** Returns the revisions, newest first, without those that cannot be read. */
  list(): Promise<readonly Revision[]> {
    return this.#run('list', ({ entries }) => entries.toReversed().map(revisionOf))
  }

  /** Returns a sentence for the writer about versions lost to damage; '' when there are none. */
  damage(): Promise<string> {
    return this.#run('list', ({ lost }) => {
      return lost === 0 ? '' : t('history.damage', { count: lost })
    })
  }

  /**
   * Returns the article file's text of a revision, in the current format version.
   * @throws DeskProblem 'not-found' when there is no such revision, 'damaged' when it cannot be reconstructed.
   */
  read(number: number): Promise<string> {
    return this.#run('read', (held) => {
      const segment = held.segmentOf.get(number)
      if (segment === undefined) throw unknownVersion(number)
      const text = readableText(segment, number)
      if (text === null) throw damagedVersion(number)
      return text
    })
  }

  /** Returns true if the newest revision has this very article. @param text an article file's. */
  isNewest(text: string): Promise<boolean> {
    return this.#run('read', ({ entries }) => entries.at(-1)?.whole === checksumOf(parsedLines(text)))
  }

  /** Returns the newest revision that can be read, or null. A damaged draft is recovered from it. */
  newestReadable(): Promise<ReadableRevision | null> {
    return this.#run('read', ({ entries, segmentOf }) => {
      for (const entry of entries.toReversed()) {
        const segment = segmentOf.get(entry.number)
        const article = segment === undefined ? null : readableText(segment, entry.number)
        if (article !== null) return { revision: revisionOf(entry), article }
      }
      return null
    })
  }

  /**
   * Returns the names of the pictures that any revision shows. `complete` is false when a revision could not be read:
   * then a picture that is not among the names may be shown all the same.
   */
  pictures(): Promise<{ readonly names: ReadonlySet<string>; readonly complete: boolean }> {
    return this.#run('read', async ({ segments, lost }) => {
      const names = new Set<string>()
      const seen = new Set<string>()
      let complete = lost === 0
      for (const segment of segments)
        for (const { lines } of revisionsWithLines(segment)) {
          await yieldToEventLoop()
          complete &&= lines !== null
          for (const name of pictureNamesIn(lines ?? [], seen)) names.add(name)
        }
      return { names, complete }
    })
  }

  /**
   * Keeps an article as the newest revision. It is synced to the disk when this resolves. An export of what was exported last
   * adds nothing: its earlier revision is returned.
   * @param text an article file's
   */
  add(text: string, { reason, name = '', words }: RevisionInfo): Promise<Revision> {
    return this.#run('keep', async ({ segments, entries, next }) => {
      const lines = parsedLines(text)
      const before = reason === 'export' ? entries.findLast((entry) => entry.reason === 'export') : undefined
      if (before?.whole === checksumOf(lines)) return revisionOf(before)
      const revision: Revision = { number: next, at: this.#now(), reason, name, words }
      const last = segments.at(-1)
      const base = last === undefined ? null : this.#deltaBase(last)
      const entry = recordOf({ ...revision, openMs: this.#openMs(entries) }, lines, base)
      const bytes = Buffer.from(writeRecord(entry))
      this.#endIsUncertain = true
      if (last === undefined || base === null) await this.#startSegment(segmentFile(next), bytes)
      else await appendSynced(this.#files, this.#path(last.file), bytes)
      this.#endIsUncertain = false
      this.#newest = { entry, lines }
      return revision
    })
  }

  /** Returns the base for the next delta; null starts a new segment. */
  #deltaBase({ records, lines, lost, endsWithNewline }: Segment): RevisionLines | null {
    const entry = lines.at(-1)?.record ?? null
    if (
      entry === null ||
      !endsWithNewline ||
      lost > 0 ||
      lines.length >= REVISIONS_PER_SEGMENT ||
      this.#endIsUncertain
    )
      return null
    const known = this.#newest
    if (known?.entry.number === entry.number && known.entry.whole === entry.whole)
      return { number: entry.number, lines: known.lines }
    const unfolded = linesOfRevision(records, entry.number)
    return unfolded === null ? null : { number: entry.number, lines: unfolded }
  }

  async #startSegment(file: string, bytes: Uint8Array): Promise<void> {
    try {
      await this.#files.mkdir(this.#path())
      await syncFolder(this.#files, this.#folder())
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    await writeAtomically(this.#files, this.#path(file), bytes)
  }

  /** Names a revision; '' removes its name. A named revision is never thinned. */
  name(number: number, name: string): Promise<Revision> {
    return this.#run('name', async ({ segmentOf }) => {
      const segment = segmentOf.get(number)
      const entry = segment?.records.get(number)
      if (segment === undefined || entry === undefined) throw unknownVersion(number)
      const named = { ...entry, name }
      const lines = segment.lines.map(({ text, record }) =>
        record?.number === number ? writeRecord(named) : `${text}\n`,
      )
      await this.#replace(segment.file, Buffer.from(lines.join('')))
      return revisionOf(named)
    })
  }

  /**
   * Removes revisions that are too close together by the rules of thinning.ts. Takes long with a long history: for the
   * time when a draft closes, after its pictures were swept.
   * @returns how many were removed.
   */
  thin(): Promise<number> {
    return this.#run('thin', async ({ entries, segments }) => {
      const gone = revisionsToRemove(entries, this.#openMs(entries), this.#policy().lifetimeMs)
      let went = 0
      for (const run of runsToCompact(segments, gone)) {
        const compaction = await compactRun(run, gone)
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
   * Returns how long the history has been open, in all sessions together, in whole milliseconds. The time of a session
   * after its last revision is not counted.
   */
  #openMs(entries: readonly RevisionRecord[]): number {
    this.#openBefore ??= entries.reduce((most, { openMs = 0 }) => Math.max(most, openMs), 0)
    return this.#openBefore + Math.max(0, Math.floor(this.#elapsed() - this.#openedAt))
  }

  async #replace(file: string, bytes: Uint8Array): Promise<void> {
    try {
      await writeAtomically(this.#files, this.#path(file), bytes)
    } catch (error) {
      if (error instanceof UnconfirmedWrite) this.#endIsUncertain = true
      throw error
    }
  }

  #path(file = ''): string {
    return join(this.#folder(), HISTORY_FOLDER, file)
  }

  #run<T>(attempt: HistoryAttempt, task: (held: HistoryContent) => T | Promise<T>): Promise<T> {
    return this.#queue.run('', async () => {
      try {
        return await task(await this.#historyFolder.read())
      } catch (error) {
        if (error instanceof DeskProblem) throw error
        const { code, what, safe, mend } = problemOf(error, attemptFor(attempt)).problem
        throw new DeskProblem(code, what, safe, mend, { cause: error })
      }
    })
  }
}

/** What a call tries, by the key of its sentences. */
type HistoryAttempt = 'list' | 'read' | 'keep' | 'name' | 'thin'

function attemptFor(key: HistoryAttempt): Attempt {
  return { failed: t(`history.attempts.${key}.failed`), safe: t(`history.attempts.${key}.safe`) }
}

function revisionOf({ number, at, reason, name, words }: Revision): Revision {
  return { number, at, reason, name, words }
}

function parsedLines(text: string): Lines {
  try {
    return linesFromArticle(text)
  } catch (cause) {
    throw deskProblem('invalid', 'versionNotAnArticle', {}, { cause })
  }
}

/** Returns a revision's article file in the current format, or null when its records are damaged or no article. */
function readableText({ records }: Segment, number: number): string | null {
  const lines = linesOfRevision(records, number)
  if (lines === null) return null
  try {
    return stringifyArticle(parseArticle(articleFromLines(lines)), 0)
  } catch {
    return null
  }
}

function damagedVersion(number: number): DeskProblem {
  return deskProblem('damaged', 'versionDamaged', { number: String(number) })
}

function unknownVersion(number: number): DeskProblem {
  return deskProblem('not-found', 'versionGone', { number: String(number) })
}
