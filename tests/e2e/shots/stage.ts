import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { DesktopHost } from '../rig/desktopHost.ts'
import { startHost, type Host } from '../rig/host.ts'
import { lendPage, returnPage, type KeptPage } from '../rig/keptPage.ts'
import { idOf, LIBRARY, writeLibrary } from './library.ts'
import type { Scene, State } from './states.ts'

/** Milliseconds that a step of a state may wait for something: on a busy machine a dialog takes its time. */
const STEP_TIMEOUT_MS = 20_000

/** Milliseconds that a page may take to load and to show its draft: on a busy machine longer than any step. */
const START_TIMEOUT_MS = 30_000

/** Windows by name. 200 % is a 1440 px window zoomed: half as many pixels, each twice as large. */
export const SIZES = {
  '1440': { viewport: { width: 1440, height: 900 } },
  '1024': { viewport: { width: 1024, height: 768 } },
  '720': { viewport: { width: 720, height: 900 } },
  '420': { viewport: { width: 420, height: 800 } },
  '200%': { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
  /** As high as a picture of the whole may be. */
  tall: { viewport: { width: 1440, height: 1120 } },
} satisfies Record<string, BrowserContextOptions>

export type Size = keyof typeof SIZES

/** Returns true if a state is looked at in a window: those that name no window of their own are in every usual one. */
export function hasSize({ widths }: State, size: Size): boolean {
  return widths?.includes(size) ?? size !== 'tall'
}

/** All fonts are there, all pictures drawn, and nothing fades any more. */
export async function waitUntilSettled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    // Observers of sizes run with the next frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    // A picture in a part that is folded is not loaded until it is shown.
    const shown = [...document.images].filter((image) => image.checkVisibility())
    await Promise.all(shown.map((image) => image.decode().catch(() => null)))
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null)))
  })
}

/** How a state is opened: its window, and the photo of its drafts. */
export type StageOptions = BrowserContextOptions & { readonly photo: Uint8Array }

/** A library of its own and the hosts over it. */
export class Stage {
  readonly folder: string
  readonly #browser: Browser
  readonly #options: BrowserContextOptions
  readonly #kept: KeptPage
  readonly #state: State
  readonly #hosts: Host[] = []
  readonly #pages: Page[] = []

  private constructor(folder: string, browser: Browser, options: BrowserContextOptions, state: State) {
    this.folder = folder
    this.#browser = browser
    this.#options = options
    this.#kept = lendPage(browser, options)
    this.#state = state
  }

  /** Writes a library for a state. No page of it is open yet. */
  static async prepare(browser: Browser, state: State, { photo, ...options }: StageOptions): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'galley-stage-'))
    const context = { locale: 'en-GB', reducedMotion: 'reduce', ...options } as const
    const library = join(folder, LIBRARY)
    await mkdir(library, { recursive: true })
    if (state.draft !== null) await writeLibrary(library, photo)
    return new Stage(folder, browser, context, state)
  }

  /** The page that was opened last. */
  get page(): Page {
    const page = this.#pages.at(-1)
    if (page === undefined) throw new Error('no page is open')
    return page
  }

  /** True while the first page is the only one. */
  get hasOnePage(): boolean {
    return this.#pages.length === 1
  }

  /** A page of a new host, with settings of its own. */
  async open(): Promise<void> {
    const { draft, on, isFirstStart = false } = this.#state
    const settings = join(this.folder, `settings-${String(this.#hosts.length)}`)
    await mkdir(settings)
    const lastDraft = draft === null ? '' : idOf(draft)
    const file = join(settings, on === 'desktop' ? 'settings.json' : 'config.json')
    await writeFile(file, JSON.stringify({ lastDraft, welcomed: !isFirstStart }))
    const library = join(this.folder, LIBRARY)
    // Only the first host: a second one is another desk of the same library, in a page of its own.
    const kept = this.#hosts.length === 0 ? this.#kept : undefined
    const host =
      on === 'desktop' ? new DesktopHost(library, settings) : await startHost(library, settings, { kept })
    this.#hosts.push(host)
    const page = await host.openPage(this.#browser, this.#options, (opened) => {
      opened.setDefaultTimeout(STEP_TIMEOUT_MS)
      opened.setDefaultNavigationTimeout(START_TIMEOUT_MS)
    })
    this.#pages.push(page)
    const shown = page.locator(draft === null ? '.empty-desk' : '.article')
    await shown.waitFor({ timeout: START_TIMEOUT_MS })
    await waitUntilSettled(page)
  }

  /** Takes a state's own steps. */
  async reach({ reach }: State): Promise<void> {
    const page = (): Page => this.page
    const scene: Scene = {
      get page() {
        return page()
      },
      folder: this.folder,
      another: async (first) => {
        if (first === 'is cut off') {
          await this.#hosts.at(-1)?.kill()
          await this.page.close({ runBeforeUnload: false })
        }
        await this.open()
      },
    }
    await reach?.(scene)
    await waitUntilSettled(this.page)
  }

  /** @param isReached false if a step of the state failed: its page is not used again */
  async cleanUp(isReached: boolean): Promise<void> {
    for (const page of this.#pages)
      if (this.#kept.holds(page)) await this.#kept.leave(isReached)
      else await page.context().close()
    returnPage(this.#browser, this.#options, this.#kept)
    for (const host of this.#hosts) await host.kill()
    await rm(this.folder, { recursive: true, force: true })
  }
}

/**
 * Brings the app into a state, over a library of its own, and lets somebody look.
 * @throws what a step of the state threw when it was not reached
 */
export async function visit<Seen>(
  browser: Browser,
  state: State,
  options: StageOptions,
  look: (page: Page) => Promise<Seen>,
): Promise<Seen> {
  const stage = await Stage.prepare(browser, state, options)
  let isReached = false
  try {
    await stage.open()
    await stage.reach(state)
    const seen = await look(stage.page)
    isReached = true
    return seen
  } finally {
    await stage.cleanUp(isReached)
  }
}
