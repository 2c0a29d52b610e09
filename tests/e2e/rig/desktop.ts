import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { startStandin, type Standin, type StandinOptions } from '../../standin/start.ts'
import { giveBack, shareBrowser } from './sharedBrowser.ts'
import { skipFirstStart } from './firstStart.ts'
import { Galley } from './galley.ts'

/** The built desktop app on the stand-in for Electron, over a fresh library. */
export class Desktop {
  readonly folder: string
  readonly library: string
  readonly #browser: Browser
  #app: Standin | null = null
  #galley: Galley | null = null

  constructor(browser: Browser, folder: string) {
    this.#browser = browser
    this.folder = folder
    this.library = join(folder, 'library')
  }

  /** The running app. */
  get app(): Standin {
    if (this.#app === null) throw new Error('the app does not run')
    return this.#app
  }

  /** The first window's page. */
  get galley(): Galley {
    if (this.#galley === null) throw new Error('the app has no window')
    return this.#galley
  }

  /** Writes settings of a writer who has used the app before, unless the app has settings. */
  prepare(settings: object = {}): void {
    skipFirstStart(join(this.folder, 'userData'), 'settings.json', settings)
  }

  /** Starts the app, again if it ran before: library and settings are those that it left. */
  async start(options: Partial<StandinOptions> = {}): Promise<void> {
    const problems = this.#galley?.problems ?? []
    expect(problems).toEqual([])
    this.#galley = null
    this.prepare()
    this.#app = await startStandin(
      this.#browser,
      { folder: this.folder, library: this.library, ...options },
      (page) => (this.#galley ??= new Galley(page)),
    )
    await this.#app.firstPage()
    await this.galley.button('New draft').first().waitFor()
  }

  /** Returns the app's settings as they are on the disk; {} if there are none yet. */
  async settings(): Promise<Record<string, unknown>> {
    try {
      return JSON.parse(await readFile(join(this.app.userData, 'settings.json'), 'utf8')) as Record<
        string,
        unknown
      >
    } catch {
      return {}
    }
  }

  /** Ends the app, however it is. */
  async end(): Promise<void> {
    await this.#app?.kill()
  }
}

/**
 * One Chromium for a file of tests; for each test the desktop app over a fresh library.
 * @param onStart called before each test
 * @param options the machine that the app is started on; null if the test starts it
 */
export function desktopSession(
  name: string,
  onStart: (desktop: Desktop) => void,
  options: Partial<StandinOptions> | null = {},
): void {
  let browser: Browser
  let desktop: Desktop | null = null
  beforeAll(async () => {
    browser = await shareBrowser()
  })
  afterAll(async () => {
    await giveBack(browser)
  })
  beforeEach(async () => {
    desktop = new Desktop(browser, await mkdtemp(join(tmpdir(), `galley-${name}-`)))
    onStart(desktop)
    if (options !== null) await desktop.start(options)
  })
  afterEach(async () => {
    await desktop?.end()
    if (desktop !== null) await rm(desktop.folder, { recursive: true, force: true })
    desktop = null
  })
}
