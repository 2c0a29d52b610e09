import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  HandlerDetails,
  Dialog,
  IpcMain,
  IpcMainInvokeEvent,
  MessageBoxOptions,
  MessageBoxReturnValue,
  Rectangle,
  Session,
  WebContents,
  WebFrameMain,
} from 'electron'
import { EventEmitter } from 'node:events'
import type { Outcome } from '../../src/desk.ts'

/**
 * Doubles of the parts of Electron that the shell uses. They record what is called and set up on them, and tests emit
 * events. `slice` is the double under Electron's own type, so that the compiler checks each use.
 */

type Listener = (...values: never[]) => unknown

/** An emitter whose events have `preventDefault`, as Electron's have. */
export class Emitter {
  readonly #emitter = new EventEmitter()

  on = (name: string, listener: Listener): this => {
    this.#emitter.on(name, listener as (...values: unknown[]) => void)
    return this
  }

  once = this.on

  removeListener = (name: string, listener: Listener): this => {
    this.#emitter.removeListener(name, listener as (...values: unknown[]) => void)
    return this
  }

  /** Emits an event whose listeners get the values alone. */
  emitPlain(name: string, ...values: readonly unknown[]): void {
    this.#emitter.emit(name, ...values)
  }

  /** Emits an event; returns true if a listener prevented the default. */
  emit(name: string, details: object = {}, ...others: unknown[]): boolean {
    let prevented = false
    const event = {
      ...details,
      preventDefault: () => {
        prevented = true
      },
    }
    this.#emitter.emit(name, event, ...others)
    return prevented
  }
}

/** `app`. `did` records the calls, for example 'lock', 'quit', 'exit 0'. */
export class FakeApp extends Emitter {
  readonly did: string[] = []
  /** False if another Galley has the single-instance lock. */
  first = true

  /** What the last request for the lock says to the instance that has it. */
  lockData: unknown = undefined

  requestSingleInstanceLock = (data?: unknown): boolean => {
    this.lockData = data
    this.did.push('lock')
    return this.first
  }

  quit = (): void => {
    this.did.push('quit')
  }

  exit = (code?: number): void => {
    this.did.push(`exit ${String(code)}`)
  }

  readonly slice = this as unknown as Pick<App, 'on' | 'quit' | 'exit' | 'requestSingleInstanceLock'>
}

type WindowOpen = Parameters<WebContents['setWindowOpenHandler']>[0]

/** `webContents`. */
export class FakeContents extends Emitter {
  windowOpen: WindowOpen | null = null
  /** The frame with the keyboard: the page's own has no parent. */
  focusedFrame: Pick<WebFrameMain, 'parent'> | null = { parent: null }
  reloads = 0

  setWindowOpenHandler = (handler: WindowOpen): void => {
    this.windowOpen = handler
  }

  reload = (): void => {
    this.reloads += 1
    this.emit('did-navigate')
  }

  /** How often its process was ended by force. Electron then says that it is gone. */
  crashes = 0

  forcefullyCrashRenderer = (): void => {
    this.crashes += 1
    this.emit('render-process-gone', {}, { reason: 'killed', exitCode: 9 })
  }

  /** Texts that replaced misspelt words. */
  readonly replaced: string[] = []

  replaceMisspelling = (text: string): void => {
    this.replaced.push(text)
  }

  /** Returns the action of the window-open handler for an address: 'allow' or 'deny'. */
  opening(url: string, disposition: HandlerDetails['disposition'] = 'foreground-tab'): string {
    return this.windowOpen?.({ url, disposition } as Parameters<WindowOpen>[0]).action ?? 'nobody asked'
  }
}

type Handlers = {
  [
    Name in
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'setDisplayMediaRequestHandler'
      | 'setBluetoothPairingHandler'
  ]: Parameters<Session[Name]>[0]
}

/** `session`. Records its handlers, and the words and languages of its spelling checker. */
export class FakeSession extends Emitter {
  readonly dictionary = new Set<string>()
  /** The operating system's dictionary. On macOS and Windows each word goes there, too, and is removed from there. */
  readonly osDictionary = new Set<string>()
  platform: NodeJS.Platform = 'linux'
  /** False if the checker refuses to add words. */
  acceptsWords = true
  languages: readonly string[] = ['en-US']
  readonly availableSpellCheckerLanguages = ['de', 'en-GB', 'en-US', 'ko', 'pt-BR', 'pt-PT']

  addWordToSpellCheckerDictionary = (word: string): boolean => {
    if (!this.acceptsWords) return false
    if (this.platform !== 'linux') this.osDictionary.add(word)
    this.dictionary.add(word)
    return true
  }
  removeWordFromSpellCheckerDictionary = (word: string): boolean => {
    if (this.platform !== 'linux') this.osDictionary.delete(word)
    return this.dictionary.delete(word)
  }
  listWordsInSpellCheckerDictionary = (): Promise<string[]> => Promise.resolve([...this.dictionary])
  setSpellCheckerLanguages = (languages: readonly string[]): void => {
    this.languages = languages
  }

  /** The filters of the listeners of requests' headers. */
  readonly headerFilters: unknown[] = []
  readonly webRequest = {
    onBeforeSendHeaders: (filter: unknown): void => void this.headerFilters.push(filter),
  }

  readonly handlers: Partial<Handlers> = {}

