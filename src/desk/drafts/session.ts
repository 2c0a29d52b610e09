import { join } from 'node:path'
import { type Article, countArticleWords, stringifyArticle } from '../../article/index.ts'
import type { Revision, RevisionReason } from '../../desk.ts'
import { type DraftFile, summaryOf } from './draftFile.ts'
import { sha256 } from '../sha256.ts'
import { realPathInside } from '../disk/readInside.ts'
import { UnsafeFile } from '../disk/regularFile.ts'
import { codeOf, ifExists, stampOf } from '../disk/files.ts'
import { History } from '../history/index.ts'
import { Journal } from '../journal/journal.ts'
import { type DraftLock, LOCK_FILE, Locked, acquireLock } from '../locks/lock.ts'
import { t } from '../messages.ts'
import { deskProblem, type DeskProblem } from '../problems.ts'
import { damagedProblem, readOrDamage } from './quarantine.ts'
import { ARTICLE_FILE, draftFolder, notFound, type DeskContext } from '../context.ts'
import { IdleWork, type IdleOptions } from './idleWork.ts'
import type { SessionNotices } from './notices.ts'

/** A page that a host shows: what it opened is closed when it ends. */
export interface Page {
  readonly id: string
  isEnded: boolean
}

/** What is known of a draft's file while its bytes are those of `revision`. */
export type LoadedFile = Pick<DraftFile, 'envelope' | 'altered' | 'revision'>

/** Codes of a disk that takes no lock although the draft can be read there. */
const UNWRITABLE = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOSPC', 'EDQUOT', 'EIO'])

export type LockState =
  | { readonly state: 'ours' }
  /** Another process writes the draft. */
  | { readonly state: 'theirs'; readonly who: string }
  /** The disk takes no lock: the draft can only be read. */
  | { readonly state: 'unwritable'; readonly code: string }

export interface SessionOptions {
  readonly context: DeskContext
  /** Reads the bytes of a draft's file; older versions are migrated. @throws ArticleError */
  readonly parse: (bytes: Uint8Array) => DraftFile
  readonly idle: IdleOptions
  readonly notices: SessionNotices
}

/**
 * All that the desk has of one draft in use: its lock, the page that has it open, the file it knows, its journal, its
 * history and its idle work. What it took is given back by {@link release}. Everything but {@link appendLines} runs in
 * the draft's queue.
 */
export class DraftSession {
  readonly id: string
  readonly context: DeskContext
  readonly parse: (bytes: Uint8Array) => DraftFile
  readonly journal: Journal
  readonly history: History
  readonly idle: IdleWork
  /** The page that writes the draft; null while no page has it open. */
  page: Page | null = null
  /** Names the opening of that page. */
  opening = ''
  /** Spares a save the reading of a long draft that was just written. */
  loaded: LoadedFile | null = null
  /** True if a save was announced to the journal and is not done: lines may be appended beside it. */
  isSaving = false
  /** True if the last write took place but was not confirmed: its file is no outside change. */
  isUnconfirmed = false
  /** True if the draft as it was before this session's first save is in its history, or was empty. */
  isBaselineKept = false
  /** The revision made outside that was kept last, so that a page that tries again does not fill the history. */
  keptOutsideRevision = ''
  #lock: DraftLock | null = null
  #locking: Promise<void> = Promise.resolve()
  /** The file's stamp when it was last read: spares a journal line the hashing of a long draft. */
  #stamp = ''

  constructor(id: string, { context, parse, idle, notices }: SessionOptions) {
    const { files, now, log } = context
    const folder = (): string => draftFolder(context, id)
    this.id = id
    this.context = context
    this.parse = parse
    this.journal = new Journal({ files, folder, log, read: (path) => context.read(path) })
    this.history = new History({
      ...{ files, folder, now },
      ...(idle.policy === undefined ? {} : { policy: idle.policy }),
    })
    this.idle = new IdleWork(this, idle, notices)
  }

  get articlePath(): string {
    return join(draftFolder(this.context, this.id), ARTICLE_FILE)
  }

  /** Returns true if this process may write the draft, as far as is known without a look at the disk. */
  get isLocked(): boolean {
    return this.#lock?.isHeld() ?? false
  }

  /**
   * Makes sure that this process may write the draft: confirms its lock, or takes one.
   * @throws Locked when another process writes it; what the file system threw.
   */
  ensureLocked(): Promise<void> {
    // Two attempts at once would each see the other's lock as foreign.
    const attempt = (): Promise<void> => this.#ensureLocked()
    this.#locking = this.#locking.then(attempt, attempt)
    return this.#locking
  }

