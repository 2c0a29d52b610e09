import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { Stage, waitUntilSettled, type StageOptions } from './stage.ts'
import type { State } from './states.ts'

/** What lies over the page, each closed by Escape. */
const OVERLAYS = '.sheet, .palette, .find, .pop, .menu, .preview, .turn-form, [role="menu"], [role="dialog"]'

/** Looks at a page until it stays as it is. If it does not, it is taken as it was last: the next visit has a page of its own. */
const MOST_LOOKS = 10

/** Files up to this many bytes are compared by their bytes, larger ones by size and time. */
const SMALL_FILE = 65_536

/**
 * Returns what a visit can change: the elements of the page with their words, fields and scroll offsets, what the page
 * stores, and the files. Without the ids that each opened part counts on, without the place of caret and focus (each visit
 * takes them to where it needs them), and without the marks on names in sight.
 */
async function traces(page: Page, folder: string): Promise<string> {
  const onPage = await page.evaluate(() => {
    const left =
      /^(?:id|for|name|style|tabindex|placeholder|aria-(?:current|controls|labelledby|describedby|owns))$/
    const name = '[spellcheck="false"]:not([class])'
    const lines = [...document.querySelectorAll(`body, body *:not(span${name})`)].map((dom) => {
      const attributes = [...dom.attributes]
        .filter(({ name }) => !left.test(name))
        .map(({ name, value }) => [name, value.replace(/\bhas-caret\b/, '').trim()] as const)
        .filter(([, value]) => value !== '')
      const words = [...dom.childNodes].filter(
        (node) => node.nodeType === Node.TEXT_NODE || (node instanceof Element && node.matches(name)),
      )
      return [
        dom.localName,
        ...attributes.map(([name, value]) => `${name}=${value}`).sort(),
        'value' in dom ? String(dom.value) : '',
        // Time goes by.
        words.map((node) => node.textContent?.replace(/\d+ min ago/, '') ?? '').join(''),
        dom.scrollTop,
      ].join(' ')
    })
    return [...lines, innerWidth, innerHeight, JSON.stringify([localStorage, sessionStorage])].join('\n')
  })
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const onDisk = entries
    // A lock is renewed as time goes by.
    .filter((entry) => entry.isFile() && entry.name !== 'lock')
    .map(async ({ parentPath, name }) => {
      const path = join(parentPath, name)
      const { size, mtimeMs } = await stat(path)
      return [path, size, size > SMALL_FILE ? mtimeMs : await readFile(path, 'base64')].join(' ')
    })
  return [onPage, ...(await Promise.all(onDisk)).sort()].join('\n')
}

/**
 * Returns the {@link traces} once they stay the same from one look to the next: names, the outline and the counts are written
 * when the page has time.
 */
async function settledTraces(page: Page, folder: string): Promise<string> {
  let seen = await traces(page, folder)
  for (let looks = 1; looks < MOST_LOOKS; looks += 1) {
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
    const now = await traces(page, folder)
    if (now === seen) break
    seen = now
  }
  return seen
}

/** Closes what lies over the page, and takes the window, the caret, the focus and the pointer back to where they began. */
async function leave(page: Page, { viewport, colorScheme }: StageOptions): Promise<void> {
  await page.emulateMedia({ colorScheme: colorScheme ?? 'light' })
  if (viewport) await page.setViewportSize(viewport)
  for (let tries = 0; tries < 3 && (await page.locator(OVERLAYS).count()) > 0; tries += 1) {
    await page.keyboard.press('Escape')
    await waitUntilSettled(page)
  }
  await page.mouse.move(0, 0)
  const article = page.locator('.article')
  if ((await article.count()) > 0) {
    // What is selected is counted, and a selected photo shows its tools.
    await article.focus()
    await page.keyboard.press('ControlOrMeta+Home')
  }
  await page.evaluate(() => {
    const article = [...document.querySelectorAll<HTMLElement>('.inspector [role="tab"]')][0]
    if (article?.ariaSelected === 'false')
      article.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    getSelection()?.removeAllRanges()
    for (const dom of document.querySelectorAll('.page-scroll, .library *, .inspector *')) dom.scrollTop = 0
  })
  await waitUntilSettled(page)
}

/** A stage that is set, with what its states begin with and its traces before the first. */
interface Opened {
  readonly stage: Stage
  readonly start: string
  readonly before: string
}

/**
 * Visits states one after the other. A state that begins like the one before it, in the same window, goes on in its page if
 * that one left nothing behind ({@link traces}): to open a page takes longer than to look at it. If anything is left, or
 * a visit failed, the next one has a library, a host and a page of its own.
 */
export class Tour {
  readonly #browser: Browser
  #opened: Opened | null = null

  constructor(browser: Browser) {
    this.#browser = browser
  }

  /**
   * Brings the app into a state and lets somebody look.
   * @param leaves `words` if the visit may leave words in the article: only visits that may do so go on in its page
   * @throws what a step of the state threw when it was not reached
   */
  async visit<Seen>(
    state: State,
    options: StageOptions,
    look: (page: Page) => Promise<Seen>,
    leaves: 'nothing' | 'words' = 'nothing',
  ): Promise<Seen> {
    const { stage, before } = await this.#begin(state, options, leaves)
    let isReusable = false
    let isAsBefore = false
    try {
      await stage.reach(state)
      const seen = await look(stage.page)
      isReusable = true
      if (stage.hasOnePage) {
        await leave(stage.page, options)
        const isClear = (await stage.page.locator(OVERLAYS).count()) === 0
        isAsBefore =
          isClear && (leaves === 'words' || (await settledTraces(stage.page, stage.folder)) === before)
      }
      return seen
    } finally {
      if (!isAsBefore) await this.#close(isReusable)
    }
  }

  /** Closes the page of the last visit. */
  async end(): Promise<void> {
    await this.#close(true)
  }

  async #begin(state: State, options: StageOptions, leaves: string): Promise<Opened> {
    const { photo: _photo, ...context } = options
    const start = JSON.stringify([state.draft, state.on, state.isFirstStart, context, leaves])
    if (this.#opened?.start === start) return this.#opened
    await this.end()
    const stage = await Stage.prepare(this.#browser, state, options)
    try {
      await stage.open()
      if (state.isFirstStart !== true) await leave(stage.page, options)
      this.#opened = { stage, start, before: await settledTraces(stage.page, stage.folder) }
      return this.#opened
    } catch (error) {
      await stage.cleanUp(false)
      throw error
    }
  }

  async #close(isReusable: boolean): Promise<void> {
    const stage = this.#opened?.stage
    this.#opened = null
    await stage?.cleanUp(isReusable)
  }
}