  setPermissionRequestHandler = (handler: Handlers['setPermissionRequestHandler']): void => {
    this.handlers.setPermissionRequestHandler = handler
  }
  setPermissionCheckHandler = (handler: Handlers['setPermissionCheckHandler']): void => {
    this.handlers.setPermissionCheckHandler = handler
  }
  setDevicePermissionHandler = (handler: Handlers['setDevicePermissionHandler']): void => {
    this.handlers.setDevicePermissionHandler = handler
  }
  setDisplayMediaRequestHandler = (handler: Handlers['setDisplayMediaRequestHandler']): void => {
    this.handlers.setDisplayMediaRequestHandler = handler
  }
  setBluetoothPairingHandler = (handler: Handlers['setBluetoothPairingHandler']): void => {
    this.handlers.setBluetoothPairingHandler = handler
  }
}

/** `BrowserWindow`. `did` records the calls, for example 'show', 'load galley://app/'. */
export class FakeWindow extends Emitter {
  static readonly made: FakeWindow[] = []
  /** Called with each window that is made. */
  static onMade: (window: FakeWindow) => void = () => undefined
  readonly webContents = new FakeContents()
  readonly options: BrowserWindowConstructorOptions
  readonly did: string[] = []
  minimized = false

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    this.options = options
    FakeWindow.made.push(this)
    FakeWindow.onMade(this)
  }

  loadURL = (url: string): Promise<void> => {
    this.did.push(`load ${url}`)
    return Promise.resolve()
  }
  show = (): void => void this.did.push('show')
  focus = (): void => {
    this.did.push('focus')
    this.emit('focus')
  }
  restore = (): void => void this.did.push('restore')
  maximize = (): void => void this.did.push('maximize')
  isMinimized = (): boolean => this.minimized
  destroyed = false
  isDestroyed = (): boolean => this.destroyed
  setTitle = (title: string): void => void this.did.push(`title ${title}`)
  isMaximized = (): boolean => this.did.includes('maximize')
  isFullScreen = (): boolean => this.did.includes('full screen true')
  setFullScreen = (on: boolean): void => void this.did.push(`full screen ${String(on)}`)
  bounds: Partial<Rectangle> = { x: 10, y: 20, width: 1000, height: 700 }
  getNormalBounds = (): Partial<Rectangle> => this.bounds
  getBounds = (): Partial<Rectangle> => this.bounds
  setBounds = (bounds: Partial<Rectangle>): void => {
    this.bounds = bounds
    this.did.push('set bounds')
  }
  center = (): void => void this.did.push('center')
  setBackgroundColor = (colour: string): void => void this.did.push(`background ${colour}`)
  setDocumentEdited = (edited: boolean): void => void this.did.push(`edited ${String(edited)}`)
  /** The file that macOS' title bar shows; '' for none. */
  represented = ''
  setRepresentedFilename = (path: string): void => void (this.represented = path)
  addTabbedWindow = (): void => void this.did.push('add tab')

  static readonly slice = FakeWindow as unknown as new (
    options: BrowserWindowConstructorOptions,
  ) => BrowserWindow
}

/** `dialog.showMessageBox`: records what it asks, and waits for the test to press a button. */
export class FakeMessageBoxes {
  readonly shown: { readonly options: MessageBoxOptions; readonly press: (button: number) => void }[] = []

  showMessageBox = (...args: unknown[]): Promise<MessageBoxReturnValue> =>
    new Promise((resolve) => {
      const options = args.at(-1) as MessageBoxOptions
      const press = (response: number): void => {
        resolve({ response, checkboxChecked: false })
      }
      options.signal?.addEventListener('abort', () => {
        press(options.cancelId ?? 0)
      })
      this.shown.push({ options, press })
    })

  /** Presses a button of the box that was shown last, by its label, and waits until that was heard. */
  async press(label: string): Promise<void> {
    const box = this.shown.at(-1)
    const index = box?.options.buttons?.indexOf(label) ?? -1
    if (box === undefined || index < 0) throw new Error(`no button ${label}`)
    box.press(index)
    await new Promise(setImmediate)
  }

  readonly slice = this as unknown as Pick<Dialog, 'showMessageBox'>
}

type Handler = Parameters<IpcMain['handle']>[1]

/** `ipcMain`; `invoke` is the page's side, `ipcRenderer.invoke`. */
export class FakeIpc {
  readonly handlers = new Map<string, Handler>()

  handle = (channel: string, handler: Handler): void => {
    if (this.handlers.has(channel)) throw new Error(`${channel} is handled twice`)
    this.handlers.set(channel, handler)
  }

  async invoke(channel: string, event: IpcMainInvokeEvent, ...values: unknown[]): Promise<Outcome<unknown>> {
    const handler = this.handlers.get(channel)
    if (handler === undefined) throw new Error(`nobody handles ${channel}`)
    return (await handler(event, ...values)) as Outcome<unknown>
  }
}

/**
 * Returns the event of a message from a frame: by default the top frame of a window that shows the app's page.
 * `nested` is a frame in the page, `detached` one that is gone, `foreign` the top frame of another page.
 */
export function messageFrom({
  url = 'galley://app/',
  nested = false,
  detached = false,
  foreign = false,
} = {}): IpcMainInvokeEvent {
  const top = { url, parent: null } as unknown as WebFrameMain
  const frame = nested ? ({ url, parent: top } as unknown as WebFrameMain) : top
  const mainFrame = foreign ? ({ url, parent: null } as unknown as WebFrameMain) : top
  return { senderFrame: detached ? null : frame, sender: { mainFrame } } as unknown as IpcMainInvokeEvent
}
