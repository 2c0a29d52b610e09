import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { startHost, type Host } from '../rig/host.ts'
import { idOf, LIBRARY, writeLibrary } from './library.ts'
import type { Scene, State } from './states.ts'

/** Milliseconds that a state's own steps may wait for something. */
const STEP_TIMEOUT_MS = 8000

/** Windows by name. 200 % is a 1440 px window zoomed: half as many pixels, each twice as large. */
export const SIZES = {
  '1440': { viewport: { width: 1440, height: 900 } },
  '1024': { viewport: { width: 1024, height: 768 } },
  '720': { viewport: { width: 720, height: 900 } },
  '200%': { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
  /** As high as a picture of the whole may be. */
  tall: { viewport: { width: 1440, height: 1120 } },
} satisfies Record<string, BrowserContextOptions>

export type Size = keyof typeof SIZES

/** Whether a state is looked at in a window: those that name no window of their own are in every usual one. */
export function hasSize({ widths }: State, size: Size): boolean {
  return widths?.includes(size) ?? size !== 'tall'
}

/** All fonts are there, all pictures drawn, and nothing fades any more. */
export async function waitUntilSettled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all([...document.images].map((image) => image.decode().catch(() => null)))
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null)))
  })
}

/** A library of its own and the hosts over it. */
class Stage {
  readonly folder: string
  readonly #context: BrowserContext
  readonly #state: State
  readonly #hosts: Host[] = []

  constructor(folder: string, context: BrowserContext, state: State) {
    this.folder = folder
    this.#context = context
    this.#state = state
  }

  /** A page of a new host, with settings of its own. */
  async open(): Promise<Page> {
    const { draft } = this.#state
    const settings = join(this.folder, `settings-${String(this.#hosts.length)}`)
    await mkdir(settings)
    const lastDraft = draft === null ? '' : idOf(draft)
    await writeFile(join(settings, 'config.json'), JSON.stringify({ lastDraft, welcomed: true }))
    const host = await startHost(join(this.folder, LIBRARY), settings)
    this.#hosts.push(host)
    const page = await this.#context.newPage()
    page.setDefaultTimeout(STEP_TIMEOUT_MS)
    await page.goto(host.address)
    await page.locator(draft === null ? '.empty-desk' : '.article').waitFor()
    await waitUntilSettled(page)
    return page
  }

  /** Ends the last host as a power cut would. */
  async killHost(): Promise<void> {
    await this.#hosts.at(-1)?.kill()
  }

  async cleanUp(): Promise<void> {
    await this.#context.close()
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
  { photo, ...options }: BrowserContextOptions & { readonly photo: Uint8Array },
  look: (page: Page) => Promise<Seen>,
): Promise<Seen> {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options })
  const stage = new Stage(await mkdtemp(join(tmpdir(), 'galley-stage-')), context, state)
  try {
    const library = join(stage.folder, LIBRARY)
    await mkdir(library, { recursive: true })
    if (state.draft !== null) await writeLibrary(library, photo)
    let page = await stage.open()
    const scene: Scene = {
      get page() {
        return page
      },
      folder: stage.folder,
      another: async (first) => {
        if (first === 'is cut off') {
          await stage.killHost()
          await page.close({ runBeforeUnload: false })
        }
        page = await stage.open()
      },
    }
    await state.reach?.(scene)
    await waitUntilSettled(page)
    return await look(page)
  } finally {
    await stage.cleanUp()
  }
}
