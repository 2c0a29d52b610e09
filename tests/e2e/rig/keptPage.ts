import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from 'playwright-core'

/** Keys that a test may leave pressed. */
const MODIFIERS = ['Shift', 'Control', 'Alt', 'Meta'] as const

/** Events of a page that a test may listen to. Playwright itself listens to others, so these go by name. */
const EVENTS = ['console', 'pageerror', 'dialog', 'request', 'response', 'requestfailed', 'download', 'popup']

/**
 * A page that stays open from test to test. A new page starts a process, which compiles the whole app again; a page that
 * goes on at the same origin spares that, more than half of the processor time of opening the app.
 *
 * Each test still has its own host, library and settings: its host listens on the port of the last one, so that the origin
 * stays the same. Between two tests the page is emptied: document, storage, cookies, history, routes, listeners, emulated
 * media, pressed keys (tests/e2e/keptPage.test.ts). Only the cache of files that never change under their address stays. A
 * page that cannot be emptied, or that a test failed on, is closed, and the next test has a new one.
 */
export class KeptPage {
  /** The port of the page's origin; 0 while it has none. */
  port = 0
  readonly #browser: Browser
  readonly #options: BrowserContextOptions
  #page: Page | null = null
  #session: CDPSession | null = null

  /** @param options of its context; `viewport`, `colorScheme`, `reducedMotion` and `forcedColors` may differ for each test */
  constructor(browser: Browser, options: BrowserContextOptions) {
    this.#browser = browser
    this.#options = options
  }

  /**
   * Goes to an address.
   * @param onPage called with the page before it loads anything
   */
  async open(
    address: string,
    onPage: (page: Page) => void,
    options: BrowserContextOptions = this.#options,
  ): Promise<Page> {
    const page = this.#page ?? (await this.#newPage())
    this.port = Number(new URL(address).port)
    await page.emulateMedia({
      media: null,
      colorScheme: options.colorScheme ?? 'light',
      reducedMotion: options.reducedMotion ?? 'no-preference',
      forcedColors: options.forcedColors ?? 'none',
    })
    if (options.viewport) await page.setViewportSize(options.viewport)
    onPage(page)
    await page.goto(address)
    return page
  }

  async #newPage(): Promise<Page> {
    const context = await this.#browser.newContext(this.#options)
    const page = await context.newPage()
    this.#session = await context.newCDPSession(page)
    this.#page = page
    return page
  }

  /** Returns true for the page that is kept now. */
  holds(page: Page): boolean {
    return this.#page === page
  }

  /** Ends a test's use of the page, while its host still runs. */
  async leave(isReusable: boolean): Promise<void> {
    const page = this.#page
    if (page === null) return
    if (!isReusable || page.isClosed()) await this.close()
    else await this.#empty(page).catch(() => this.close())
  }

  /** Closes the page. The next test has a new one, on any port. */
  async close(): Promise<void> {
    const context = this.#page?.context()
    this.#page = null
    this.#session = null
    this.port = 0
    await context?.close()
  }

  /** @throws Error if anything of the test would stay */
  async #empty(page: Page): Promise<void> {
    const context = page.context()
    const { origin } = new URL(page.url())
    if (new URL(origin).port !== String(this.port)) throw new Error(`the page has gone to ${origin}`)
    for (const other of context.pages()) if (other !== page) await other.close()
    // Without a listener Playwright agrees to leave a page that asks.
    page.removeAllListeners('dialog')
    // As a document a stylesheet is plain text. An empty page, of another origin, would end the process.
    const plainText = await page.evaluate(() => {
      sessionStorage.clear()
      window.name = ''
      return document.querySelector<HTMLLinkElement>('link[rel="stylesheet"]')?.href
    })
    if (plainText === undefined) throw new Error('the page has no stylesheet to go to')
    await page.goto(plainText)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.mouse.up()
    await page.mouse.move(0, 0)
    for (const key of MODIFIERS) await page.keyboard.up(key)
    await this.#emptyContext(context, origin)
    for (const event of EVENTS) page.removeAllListeners(event)
  }

  async #emptyContext(context: BrowserContext, origin: string): Promise<void> {
    await context.unrouteAll({ behavior: 'ignoreErrors' })
    await context.clearPermissions()
    // An empty list would deny them all.
    if (this.#options.permissions) await context.grantPermissions(this.#options.permissions)
    await context.setOffline(false)
    await context.clearCookies()
    // Not the cache of files: its name is not among these.
    await this.#session?.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
    await this.#session?.send('Page.resetNavigationHistory')
  }
}

/** The pages of a browser that no test uses at present, by the options of their contexts. */
const idlePages = new WeakMap<Browser, Map<string, KeptPage[]>>()

/** Returns the idle pages that were opened with the same options, but for what may differ from test to test. */
function idleWith(browser: Browser, { viewport: _viewport, ...fixed }: BrowserContextOptions): KeptPage[] {
  const key = JSON.stringify(fixed)
  const byOptions = idlePages.get(browser) ?? new Map<string, KeptPage[]>()
  idlePages.set(browser, byOptions)
  const idle = byOptions.get(key) ?? []
  byOptions.set(key, idle)
  return idle
}

/** Lends a page of a browser, kept from an earlier use if one with the same options is idle. It is given back by {@link returnPage}. */
export function lendPage(browser: Browser, options: BrowserContextOptions): KeptPage {
  return idleWith(browser, options).pop() ?? new KeptPage(browser, options)
}

/** Takes back a page, which its last test has left, for the next use with the same options. */
export function returnPage(browser: Browser, options: BrowserContextOptions, page: KeptPage): void {
  idleWith(browser, options).push(page)
}

/** Returns true for the context of an idle page. */
export function isKept(browser: Browser, context: BrowserContext): boolean {
  const idle = [...(idlePages.get(browser)?.values() ?? [])].flat()
  return context.pages().some((page) => idle.some((kept) => kept.holds(page)))
}
