import { EventEmitter } from 'node:events'
import { appAddress, type PageEvent, type PageNavigation } from '../contract.ts'
import { toTree } from '../worlds.ts'
import { chromium, note, preventable, strict } from './machine.ts'
import { session } from './session.ts'
import { imageFrom } from './system.ts'

type Slice = Pick<
  Electron.WebContents,
  | 'id'
  | 'loadURL'
  | 'reload'
  | 'send'
  | 'getURL'
  | 'getTitle'
  | 'isDestroyed'
  | 'isCrashed'
  | 'isLoading'
  | 'setWindowOpenHandler'
  | 'executeJavaScript'
  | 'insertText'
  | 'replaceMisspelling'
  | 'capturePage'
  | 'printToPDF'
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'pasteAndMatchStyle'
  | 'delete'
  | 'selectAll'
  | 'focus'
  | 'isFocused'
  | 'getType'
  | 'getOSProcessId'
  | 'print'
  | 'startDrag'
  | 'close'
  | 'openDevTools'
  | 'getZoomFactor'
  | 'setZoomFactor'
  | 'getZoomLevel'
  | 'setZoomLevel'
  | 'showDefinitionForSelection'
  | 'copyImageAt'
  | 'forcefullyCrashRenderer'
  | 'setVisualZoomLevelLimits'
  | 'isWaitingForResponse'
  | 'setBackgroundThrottling'
>

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]

/** A page's top frame, which lives as long as its web contents. Other frames cannot reach the app. */
interface TopFrame {
  url: string
  readonly parent: null
  readonly top: unknown
  readonly name: string
  readonly detached: boolean
  readonly frames: readonly unknown[]
  readonly routingId: number
  readonly processId: number
}

/** Electron's `webContents`: a page of Chromium, driven by the test's process. */
export class ContentsDouble extends EventEmitter implements Slice {
  readonly id: number
  readonly session: object = session.defaultSession
  readonly mainFrame: TopFrame
  #title = ''
  #destroyed = false
  #crashed = false
  #loading = false
  #zoom = 1
  #openHandler: OpenHandler = () => ({ action: 'allow' })
  /** Resolves when Chromium has a page for it: calls before that wait. */
  readonly opened: Promise<void>
  /** Closes the window that the page is in. */
  onClosed: () => void = () => undefined
  /** A page has prevented its close. */
  onClosePrevented: () => void = () => undefined
  /** Shows the page's title in its window. */
  onTitle: (title: string) => void = () => undefined

  constructor(id: number, opened: Promise<void>) {
    super()
    this.id = id
    this.opened = opened
    const frame: TopFrame = {
      url: '',
      parent: null,
      get top() {
        return guarded
      },
      name: '',
      detached: false,
      frames: [],
      routingId: id,
      processId: id,
    }
    const guarded = strict('webFrameMain', frame)
    this.mainFrame = guarded
    return strict('webContents', this)
  }

  async loadURL(url: string): Promise<void> {
    this.#loading = true
    await this.opened
    await chromium().loadUrl(this.id, url)
  }

  reload(): void {
    this.#crashed = false
    this.#run(() => chromium().reload(this.id))
  }

