import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import {
  _electron,
  type Browser,
  type BrowserContextOptions,
  type ElectronApplication,
  type Page,
} from 'playwright-core'
import { electronBinary } from '../../../scripts/electron.mjs'
import { ANSWERED, skipFirstStart } from './firstStart.ts'
import type { Host, SavedFile } from './host.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')

/** How long the app may take to write a file that it was asked for, in milliseconds. */
const SAVE_TIMEOUT_MS = 20_000

/** The built desktop app in Electron itself. Not every option of a context can be set on its window. */
export class ElectronHost implements Host {
  readonly address = 'galley://app/'
  /** Elsewhere a word would go into the dictionary of the operating system. */
  readonly learnsNames = process.platform === 'linux'
  readonly #library: string
  readonly #settings: string
  #app: ElectronApplication | null = null
  #saves = 0

  constructor(library: string, settings: string) {
    this.#library = library
    this.#settings = settings
  }

  async openPage(
    _browser: Browser,
    { viewport, colorScheme, reducedMotion }: BrowserContextOptions,
    onPage: (page: Page) => void,
  ): Promise<Page> {
    const executablePath = electronBinary(ROOT)
    if (executablePath === null) throw new Error('Electron is not installed')
    await this.stop()
    skipFirstStart(this.#settings, 'settings.json', ANSWERED)
    const args = [ROOT, `--library=${this.#library}`, `--user-data-dir=${this.#settings}`]
    this.#app = await _electron.launch({ executablePath, args, cwd: ROOT })
    const page = await this.#app.firstWindow()
    onPage(page)
    if (viewport) await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme: colorScheme ?? null, reducedMotion: reducedMotion ?? null })
    return page
  }

  async savedBy(_page: Page, act: () => Promise<void>): Promise<SavedFile> {
    const app = this.#running()
    this.#saves += 1
    const path = join(dirname(this.#settings), `saved-${String(this.#saves)}`)
    // A real dialog waits for a hand, so one that answers takes its place.
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = (...values: unknown[]) => {
        const { defaultPath } = values.at(-1) as { defaultPath?: string }
        Object.assign(globalThis, { suggestedPath: defaultPath })
        return Promise.resolve({ canceled: false, filePath })
      }
    }, path)
    await act()
    const deadline = Date.now() + SAVE_TIMEOUT_MS
    while (!(await stat(path).then(Boolean, () => false))) {
      if (Date.now() > deadline) throw new Error('the app wrote no file')
      await pause(50)
    }
    const suggested = await app.evaluate(() => (globalThis as { suggestedPath?: string }).suggestedPath ?? '')
    return { name: basename(suggested), path }
  }

  async copied(): Promise<string> {
    return this.#running().evaluate(({ clipboard }) => clipboard.readText())
  }

  async copiedRich(): Promise<{ readonly text: string; readonly html: string }> {
    return this.#running().evaluate(async ({ clipboard }) => {
      const [item] = await clipboard.read()
      const read = async (type: string): Promise<string> => {
        const value = await item?.getType(type)
        return value instanceof Blob ? value.text() : ''
      }
      return { text: await read('text/plain'), html: await read('text/html') }
    })
  }

  #running(): ElectronApplication {
    if (this.#app === null) throw new Error('Electron does not run')
    return this.#app
  }

  async kill(): Promise<void> {
    const app = this.#app
    this.#app = null
    app?.process().kill('SIGKILL')
    await app?.close().catch(() => undefined)
  }

  async stop(): Promise<void> {
    const app = this.#app
    this.#app = null
    await app?.close().catch(() => undefined)
  }
}
