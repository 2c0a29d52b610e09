import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { BrowserContext, CDPSession, ConsoleMessage, Page } from 'playwright-core'
import {
  PAGE_ORIGIN,
  shownAddress,
  type AppSide,
  type ChromiumSide,
  type PageEvent,
  type PageOptions,
} from './contract.ts'
import type { Remote } from './wire.ts'
import { pageScripts, type PreloadMessage, type Tree } from './worlds.ts'

/** One window's page in Chromium, with the preload script in a world of its own. */
interface WindowPage {
  readonly page: Page
  readonly cdp: CDPSession
  /** The world of the preload script in the present document; null while there is none. */
  world: number | null
  /** True while the app itself loads an address: no navigation of the page's. */
  isLoading: boolean
  /** True once its process has crashed: Playwright does nothing more with such a page. */
  isCrashed: boolean
  readonly options: PageOptions
}

const WORLD = 'preload'
const BINDING = 'galleySend'

/** Editing commands as Chromium names them. */
const EDIT_COMMANDS: Readonly<Record<string, string>> = {
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  pasteAndMatchStyle: 'PasteAndMatchStyle',
  delete: 'Delete',
  selectAll: 'SelectAll',
}

/** The pages of the app's windows: does what the app asks of Chromium, and tells it what happens there. */
export class Chromium implements ChromiumSide {
  readonly #context: BrowserContext
  readonly #windows = new Map<number, WindowPage>()
  #scheme: 'light' | 'dark' = 'light'
  /** The app's process; set once it runs. */
  app: Remote<AppSide> | null = null
  /** Errors of preload scripts. */
  readonly failures: string[] = []
  /** Called with each new window's page, before anything is loaded. */
  onPage: (page: Page, id: number) => void = () => undefined

  /** How many windows' pages are being opened. */
  #opening = 0
  /** The app's decision on the window that a page wants to open; null while none does. */
  #mayOpen: Promise<boolean> | null = null

  /** True if the test has chosen the size of all pages. */
  readonly #hasViewport: boolean

  constructor(context: BrowserContext, hasViewport: boolean) {
    this.#context = context
    this.#hasViewport = hasViewport
    context.on('page', (page) => {
      void this.#judgePage(page)
    })
  }

