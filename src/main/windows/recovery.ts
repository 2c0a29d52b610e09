import type { App, BrowserWindow, Dialog, RenderProcessGoneDetails } from 'electron'
import type { HostEvent } from '../../desk.ts'
import { t } from '../messages.ts'

/**
 * Brings back a page that stopped, and tells its writer. Nothing is lost by a reload: all but the last second of typing is on
 * the disk, and the page opens its draft again. What each case leads to:
 *
 *   the process is gone          reload, and the new page says so
 *   gone again within 10 s       ask: reload, or quit; it would stop for ever
 *   it does not respond          ask: wait, or reload; the question goes away when it responds
 *   it could not be loaded       ask: reload, or quit
 */
export interface RecoveryParts {
  readonly app: Pick<App, 'quit'>
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  /** Sends an event to the page in a window, once it listens. */
  readonly send: (window: BrowserWindow, event: HostEvent) => void
  readonly log: (line: string) => void
  /** Returns the time in milliseconds since 1970. */
  readonly now?: () => number
}

/** A page that stops again within this time is not reloaded without a question. */
const MIN_RELOAD_INTERVAL_MS = 10_000

/** `ERR_ABORTED`: another loading, such as a reload, took the place of this one. */
const ABORTED = -3

/** Returns a function that loads the page into a new window and watches over it as long as the window is open. */
export function setupRecovery(parts: RecoveryParts): (window: BrowserWindow, address: string) => void {
  return (window, address) => {
    new Recovery(parts, window).load(address)
  }
}

type Case = 'crashed' | 'hung' | 'unloaded'

/** Watches over the page of one window. */
class Recovery {
  readonly #parts: RecoveryParts
  readonly #window: BrowserWindow
  #lastGoneMs = -Infinity
  /** Set while a question is shown; aborting it removes the question. */
  #question: AbortController | null = null

  constructor(parts: RecoveryParts, window: BrowserWindow) {
    this.#parts = parts
    this.#window = window
    const { webContents } = window
    webContents.on('render-process-gone', (_event, details) => {
      this.#onGone(details)
    })
    window.on('unresponsive', () => void this.#onHung())
    window.on('responsive', () => {
      this.#question?.abort()
    })
    window.on('closed', () => {
      this.#question?.abort()
    })
  }

  load(address: string): void {
    this.#window.loadURL(address).catch((error: unknown) => {
      if (this.#window.isDestroyed() || errorNumber(error) === ABORTED) return
      const reason = error instanceof Error ? error.message : String(error)
      this.#parts.log(`the page could not be loaded: ${reason}`)
      // A window is shown after its first paint, which does not come.
      this.#window.show()
      void this.#reloadOrQuit('unloaded', () => {
        this.load(address)
      })
    })
  }

  #onGone({ reason, exitCode }: RenderProcessGoneDetails): void {
    if (reason === 'clean-exit' || this.#window.isDestroyed()) return
    this.#question?.abort()
    this.#parts.log(`the page's process is gone: ${reason}, exit code ${String(exitCode)}`)
    const now = (this.#parts.now ?? Date.now)()
    const isRepeated = now - this.#lastGoneMs <= MIN_RELOAD_INTERVAL_MS
    this.#lastGoneMs = now
    const reload = (): void => {
      this.#reload()
    }
    if (isRepeated) void this.#reloadOrQuit('crashed', reload)
    else reload()
  }

  async #onHung(): Promise<void> {
    this.#parts.log('the page does not respond')
    const isReload = await this.#ask('hung', ['recovery.wait', 'recovery.reload'])
    if (!isReload || this.#window.isDestroyed()) return
    // The writer asked for it, so it does not count as a second crash.
    this.#lastGoneMs = -Infinity
    // Only a process that is gone can be reloaded: a busy one does not hear of it.
    this.#window.webContents.forcefullyCrashRenderer()
  }

  async #reloadOrQuit(why: Case, reload: () => void): Promise<void> {
    const isQuit = await this.#ask(why, ['recovery.reload', 'recovery.quit'])
    if (isQuit) this.#parts.app.quit()
    else if (!this.#window.isDestroyed()) reload()
  }

  #reload(): void {
    const { webContents } = this.#window
    webContents.once('did-navigate', () => {
      this.#parts.send(this.#window, { kind: 'pageRestarted' })
    })
    webContents.reload()
  }

  /** Asks the writer. Returns true for the second of the two buttons; false for the first, and if the question goes away. */
  async #ask(
    why: Case,
    [first, second]: readonly ['recovery.wait' | 'recovery.reload', 'recovery.reload' | 'recovery.quit'],
  ): Promise<boolean> {
    this.#question?.abort()
    const question = new AbortController()
    this.#question = question
    const { response } = await this.#parts.dialog.showMessageBox(this.#window, {
      type: 'warning',
      message: t(`recovery.${why}.message`),
      detail: t(`recovery.${why}.detail`),
      buttons: [t(first), t(second)],
      defaultId: 0,
      cancelId: 0,
      signal: question.signal,
    })
    if (this.#question === question) this.#question = null
    return !question.signal.aborted && response === 1
  }
}

/** Returns the `errno` of an error of `loadURL`, as in net_error_list.h; 0 if it has none. */
function errorNumber(error: unknown): number {
  const { errno } = (typeof error === 'object' && error !== null ? error : {}) as { errno?: unknown }
  return typeof errno === 'number' ? errno : 0
}
