import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { note, options, preventable, strict } from './machine.ts'

/** What `app` needs of the windows, which know `app` themselves. */
export interface OpenWindows {
  readonly all: () => readonly { close(): void; destroy(): void; isDestroyed(): boolean }[]
}

/** The folder of the project: Electron's `getAppPath` for an app that is not packaged. */
export const ROOT = join(import.meta.dirname, '..', '..', '..')

const windows: { open: OpenWindows } = { open: { all: () => [] } }

/** Sets how `app` reaches the open windows. */
export function setOpenWindows(open: OpenWindows): void {
  windows.open = open
}

type Slice = Pick<
  Electron.App,
  | 'quit'
  | 'exit'
  | 'relaunch'
  | 'isReady'
  | 'whenReady'
  | 'focus'
  | 'hide'
  | 'show'
  | 'getAppPath'
  | 'getPath'
  | 'setPath'
  | 'setAppLogsPath'
  | 'getVersion'
  | 'getName'
  | 'setName'
  | 'getLocale'
  | 'getSystemLocale'
  | 'getPreferredSystemLanguages'
  | 'addRecentDocument'
  | 'clearRecentDocuments'
  | 'setAsDefaultProtocolClient'
  | 'isDefaultProtocolClient'
  | 'removeAsDefaultProtocolClient'
  | 'setUserTasks'
  | 'setJumpList'
  | 'getJumpListSettings'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'setAppUserModelId'
  | 'setBadgeCount'
  | 'getBadgeCount'
  | 'setLoginItemSettings'
  | 'showAboutPanel'
  | 'setAboutPanelOptions'
  | 'enableSandbox'
  | 'isPackaged'
  | 'name'
  | 'commandLine'
  | 'getAppMetrics'
  | 'disableHardwareAcceleration'
  | 'isInApplicationsFolder'
  | 'setDesktopName'
  | 'setActivationPolicy'
>

/**
 * Electron's `app`. Quits in Electron's order: `before-quit`, each window's close, which a page may prevent, then
 * `will-quit` without `window-all-closed`, then the end. A page that prevents its close has cancelled the quit.
 */
class AppDouble extends EventEmitter implements Slice {
  name = 'Galley'
  #ready = false
  #quitting = false
  #exiting = false
  #ended = false
  readonly #readiness = Promise.withResolvers<undefined>()
  readonly #paths = new Map<string, string>()
  #badge = 0
  #hasLock = false

  readonly commandLine = strict('app.commandLine', {
    appendSwitch: (name: string, value?: string) => {
      this.mustBeEarly('commandLine.appendSwitch')
      note('app.commandLine.appendSwitch', name, value)
    },
    appendArgument: (value: string) => {
      note('app.commandLine.appendArgument', value)
    },
    hasSwitch: (name: string) => process.argv.some((arg) => arg.split('=', 1)[0] === `--${name}`),
    getSwitchValue: (name: string) =>
      process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '',
    removeSwitch: (name: string) => {
      note('app.commandLine.removeSwitch', name)
    },
  })

  get isPackaged(): boolean {
    return options().isPackaged
  }

  /** Emits what Electron emits once the main module has run. */
  becomeReady(): void {
    this.emit('will-finish-launching')
    for (const path of options().openFiles) this.emit('open-file', preventable({}), path)
    mkdirSync(options().userData, { recursive: true })
    this.#ready = true
    this.#readiness.resolve(undefined)
    this.emit('ready', preventable({}), {})
  }

