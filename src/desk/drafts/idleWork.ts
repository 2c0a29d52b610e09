import { join } from 'node:path'
import type { Article } from '../../article/index.ts'
import { isDraftId } from '../../calls.ts'
import type { RevisionReason } from '../../desk.ts'
import { renameWithRetry, syncFolder } from '../disk/atomicWrite.ts'
import { codeOf, ifExists } from '../disk/files.ts'
import { type History, KEEP_ALL, type VersionPolicy, writeMirror } from '../history/index.ts'
import type { Journal } from '../journal/journal.ts'
import { sweepPictures } from '../pictures/images.ts'
import { folderNameOf } from './draftIds.ts'
import { draftFolder, type DeskContext } from '../context.ts'
import type { SessionNotices } from './notices.ts'

/** Time without a save after which a draft counts as idle. */
const IDLE_AFTER_MS = 5_000
/** Drafts that are saved continuously still get a revision at least this often. */
const MAX_WAIT_MS = 60_000

/** Schedules `act` after `ms` milliseconds; returns a function that cancels it. */
export type Schedule = (act: () => void, ms: number) => () => void

const scheduleTimer: Schedule = (act, ms) => {
  const timer = setTimeout(act, ms)
  timer.unref()
  return () => {
    clearTimeout(timer)
  }
}

/** When idle work is done; a test has its own clock. */
export interface IdleOptions {
  /** Milliseconds without a save; {@link IDLE_AFTER_MS} by default. */
  readonly afterMs?: number
  readonly schedule?: Schedule
  /** Milliseconds since any moment, never going back. */
  readonly elapsed?: () => number
  /** Returns how often versions are kept and for how long, as the writer chose it. {@link KEEP_ALL} by default. */
  readonly policy?: () => VersionPolicy
}

/** What idle work needs of the session that it is done for. */
export interface IdleDraft {
  readonly id: string
  readonly context: DeskContext
  readonly journal: Pick<Journal, 'removeIfEmpty'>
  readonly history: Pick<History, 'list' | 'pictures' | 'thin'>
  isBaselineKept: boolean
  ensureLocked(): Promise<void>
  read(): Promise<{ readonly article: Article; readonly title: string }>
  keepIfNew(article: Article, reason: RevisionReason): Promise<void>
  whileMoving(folder: string, move: () => Promise<void>): Promise<void>
}

/** Idle work that is scheduled. */
interface Pending {
  /** When the first save that it follows took place, by the `elapsed` clock. */
  readonly sinceMs: number
  readonly cancel: () => void
}

/**
 * Work that is done when the writer pauses or the draft is closed, not at every save: a revision is kept, the Markdown
 * mirror written, the folder renamed after the title. The draft is safe without it, so a failure only makes a notice.
 */
export class IdleWork {
  readonly #session: IdleDraft
  readonly #notices: SessionNotices
  readonly #afterMs: number
  readonly #schedule: Schedule
  readonly #elapsed: () => number
  readonly #policy: () => VersionPolicy
  /** When a pause was kept last, by the `elapsed` clock; null for never. */
  #keptAtMs: number | null = null
  /** A pause was not kept, because the one before was too close. It is kept when the draft closes. */
  #isVersionOwed = false
  #pending: Pending | null = null

  constructor(session: IdleDraft, options: IdleOptions, notices: SessionNotices) {
    this.#session = session
    this.#notices = notices
    this.#afterMs = options.afterMs ?? IDLE_AFTER_MS
    this.#schedule = options.schedule ?? scheduleTimer
    this.#elapsed = options.elapsed ?? (() => performance.now())
    this.#policy = options.policy ?? (() => KEEP_ALL)
  }

  /** True after a save until its idle work is done, its version included. */
  get isPending(): boolean {
    return this.#pending !== null || this.#isVersionOwed
  }

  /** Schedules idle work after a save: `afterMs` later, at the latest {@link MAX_WAIT_MS} after the first such save. */
  schedule(): void {
    this.#pending?.cancel()
    const now = this.#elapsed()
    const sinceMs = this.#pending?.sinceMs ?? now
    const wait = Math.max(0, Math.min(this.#afterMs, sinceMs + MAX_WAIT_MS - now))
    const { id, context } = this.#session
    const cancel = this.#schedule(() => {
      void context.queues.run(id, () =>
        this.runNow().catch((error: unknown) => {
          context.log(`could not do the idle work of ${id}: ${String(error)}`)
        }),
      )
    }, wait)
    this.#pending = { sinceMs, cancel }
  }

