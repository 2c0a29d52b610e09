import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { PAGE_ORIGIN } from '../../standin/contract.ts'
import { startStandin, type Standin } from '../../standin/start.ts'
import { ANSWERED, skipFirstStart } from './firstStart.ts'
import type { Host, SavedFile } from './host.ts'

/** How long the app may take to write a file that it was asked for, in milliseconds. */
const SAVE_TIMEOUT_MS = 20_000

/** The built desktop app on the stand-in for Electron. It runs while a page is open. */
export class DesktopHost implements Host {
  readonly address = `${PAGE_ORIGIN}/`
  /** As on Linux. */
  readonly learnsNames = true
  readonly #library: string
  readonly #settings: string
  #app: Standin | null = null
  /** How many files were saved. */
  #saves = 0

  constructor(library: string, settings: string) {
    this.#library = library
    this.#settings = settings
  }

  async openPage(
    browser: Browser,
    options: BrowserContextOptions,
    onPage: (page: Page) => void,
  ): Promise<Page> {
    if (this.#app !== null && this.#app.pages().length > 0)
      throw new Error('the window of the desktop app is open: close it first')
    await this.#app?.ended
    skipFirstStart(this.#settings, 'settings.json', ANSWERED)
    const machine = { folder: dirname(this.#settings), userData: this.#settings, library: this.#library }
    this.#app = await startStandin(browser, machine, onPage, options)
    return this.#app.firstPage()
  }

  async savedBy(_page: Page, act: () => Promise<void>): Promise<SavedFile> {
    const app = this.#running()
    this.#saves += 1
    const folder = dirname(this.#settings)
    const typed = `saved-${String(this.#saves)}`
    const before = (await app.notes('dialog.save')).length
    await app.app.answerDialog('save', join(folder, typed))
    await act()
    const written = await this.#waitForFile(folder, typed)
    const options = (await app.notes('dialog.save'))[before]?.values[0] as
      { defaultPath?: string } | undefined
    return { name: basename(options?.defaultPath ?? ''), path: join(folder, written) }
  }

  /** Waits until the app has written a file, and returns its name: the typed one, to which Linux' dialog adds no ending. */
  async #waitForFile(folder: string, typed: string): Promise<string> {
    const deadline = Date.now() + SAVE_TIMEOUT_MS
    for (;;) {
      const written = (await readdir(folder)).find((name) => name === typed || name.startsWith(`${typed}.`))
      if (written !== undefined) return written
      if (Date.now() > deadline) throw new Error(`the app wrote no file. ${this.#running().output()}`)
      await pause(20)
    }
  }

  async copied(): Promise<string> {
    const last = (await this.#running().notes('clipboard.writeText')).at(-1)
    return typeof last?.values[0] === 'string' ? last.values[0] : ''
  }

  async copiedRich(): Promise<{ readonly text: string; readonly html: string }> {
    const last = (await this.#running().notes('clipboard.write')).at(-1)
    const texts = last?.values[0] as Readonly<Record<string, string>> | undefined
    return { text: texts?.['text/plain'] ?? '', html: texts?.['text/html'] ?? '' }
  }

  #running(): Standin {
    if (this.#app === null) throw new Error('the desktop app does not run')
    return this.#app
  }

  async kill(): Promise<void> {
    await this.#app?.kill()
  }

  async stop(): Promise<void> {
    if (this.#app?.process.exitCode === null) await this.#app.quit()
  }
}