  /** @throws Error once the app is ready: Electron would ignore the call or refuse it */
  mustBeEarly(name: string): void {
    if (this.#ready) throw new Error(`${name} must be called before the app is ready`)
  }

  /** @throws Error before the app is ready */
  mustBeReady(name: string): void {
    if (!this.#ready) throw new Error(`${name} cannot be used before the app is ready`)
  }

  isReady(): boolean {
    return this.#ready
  }

  whenReady(): Promise<void> {
    return this.#readiness.promise
  }

  enableSandbox(): void {
    this.mustBeEarly('app.enableSandbox')
    note('app.enableSandbox')
  }

  disableHardwareAcceleration(): void {
    this.mustBeEarly('app.disableHardwareAcceleration')
    note('app.disableHardwareAcceleration')
  }

  quit(): void {
    if (this.#quitting || this.#ended) return
    note('app.quit')
    const event = preventable({})
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#quitting = true
    const open = windows.open.all()
    if (open.length === 0) this.#shutDown()
    for (const window of open) window.close()
  }

  /** A page or a listener has kept a window open. */
  closeWasPrevented(): void {
    this.#quitting = false
  }

  allClosed(): void {
    if (this.#exiting) return
    if (this.#quitting) this.#shutDown()
    else if (!this.emit('window-all-closed')) this.quit()
  }

  #shutDown(): void {
    const event = preventable({})
    this.emit('will-quit', event)
    if (event.defaultPrevented) this.#quitting = false
    else this.#end(0)
  }

  exit(code = 0): void {
    if (this.#ended) return
    note('app.exit', code)
    this.#exiting = true
    for (const window of windows.open.all()) window.destroy()
    this.#end(code)
  }

  #end(code: number): void {
    this.#ended = true
    this.emit('quit', preventable({}), code)
    // What the test is told about the end must be on its way first.
    setImmediate(() => process.exit(code))
  }

  relaunch(settings: Electron.RelaunchOptions = {}): void {
    note('app.relaunch', settings)
  }

  requestSingleInstanceLock(): boolean {
    note('app.requestSingleInstanceLock')
    this.#hasLock = options().isFirst
    return this.#hasLock
  }

  hasSingleInstanceLock(): boolean {
    return this.#hasLock
  }

  releaseSingleInstanceLock(): void {
    this.#hasLock = false
  }

  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    const { userData, documents } = options()
    const known: Record<string, string> = {
      userData,
      documents,
      sessionData: userData,
      logs: join(userData, 'logs'),
      crashDumps: join(userData, 'Crashpad'),
      appData: join(userData, '..'),
      temp: tmpdir(),
      home: join(documents, '..'),
      desktop: join(documents, '..', 'Desktop'),
      downloads: join(documents, '..', 'Downloads'),
      exe: process.execPath,
    }
    const path = this.#paths.get(name) ?? known[name]
    if (path === undefined)
      throw new Error(`the stand-in has no path ${name}: add it to tests/standin/app/app.ts`)
    return path
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  setAppLogsPath(path?: string): void {
    if (path !== undefined) this.#paths.set('logs', path)
  }

  getAppPath = (): string => ROOT
  getVersion = (): string => '0.1.0'
  getName = (): string => this.name
  setName(name: string): void {
    this.name = name
  }
  getLocale = (): string => options().locale
  getSystemLocale = (): string => options().locale
  getPreferredSystemLanguages = (): string[] => [options().locale]
  getAppMetrics = (): Electron.ProcessMetric[] => []
  getBadgeCount = (): number => this.#badge
  setBadgeCount(count = 0): boolean {
    note('app.setBadgeCount', count)
    this.#badge = count
    return options().platform !== 'win32'
  }
  focus = noted<Electron.App['focus']>('app.focus', undefined)
  hide = noted<Electron.App['hide']>('app.hide', undefined)
  show = noted<Electron.App['show']>('app.show', undefined)
  addRecentDocument = noted<Electron.App['addRecentDocument']>('app.addRecentDocument', undefined)
  clearRecentDocuments = noted<Electron.App['clearRecentDocuments']>('app.clearRecentDocuments', undefined)
  setAsDefaultProtocolClient = noted<Electron.App['setAsDefaultProtocolClient']>(
    'app.setAsDefaultProtocolClient',
    true,
  )
  isDefaultProtocolClient = noted<Electron.App['isDefaultProtocolClient']>(
    'app.isDefaultProtocolClient',
    false,
  )
  removeAsDefaultProtocolClient = noted<Electron.App['removeAsDefaultProtocolClient']>(
    'app.removeAsDefaultProtocolClient',
    true,
  )
  setUserTasks = noted<Electron.App['setUserTasks']>('app.setUserTasks', true)
  setJumpList = noted<Electron.App['setJumpList']>('app.setJumpList', 'ok')
  getJumpListSettings = (): Electron.JumpListSettings => ({ minItems: 10, removedItems: [] })
  setAppUserModelId = noted<Electron.App['setAppUserModelId']>('app.setAppUserModelId', undefined)
  setDesktopName = noted<Electron.App['setDesktopName']>('app.setDesktopName', undefined)
  setActivationPolicy = noted<Electron.App['setActivationPolicy']>('app.setActivationPolicy', undefined)
  setLoginItemSettings = noted<Electron.App['setLoginItemSettings']>('app.setLoginItemSettings', undefined)
  setAboutPanelOptions = noted<Electron.App['setAboutPanelOptions']>('app.setAboutPanelOptions', undefined)
  showAboutPanel = noted<Electron.App['showAboutPanel']>('app.showAboutPanel', undefined)
  isInApplicationsFolder = (): boolean => true
}

/** Returns a function that notes its calls and returns the same each time. */
export function noted<T extends (...values: never[]) => unknown>(name: string, result: ReturnType<T>): T {
  return ((...values: unknown[]) => {
    note(name, ...values)
    return result
  }) as unknown as T
}

/** `app` without its guard, for the other parts of the double. */
export const plainApp = new AppDouble()

/** The Dock of macOS; `app` has none elsewhere. */
const dock = strict('app.dock', {
  setMenu: noted<Electron.Dock['setMenu']>('app.dock.setMenu', undefined),
  setBadge: noted<Electron.Dock['setBadge']>('app.dock.setBadge', undefined),
  bounce: noted<Electron.Dock['bounce']>('app.dock.bounce', 1),
  cancelBounce: noted<Electron.Dock['cancelBounce']>('app.dock.cancelBounce', undefined),
  setIcon: noted<Electron.Dock['setIcon']>('app.dock.setIcon', undefined),
  downloadFinished: noted<Electron.Dock['downloadFinished']>('app.dock.downloadFinished', undefined),
  show: noted<Electron.Dock['show']>('app.dock.show', Promise.resolve()),
  hide: noted<Electron.Dock['hide']>('app.dock.hide', undefined),
} satisfies Partial<Electron.Dock>)

Object.defineProperty(plainApp, 'dock', {
  get: () => (options().platform === 'darwin' ? dock : undefined),
})

export const app = strict('app', plainApp)