  /** Cancels what is scheduled. */
  cancel(): void {
    this.#pending?.cancel()
    this.#pending = null
  }

  /**
   * Does pending idle work now. Must run in the draft's queue.
   * @param isClosing the version is kept however close the one before is
   * @throws the error that prevented the revision or the mirror; everything else was done all the same.
   */
  async runNow(isClosing = false): Promise<void> {
    const pending = this.#pending
    if (pending === null) return
    this.cancel()
    const { id } = this.#session
    try {
      await this.#run(isClosing)
      this.#notices.succeeded(id)
    } catch (error) {
      this.#notices.failed(id, error)
      // What is on the disk is in no revision: the next save keeps it before it writes over it.
      this.#session.isBaselineKept = false
      // Tried again when the draft closes, if no save comes before.
      this.#pending = { sinceMs: pending.sinceMs, cancel: () => undefined }
      throw error
    }
  }

  /** Does every step even if an earlier one fails, then throws the first failure. */
  async #run(isClosing: boolean): Promise<void> {
    const { id, context, journal } = this.#session
    // Its folder may have been removed by others.
    if ((await ifExists(context.files.lstat(draftFolder(context, id)))) === undefined) return
    await this.#session.ensureLocked()
    const { article, title } = await this.#session.read()
    const failures: unknown[] = []
    await this.#keepPause(article, isClosing).catch((error: unknown) => failures.push(error))
    try {
      const aside = await writeMirror(context.files, draftFolder(context, id), article)
      if (aside !== null) this.#notices.mirrorAside(context.draftFolders.folderOf(id), aside)
    } catch (error) {
      failures.push(error)
    }
    await journal.removeIfEmpty().catch(() => undefined)
    await renameAfterTitle(this.#session, title)
    context.changes.announce(id)
    if (failures.length > 0) throw failures[0]
  }

  /** Keeps a version, unless the one before is closer than the writer wants. Saves and journal go on all the same. */
  async #keepPause(article: Article, isClosing: boolean): Promise<void> {
    const now = this.#elapsed()
    const isNear = this.#keptAtMs !== null && now - this.#keptAtMs < this.#policy().intervalMs
    this.#isVersionOwed = isNear && !isClosing
    if (this.#isVersionOwed) return
    await this.#session.keepIfNew(article, 'pause')
    this.#keptAtMs = now
  }

  /** Does pending work, then work for closed drafts only: thins the history, moves unused pictures to the draft's trash. */
  async close(): Promise<void> {
    if (this.#isVersionOwed) this.#pending ??= { sinceMs: this.#elapsed(), cancel: () => undefined }
    await this.runNow(true)
    const { id, context, history } = this.#session
    try {
      const { article } = await this.#session.read()
      await sweepPictures(context, id, article, history)
      await history.thin()
    } catch (error) {
      context.log(`could not thin out ${id}: ${String(error)}`)
    }
  }
}

/**
 * Renames a draft's folder after its title if Galley named it: such a name ends in the id's last seven characters
 * (`-3f9a2c`). A name that the owner chose stays, and so does any name when the new one exists or the rename fails.
 */
async function renameAfterTitle(session: IdleDraft, title: string): Promise<void> {
  const { id, context } = session
  const { files, folder, draftFolders } = context
  const now = draftFolders.folderOf(id)
  const wanted = folderNameOf(title, id)
  if (wanted === null || wanted === now.normalize('NFC') || !isDraftId(wanted) || !now.endsWith(id.slice(-7)))
    return
  const target = join(folder, wanted)
  try {
    if ((await ifExists(files.lstat(target))) !== undefined) return
    await session.whileMoving(target, async () => {
      await renameWithRetry(files, join(folder, now), target)
      draftFolders.register(id, wanted)
    })
  } catch (error) {
    context.log(`could not rename the folder ${now}: ${codeOf(error)}`)
    return
  }
  await syncFolder(files, folder).catch((error: unknown) => {
    context.log(`could not sync ${folder}: ${codeOf(error)}`)
  })
}
