import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { WindowState } from '../contract.ts'
import { plainApp, setOpenWindows } from './app.ts'
import { ContentsDouble } from './contents.ts'
import { chromium, clonable, note, options, preventable, strict } from './machine.ts'
import { setFocusedWindow, type MenuDouble } from './menu.ts'

type Slice = Pick<
  Electron.BrowserWindow,
  | 'id'
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'showInactive'
  | 'focus'
  | 'blur'
  | 'isFocused'
  | 'isVisible'
  | 'close'
  | 'destroy'
  | 'isDestroyed'
  | 'minimize'
  | 'restore'
  | 'isMinimized'
  | 'maximize'
  | 'unmaximize'
  | 'isMaximized'
  | 'setFullScreen'
  | 'isFullScreen'
  | 'getBounds'
  | 'setBounds'
  | 'getNormalBounds'
  | 'getContentBounds'
  | 'getSize'
  | 'setSize'
  | 'getPosition'
  | 'setPosition'
  | 'center'
  | 'setTitle'
  | 'getTitle'
  | 'setProgressBar'
  | 'setRepresentedFilename'
  | 'getRepresentedFilename'
  | 'setDocumentEdited'
  | 'isDocumentEdited'
  | 'setBackgroundColor'
  | 'setMenu'
  | 'setMenuBarVisibility'
  | 'setAutoHideMenuBar'
  | 'flashFrame'
  | 'setIcon'
  | 'moveTop'
  | 'setOverlayIcon'
  | 'setMinimumSize'
  | 'setTitleBarOverlay'
  | 'addTabbedWindow'
  | 'setEnabled'
  | 'setOpacity'
>

const windows: BrowserWindowDouble[] = []
const focus: { window: BrowserWindowDouble | null } = { window: null }
let lastId = 0

const FIRST_PLACE = { x: 40, y: 40, width: 800, height: 600 }

