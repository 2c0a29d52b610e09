import type { DraftFile } from './draftFile.ts'
import { isDraftId } from '../../calls.ts'
import { notFound, type DeskContext } from '../context.ts'
import type { IdleOptions } from './idleWork.ts'
import { SessionNotices } from './notices.ts'
import { DraftSession, type Page } from './session.ts'

/** What the sessions of a library have in common. */
export interface SessionsOptions {
  /** Reads the bytes of a draft's file; older versions are migrated. @throws ArticleError */
  readonly parse: (bytes: Uint8Array) => DraftFile
  readonly idle: IdleOptions
}

/**
 * The drafts in use. A session lives while a page has its draft open or a call works on it; then everything it took is
 * given back. All but {@link get} and {@link endPage} runs in the draft's queue.
 */
export class DraftSessions {
  readonly notices = new SessionNotices()
  readonly parse: (bytes: Uint8Array) => DraftFile
  readonly context: DeskContext
  readonly #idle: IdleOptions
  readonly #sessions = new Map<string, DraftSession>()

  constructor(context: DeskContext, { parse, idle }: SessionsOptions) {
    this.context = context
    this.parse = parse
    this.#idle = idle
  }

  /** The session of a draft in use. */
  get(id: string): DraftSession | undefined {
    return this.#sessions.get(id)
  }

  /** How many drafts are in use. */
  get size(): number {
    return this.#sessions.size
  }

  /**
   * Runs a call that works on a draft in passing. Afterwards a draft that no page has open is closed: lock, heartbeat,
   * journal and history are given back.
   */
  async withDraft<T>(id: string, task: (session: DraftSession) => Promise<T>): Promise<T> {
    const session = this.#use(id)
    try {
      return await task(session)
    } finally {
      if (session.page === null) await this.#close(session, session.idle.isPending)
    }
  }

  /**
   * Opens a draft for a page by a task that sets the session's page. A page that ended meanwhile has nothing open.
   */
  open<T>(id: string, page: Page, task: (session: DraftSession) => Promise<T>): Promise<T> {
    return this.withDraft(id, async (session) => {
      const opened = await task(session)
      if (page.isEnded && session.page === page) session.page = null
      return opened
    })
  }

  /** A page no longer shows a draft. Once no page does, its idle work is done and everything is given back. */
  async close(id: string, page: Page): Promise<void> {
    const session = this.#sessions.get(id)
    if (session?.page !== page) return
    session.page = null
    await this.#close(session, true)
  }

  /** Closes all that a page has open: it was closed or loaded anew, or it crashed. Never rejects. */
  async endPage(page: Page): Promise<void> {
    page.isEnded = true
    const open = [...this.#sessions.values()].filter((session) => session.page === page)
    // From here on it can neither save nor append.
    for (const session of open) session.page = null
    await Promise.all(open.map((session) => this.#closeQueued(session)))
  }

  /** Closes every session: the desk closes. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => this.#closeQueued(session)))
  }

  async #closeQueued(session: DraftSession): Promise<void> {
    const { id } = session
    try {
      await this.context.queues.run(id, async () => {
        if (this.#sessions.get(id) === session) await this.#close(session, true)
      })
    } catch (error) {
      this.context.log(`could not do the idle work of ${id}: ${String(error)}`)
    }
  }

  /** The session of a draft that is gone: nothing of it is to be done any more. */
  async forget(session: DraftSession): Promise<void> {
    session.idle.cancel()
    session.page = null
    this.notices.succeeded(session.id)
    await session.release()
    if (this.#sessions.get(session.id) === session) this.#sessions.delete(session.id)
  }

  #use(id: string): DraftSession {
    if (!isDraftId(id)) throw notFound(id)
    const known = this.#sessions.get(id)
    if (known !== undefined) return known
    const { context, parse, notices } = this
    const session = new DraftSession(id, { context, parse, idle: this.#idle, notices })
    this.#sessions.set(id, session)
    return session
  }

  /** Closes a session after its idle work. Releases the lock even if that work fails. */
  async #close(session: DraftSession, hasIdleWork: boolean): Promise<void> {
    try {
      if (hasIdleWork && session.isLocked) await session.idle.close()
    } finally {
      await session.release()
      if (this.#sessions.get(session.id) === session) this.#sessions.delete(session.id)
    }
  }
}