  /** The pages of the open windows, the oldest first. */
  get pages(): readonly Page[] {
    return [...this.#windows.values()].map(({ page }) => page)
  }

  /** The ids of the open windows, the oldest first. */
  get ids(): readonly number[] {
    return [...this.#windows.keys()]
  }

  idOf(page: Page): number | null {
    return [...this.#windows].find(([, window]) => window.page === page)?.[0] ?? null
  }

  /** Returns true while the app itself loads an address into a page. */
  isLoading(id: number): boolean {
    return this.#windows.get(id)?.isLoading ?? false
  }

  #windowOf(id: number): WindowPage {
    const window = this.#windows.get(id)
    if (window === undefined) throw new Error(`window ${String(id)} has no page`)
    return window
  }

  /** Tells the app something. An app that has ended needs to know nothing. */
  #tell(id: number, event: PageEvent): void {
    this.app?.happened(id, event).catch(() => undefined)
  }

  async openPage(id: number, options: PageOptions): Promise<void> {
    const { width, height, preload, argv } = options
    this.#opening += 1
    const page = await this.#context.newPage().finally(() => (this.#opening -= 1))
    const cdp = await this.#context.newCDPSession(page)
    const window: WindowPage = { page, cdp, world: null, isLoading: false, isCrashed: false, options }
    this.#windows.set(id, window)
    if (!this.#hasViewport) await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme: this.#scheme })
    this.#listenToCdp(id, window)
    this.#listenToPage(id, window)
    await cdp.send('Page.enable')
    await cdp.send('Runtime.enable')
    const scripts = pageScripts(randomBytes(12).toString('hex'), BINDING, preload, argv)
    // In this order: the page's world listens when the preload script exposes its functions.
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page })
    await cdp.send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD })
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.preload, worldName: WORLD })
    this.onPage(page, id)
  }

  #listenToCdp(id: number, window: WindowPage): void {
    const { cdp } = window
    let mainFrame = ''
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = context.auxData as { frameId?: string }
      if (context.name === WORLD && (mainFrame === '' || frameId === mainFrame)) window.world = context.id
    })
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== BINDING) return
      const message = JSON.parse(payload) as PreloadMessage
      void this.#receive(id, window, executionContextId, message)
    })
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined || frame.url === 'about:blank') return
      mainFrame = frame.id
      this.#tell(id, { kind: 'navigated', url: frame.url })
    })
    cdp.on('Page.windowOpen', ({ url }) => {
      this.#ask(id, url, 'foreground-tab')
    })
    cdp.on('Page.frameRequestedNavigation', ({ url, disposition }) => {
      if (disposition === 'newTab') this.#ask(id, url, 'background-tab')
    })
    cdp.on('Page.domContentEventFired', () => {
      if (window.page.url() !== 'about:blank') this.#tell(id, { kind: 'dom-ready' })
    })
    cdp.on('Page.loadEventFired', () => {
      if (window.page.url() !== 'about:blank') this.#tell(id, { kind: 'loaded' })
    })
  }

  #listenToPage(id: number, window: WindowPage): void {
    const { page } = window
    page.on('close', () => {
      // Another page has taken its place in the window.
      if (this.#windows.get(id) !== window) return
      this.#windows.delete(id)
      this.#tell(id, { kind: 'closed' })
    })
    page.on('crash', () => {
      window.isCrashed = true
      this.#tell(id, { kind: 'crashed' })
    })
    page.on('console', (message: ConsoleMessage) => {
      this.#tell(id, { kind: 'console', level: message.type(), text: message.text() })
    })
    page.on('download', (download) => {
      this.app
        ?.downloading(id, download.url(), download.suggestedFilename())
        .then((isAllowed) => (isAllowed ? undefined : download.cancel()))
        .catch(() => undefined)
    })
    page.on('dialog', (dialog) => {
      // Electron shows no question of its own: a page that prevents its close stays, unless the app overrules it.
      const isUnload = dialog.type() === 'beforeunload'
      const overruled = isUnload
        ? (this.app?.unloadPrevented(id) ?? Promise.resolve(true))
        : Promise.resolve(false)
      overruled.then((isClosed) => (isClosed ? dialog.accept() : dialog.dismiss())).catch(() => undefined)
    })
  }

  /** Lets the app decide on a window that a page wants to open: by its script, or a link opened with Ctrl. */
  #ask(id: number, url: string, disposition: 'foreground-tab' | 'background-tab'): void {
    this.#mayOpen = this.app?.opening(id, url, disposition).catch(() => false) ?? Promise.resolve(false)
  }

  /** Closes a page that another page has opened, unless the app allows it. */
  async #judgePage(page: Page): Promise<void> {
    if (this.#opening > 0) return
    if (!(await this.#nextDecision())) await page.close().catch(() => undefined)
  }

  /** Returns the app's decision on the page that has just been opened. Chromium may tell of the page first. */
  async #nextDecision(): Promise<boolean> {
    for (let tries = 0; tries < 100 && this.#mayOpen === null; tries += 1) await pause(20)
    const decision = this.#mayOpen
    this.#mayOpen = null
    return (await decision) ?? false
  }

  /** Carries a message of a preload script to the app, and the result back. */
  async #receive(id: number, window: WindowPage, world: number, message: PreloadMessage): Promise<void> {
    const { kind, frame, call, channel, values } = message
    if (kind === 'close') await this.closePage(id, true)
    if (kind === 'press') this.#tell(id, { kind: 'pressed' })
    if (kind === 'fail') this.failures.push(JSON.stringify(values))
    if (kind === 'send') await this.app?.message(id, frame, channel, values).catch(() => undefined)
    if (kind !== 'invoke') return
    const result = await this.app?.invoke(id, frame, channel, values).then(
      (value) => ({ call, value }),
      (error: unknown) => ({ call, error: error instanceof Error ? error.message : String(error) }),
    )
    await this.#hand(window, world, result)
  }

  /** Hands a message to a preload script. Its document may have gone. */
  async #hand({ cdp }: WindowPage, world: number, message: unknown): Promise<void> {
    const expression = `galleyReceive(${JSON.stringify(JSON.stringify(message))})`
    await cdp.send('Runtime.evaluate', { expression, contextId: world }).catch(() => undefined)
  }

  async loadUrl(id: number, url: string): Promise<void> {
    await this.#load(id, (page) => page.goto(shownAddress(url)))
  }

  async reload(id: number): Promise<void> {
    const window = this.#windowOf(id)
    if (window.isCrashed) {
      const url = window.page.url()
      await this.openPage(id, window.options)
      await window.page.close().catch(() => undefined)
      await this.#load(id, (page) => page.goto(url))
      return
    }
    await this.#load(id, (page) => page.reload())
  }

  async #load(id: number, act: (page: Page) => Promise<unknown>): Promise<void> {
    const window = this.#windowOf(id)
    window.isLoading = true
    try {
      await act(window.page)
    } finally {
      window.isLoading = false
    }
  }

  async closePage(id: number, asking: boolean): Promise<void> {
    const { page, cdp } = this.#windowOf(id)
    // As Electron does before it asks: Chromium ignores `beforeunload` of a page that nobody has touched.
    if (asking)
      await cdp.send('Runtime.evaluate', { expression: '0', userGesture: true }).catch(() => undefined)
    await page.close({ runBeforeUnload: asking })
  }

  async runScript(id: number, code: string): Promise<unknown> {
    return this.#windowOf(id).page.evaluate(code)
  }

  async sendToPage(id: number, channel: string, value: Tree): Promise<void> {
    const window = this.#windowOf(id)
    if (window.world !== null) await this.#hand(window, window.world, { channel, value })
  }

  async edit(id: number, command: string): Promise<void> {
    const commands = [EDIT_COMMANDS[command] ?? command]
    const { cdp } = this.#windowOf(id)
    await cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', commands })
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp' })
  }

  async insertText(id: number, text: string): Promise<void> {
    await this.#windowOf(id).page.keyboard.insertText(text)
  }

  async capture(id: number): Promise<Uint8Array> {
    return this.#windowOf(id).page.screenshot()
  }

  async print(id: number, options: object): Promise<Uint8Array> {
    const { stream, data } = await this.#windowOf(id).cdp.send('Page.printToPDF', {
      ...options,
      transferMode: 'ReturnAsBase64',
    })
    if (stream !== undefined) throw new Error('Chromium sent the PDF as a stream')
    return Buffer.from(data, 'base64')
  }

  async resize(id: number, width: number, height: number): Promise<void> {
    if (!this.#hasViewport) await this.#windowOf(id).page.setViewportSize({ width, height })
  }

  async setColorScheme(scheme: 'light' | 'dark'): Promise<void> {
    this.#scheme = scheme
    await Promise.all(this.pages.map((page) => page.emulateMedia({ colorScheme: scheme })))
  }

  async crash(id: number): Promise<void> {
    // Chromium does not answer: the page is gone.
    void this.#windowOf(id)
      .cdp.send('Page.crash')
      .catch(() => undefined)
    await Promise.resolve()
  }
}

/** Returns true for an address that the app itself serves. */
export function isAppPage(url: string): boolean {
  return url.startsWith(`${PAGE_ORIGIN}/`)
}