  send(channel: string, ...values: unknown[]): void {
    if (this.#destroyed) throw new Error('Object has been destroyed')
    // Cloned now: what is sent does not change later.
    const tree = toTree(values)
    this.#run(() => chromium().sendToPage(this.id, channel, tree))
  }

  /** Does something to the page once it is there. A page that has gone meanwhile needs nothing. */
  #run(act: () => Promise<unknown>): void {
    void this.opened.then(act).catch((error: unknown) => {
      if (!this.#destroyed) note('stand-in.failed', String(error))
    })
  }

  get focusedFrame(): TopFrame {
    return this.mainFrame
  }

  getURL = (): string => this.mainFrame.url
  getTitle = (): string => this.#title
  isDestroyed = (): boolean => this.#destroyed
  isCrashed = (): boolean => this.#crashed
  isLoading = (): boolean => this.#loading
  isWaitingForResponse = (): boolean => this.#loading
  isFocused = (): boolean => !this.#destroyed
  getType = (): 'window' => 'window'
  getOSProcessId = (): number => process.pid
  getZoomFactor = (): number => this.#zoom
  getZoomLevel = (): number => Math.log(this.#zoom) / Math.log(1.2)

  setZoomFactor(factor: number): void {
    note('webContents.setZoomFactor', factor)
    this.#zoom = factor
  }
  setZoomLevel(level: number): void {
    this.setZoomFactor(1.2 ** level)
  }
  setVisualZoomLevelLimits = (): Promise<void> => Promise.resolve()
  setBackgroundThrottling = (isAllowed: boolean): void => {
    note('webContents.setBackgroundThrottling', isAllowed)
  }
  focus = (): void => {
    note('webContents.focus')
  }
  openDevTools = (): void => {
    note('webContents.openDevTools')
  }
  print = (
    settings?: Electron.WebContentsPrintOptions,
    done?: (isPrinted: boolean, why: string) => void,
  ): void => {
    note('webContents.print', settings)
    setImmediate(() => done?.(true, ''))
  }
  startDrag = (item: Electron.Item): void => {
    note('webContents.startDrag', item)
  }
  showDefinitionForSelection = (): void => {
    note('webContents.showDefinitionForSelection')
  }
  copyImageAt = (x: number, y: number): void => {
    note('webContents.copyImageAt', x, y)
  }
  close = (): void => {
    this.#run(() => chromium().closePage(this.id, false))
  }
  forcefullyCrashRenderer = (): void => {
    this.#run(() => chromium().crash(this.id))
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  async executeJavaScript(code: string): Promise<unknown> {
    await this.opened
    return chromium().runScript(this.id, code)
  }

  async insertText(text: string): Promise<void> {
    await chromium().insertText(this.id, text)
  }
  replaceMisspelling(text: string): void {
    this.#run(() => chromium().insertText(this.id, text))
  }

  async capturePage(): Promise<Electron.NativeImage> {
    return imageFrom(Buffer.from(await chromium().capture(this.id)))
  }
  async printToPDF(settings: Electron.PrintToPDFOptions): Promise<Buffer> {
    note('webContents.printToPDF', settings)
    return Buffer.from(await chromium().print(this.id, settings))
  }

  undo = (): void => {
    this.edit('undo')
  }
  redo = (): void => {
    this.edit('redo')
  }
  cut = (): void => {
    this.edit('cut')
  }
  copy = (): void => {
    this.edit('copy')
  }
  paste = (): void => {
    this.edit('paste')
  }
  pasteAndMatchStyle = (): void => {
    this.edit('pasteAndMatchStyle')
  }
  delete = (): void => {
    this.edit('delete')
  }
  selectAll = (): void => {
    this.edit('selectAll')
  }

  edit(command: string): void {
    note('webContents.edit', command)
    this.#run(() => chromium().edit(this.id, command))
  }

  /** Lets the app decide on a navigation that a page began, by the events in Electron's order. */
  isPrevented(navigation: PageNavigation, events: readonly string[]): boolean {
    return events.some((name) => {
      const details = preventable({
        url: appAddress(navigation.url),
        isMainFrame: navigation.isMainFrame,
        isSameDocument: false,
        frame: navigation.isMainFrame ? this.mainFrame : null,
        initiator: this.mainFrame,
      })
      this.emit(name, details, details.url)
      return details.defaultPrevented
    })
  }

  /** Returns true if the app lets the page open a window. */
  mayOpen(url: string, disposition: 'foreground-tab' | 'background-tab'): boolean {
    const handled = this.#openHandler({
      url: appAddress(url),
      frameName: '',
      features: '',
      disposition,
      referrer: { url: '', policy: 'no-referrer' },
    })
    note('webContents.windowOpen', appAddress(url), handled.action)
    return handled.action === 'allow'
  }

  /** Returns true if the app closes the page although it prevents it. */
  unloadPrevented(): boolean {
    const event = preventable({})
    this.emit('will-prevent-unload', event)
    if (!event.defaultPrevented) this.onClosePrevented()
    return event.defaultPrevented
  }

  /** Passes on what happened in the page. */
  happened(event: PageEvent): void {
    switch (event.kind) {
      case 'navigated':
        this.mainFrame.url = appAddress(event.url)
        this.#loading = true
        this.emit('did-start-loading')
        this.emit('did-navigate', preventable({}), appAddress(event.url), 200, 'OK')
        break
      case 'dom-ready':
        this.emit('dom-ready')
        break
      case 'loaded':
        this.#loading = false
        this.emit('did-finish-load')
        this.emit('did-stop-loading')
        break
      case 'pressed':
        this.emit('before-mouse-event', preventable({}), { type: 'mouseDown' })
        break
      case 'title':
        this.#title = event.title
        this.onTitle(event.title)
        this.emit('page-title-updated', preventable({}), event.title, true)
        break
      case 'console':
        this.emit('console-message', preventable({ level: event.level, message: event.text }))
        break
      case 'unload-started':
        break
      case 'crashed':
        this.#crashed = true
        this.emit('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 139 })
        break
      case 'closed':
        this.#destroyed = true
        this.emit('destroyed')
        this.onClosed()
        break
    }
  }
}