  async #ensureLocked(): Promise<void> {
    const path = join(draftFolder(this.context, this.id), LOCK_FILE)
    const lock = this.#lock
    // Its owner may have renamed the folder: the lock went with it.
    lock?.setPath(path)
    if (lock !== null && (await lock.confirm())) return
    this.#lock = null
    await lock?.release().catch(() => undefined)
    // A folder that is a link leads a lock, and every write, out of the library.
    await realPathInside(this.context.files, this.context.folder, draftFolder(this.context, this.id))
    this.#lock = await acquireLock(this.context.files, path)
  }

  /** Locks the draft if that can be. */
  async tryLock(): Promise<LockState> {
    try {
      await this.ensureLocked()
      return { state: 'ours' }
    } catch (error) {
      if (error instanceof Locked) return { state: 'theirs', who: error.who || t('places.galley') }
      if (!UNWRITABLE.has(codeOf(error))) throw error
      return { state: 'unwritable', code: codeOf(error) }
    }
  }

  /** Remembers the file that is on the disk now. */
  remember({ envelope, altered, revision }: LoadedFile): void {
    this.loaded = { envelope, altered, revision }
    this.#stamp = ''
  }

  /** @throws DeskProblem when there is no sound article. */
  async read(): Promise<{ readonly article: Article; readonly title: string }> {
    const read = await readOrDamage(this.context, this.id, this.parse)
    if ('damage' in read) throw damagedProblem(this.context, this.id, read.damage)
    const { article } = read.file
    return { article, title: summaryOf(this.id, article, { created: 0, edited: 0 }).title }
  }

  /**
   * Appends lines that the page typed, beside a save that is under way. Not in the draft's queue.
   * @throws DeskProblem 'changed-outside' when the draft's file is not the one that is known; what the journal threw.
   */
  appendLines(from: number, lines: string): Promise<void> {
    return this.journal.append(from, lines, async () => {
      if (this.isSaving) return
      if (!this.isLocked) await this.ensureLocked()
      await this.#confirmFile()
    })
  }

  /** @throws DeskProblem 'changed-outside' unless the file on the disk is the one that is known. */
  async #confirmFile(): Promise<void> {
    const { files, draftFolders } = this.context
    let facts = await ifExists(files.stat(this.articlePath))
    if (facts === undefined) {
      // Its owner may have renamed the folder.
      await draftFolders.locate(this.id)
      facts = await ifExists(files.stat(this.articlePath))
    }
    if (facts === undefined) throw changedOutside()
    const stamp = stampOf(facts)
    if (stamp === this.#stamp) return
    if (sha256(await this.readFile()) !== this.loaded?.revision) throw changedOutside()
    this.#stamp = stamp
  }

  /**
   * Reads the article file.
   * @throws DeskProblem 'not-found' when it is not there, 'changed-outside' when something else is in its place; what the
   * file system threw.
   */
  async readFile(): Promise<Uint8Array> {
    try {
      const bytes = await ifExists(this.context.read(this.articlePath))
      if (bytes === undefined) throw notFound(this.id)
      return bytes
    } catch (error) {
      throw error instanceof UnsafeFile ? changedOutside() : error
    }
  }

  /** Keeps an article as the newest revision. */
  async keepRevision(article: Article, reason: RevisionReason, name = ''): Promise<Revision> {
    await this.ensureLocked()
    const text = stringifyArticle(article, 0)
    return this.history.add(text, { reason, name, words: countArticleWords(article.doc) })
  }

  /** As {@link keepRevision}, unless the newest revision holds just this article. */
  async keepIfNew(article: Article, reason: RevisionReason): Promise<void> {
    if (!(await this.history.isNewest(stringifyArticle(article, 0)))) await this.keepRevision(article, reason)
  }

  /**
   * Runs a task that moves the draft's folder: with the journal's file closed and without a heartbeat of the lock, which
   * goes on at the new place.
   * @param folder the new path, absolute
   */
  whileMoving(folder: string, move: () => Promise<void>): Promise<void> {
    return this.journal.whileClosed(() =>
      this.#lock === null ? move() : this.#lock.whileMoving(join(folder, LOCK_FILE), move),
    )
  }

  /** Releases all that the session acquired. Never throws. */
  async release(): Promise<void> {
    this.idle.cancel()
    await this.journal.close()
    const lock = this.#lock
    this.#lock = null
    await lock?.release().catch(() => undefined)
  }
}

/** Another page of this Galley writes the draft. */
export function openElsewhere(): DeskProblem {
  return deskProblem('locked', 'openElsewhere')
}

/** The draft's file is not the one that the page or the desk knows. */
export function changedOutside(): DeskProblem {
  return deskProblem('changed-outside', 'changedOutside')
}