/** Electron's `BrowserWindow`: its state is kept here, its page is one of Chromium. */
export class BrowserWindowDouble extends EventEmitter implements Slice {
  readonly id: number
  readonly webContents: ContentsDouble
  readonly #settings: Electron.BrowserWindowConstructorOptions
  #bounds: Electron.Rectangle
  #title: string
  #visible: boolean
  readonly #flags = {
    minimized: false,
    maximized: false,
    fullScreen: false,
    destroyed: false,
    edited: false,
  }
  #representedFile = ''
  #progress = -1
  #isReadyToShow = false

  constructor(settings: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    plainApp.mustBeReady('BrowserWindow')
    const guarded = strict('browserWindow', this)
    lastId += 1
    this.id = lastId
    this.#settings = settings
    this.#title = settings.title ?? plainApp.name
    this.#visible = settings.show ?? true
    const { x, y, width, height } = { ...FIRST_PLACE, ...settings }
    this.#bounds = { x, y, width, height }
    this.#flags.fullScreen = settings.fullscreen ?? false
    const { preload = '', additionalArguments: argv = [] } = settings.webPreferences ?? {}
    const opened = chromium().openPage(this.id, {
      width,
      height,
      preload: preload === '' ? '' : readFileSync(preload, 'utf8'),
      argv,
    })
    opened.catch((error: unknown) => {
      note('stand-in.failed', String(error))
    })
    const contents = new ContentsDouble(this.id, opened)
    this.webContents = contents
    contents.onClosed = () => {
      this.#closed()
    }
    contents.onClosePrevented = () => {
      plainApp.closeWasPrevented()
    }
    contents.onTitle = (title) => {
      this.#title = title
    }
    contents.on('did-finish-load', () => {
      if (this.#isReadyToShow) return
      this.#isReadyToShow = true
      guarded.emit('ready-to-show')
    })
    windows.push(guarded)
    if (this.#visible) focus.window = guarded
    plainApp.emit('web-contents-created', preventable({}), contents)
    plainApp.emit('browser-window-created', preventable({}), guarded)
    return guarded
  }

  static getAllWindows = (): BrowserWindowDouble[] => [...windows]
  static getFocusedWindow = (): BrowserWindowDouble | null => focus.window
  static fromId = (id: number): BrowserWindowDouble | null => windows.find((each) => each.id === id) ?? null
  static fromWebContents = (contents: unknown): BrowserWindowDouble | null =>
    windows.find(({ webContents }) => webContents === contents) ?? null

  async loadURL(url: string): Promise<void> {
    await this.webContents.loadURL(url)
  }

  /** Asks the app, then the page; either may keep the window open. */
  close(): void {
    if (this.#flags.destroyed) return
    const event = preventable({})
    this.emit('close', event)
    if (event.defaultPrevented) {
      plainApp.closeWasPrevented()
      return
    }
    void this.webContents.opened.then(() => chromium().closePage(this.id, true)).catch(() => undefined)
  }

  /** Closes the window without asking. */
  destroy(): void {
    if (this.#flags.destroyed) return
    void chromium()
      .closePage(this.id, false)
      .catch(() => undefined)
    this.webContents.happened({ kind: 'closed' })
  }

  #closed(): void {
    if (this.#flags.destroyed) return
    this.#flags.destroyed = true
    const at = windows.findIndex(({ id }) => id === this.id)
    if (at >= 0) windows.splice(at, 1)
    if (focus.window?.id === this.id) focus.window = windows.at(-1) ?? null
    this.emit('closed')
    if (windows.length === 0) plainApp.allClosed()
  }

  isDestroyed = (): boolean => this.#flags.destroyed

  show(): void {
    note('browserWindow.show', this.id)
    this.#visible = true
    this.emit('show')
    this.focus()
  }
  showInactive(): void {
    this.#visible = true
    this.emit('show')
  }
  hide(): void {
    this.#visible = false
    this.emit('hide')
  }
  focus(): void {
    note('browserWindow.focus', this.id)
    const before = focus.window
    focus.window = BrowserWindowDouble.fromId(this.id)
    if (before !== null && before.id !== this.id) before.emit('blur')
    this.emit('focus')
    plainApp.emit('browser-window-focus', preventable({}), focus.window)
  }
  blur(): void {
    if (focus.window?.id === this.id) focus.window = null
    this.emit('blur')
  }
  moveTop = (): void => undefined
  isFocused = (): boolean => focus.window?.id === this.id
  isVisible = (): boolean => this.#visible
  isMinimized = (): boolean => this.#flags.minimized
  isMaximized = (): boolean => this.#flags.maximized
  isFullScreen = (): boolean => this.#flags.fullScreen

  minimize(): void {
    this.#flags.minimized = true
    this.emit('minimize')
  }
  restore(): void {
    this.#flags.minimized = false
    this.emit('restore')
  }
  maximize(): void {
    this.#flags.maximized = true
    this.#visible = true
    this.emit('maximize')
  }
  unmaximize(): void {
    this.#flags.maximized = false
    this.emit('unmaximize')
  }
  setFullScreen(isFull: boolean): void {
    this.#flags.fullScreen = isFull
    this.emit(isFull ? 'enter-full-screen' : 'leave-full-screen')
  }

  getBounds = (): Electron.Rectangle => ({ ...this.#bounds })
  getNormalBounds = (): Electron.Rectangle => ({ ...this.#bounds })
  getContentBounds = (): Electron.Rectangle => ({ ...this.#bounds })
  getSize = (): number[] => [this.#bounds.width, this.#bounds.height]
  getPosition = (): number[] => [this.#bounds.x, this.#bounds.y]
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    const { width, height } = this.#bounds
    this.#bounds = { ...this.#bounds, ...bounds }
    this.emit('move')
    if (this.#bounds.width === width && this.#bounds.height === height) return
    this.emit('resize')
    void this.webContents.opened
      .then(() => chromium().resize(this.id, this.#bounds.width, this.#bounds.height))
      .catch(() => undefined)
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y })
  }
  center = (): void => undefined
  setMinimumSize = (width: number, height: number): void => {
    note('browserWindow.setMinimumSize', width, height)
  }

  getTitle = (): string => this.#title
  setTitle(title: string): void {
    this.#title = title
  }
  setProgressBar(progress: number, settings?: Electron.ProgressBarOptions): void {
    note('browserWindow.setProgressBar', progress, settings)
    this.#progress = progress
  }
  setRepresentedFilename(path: string): void {
    this.#representedFile = path
  }
  getRepresentedFilename = (): string => this.#representedFile
  setDocumentEdited(isEdited: boolean): void {
    this.#flags.edited = isEdited
  }
  isDocumentEdited = (): boolean => this.#flags.edited
  setBackgroundColor(color: string): void {
    note('browserWindow.setBackgroundColor', color)
  }
  setOverlayIcon = (_icon: unknown, description: string): void => {
    note('browserWindow.setOverlayIcon', description)
  }
  setTitleBarOverlay = (overlay: Electron.TitleBarOverlayOptions): void => {
    note('browserWindow.setTitleBarOverlay', overlay)
  }
  flashFrame = (isFlashing: boolean): void => {
    note('browserWindow.flashFrame', isFlashing)
  }
  addTabbedWindow = (): void => {
    note('browserWindow.addTabbedWindow')
  }
  /** The window's own menu bar, in place of the app's; undefined if it has none. macOS has one bar for all windows. */
  menu: MenuDouble | null | undefined
  setMenu(menu: Electron.Menu | null): void {
    if (options().platform !== 'darwin') this.menu = menu as unknown as MenuDouble | null
  }
  setMenuBarVisibility = (): void => undefined
  setAutoHideMenuBar = (): void => undefined
  setIcon = (): void => undefined
  setEnabled = (): void => undefined
  setOpacity = (): void => undefined

  /** What a test reads of the window. */
  state(): WindowState {
    return {
      id: this.id,
      title: this.#title,
      url: this.webContents.getURL(),
      isVisible: this.#visible,
      isMaximized: this.#flags.maximized,
      isFullScreen: this.#flags.fullScreen,
      isEdited: this.#flags.edited,
      representedFile: this.#representedFile,
      progress: this.#progress,
      bounds: this.getBounds(),
      options: clonable(this.#settings) as Record<string, unknown>,
    }
  }
}

setOpenWindows({ all: BrowserWindowDouble.getAllWindows })
setFocusedWindow(BrowserWindowDouble.getFocusedWindow)

export const BrowserWindow = strict('BrowserWindow', BrowserWindowDouble)

export const webContents = strict('webContents', {
  getAllWebContents: () => windows.map(({ webContents: contents }) => contents),
  fromId: (id: number) => windows.find((each) => each.id === id)?.webContents,
  getFocusedWebContents: () => focus.window?.webContents ?? null,
})
