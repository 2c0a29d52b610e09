import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { noted, plainApp } from './app.ts'
import { chromium, note, options, preventable, strict } from './machine.ts'

/** The smaller modules of Electron: the system's shell, clipboard, theme, displays, power, notifications and pictures. */

export const shell = strict('shell', {
  openExternal: noted<Electron.Shell['openExternal']>('shell.openExternal', Promise.resolve()),
  openPath: noted<Electron.Shell['openPath']>('shell.openPath', Promise.resolve('')),
  showItemInFolder: noted<Electron.Shell['showItemInFolder']>('shell.showItemInFolder', undefined),
  trashItem: noted<Electron.Shell['trashItem']>('shell.trashItem', Promise.resolve()),
  beep: noted<Electron.Shell['beep']>('shell.beep', undefined),
} satisfies Partial<Electron.Shell>)

let copied = ''

/** Electron's `ClipboardItem`, of texts alone. */
export class ClipboardItem {
  readonly texts: Readonly<Record<string, string>>

  constructor(texts: Readonly<Record<string, string>>) {
    this.texts = texts
  }
}

export const clipboard = strict('clipboard', {
  write: (items: readonly unknown[]) => {
    const [item] = items as readonly ClipboardItem[]
    note('clipboard.write', item?.texts)
    copied = item?.texts['text/plain'] ?? ''
    return Promise.resolve()
  },
  writeText: (text: string) => {
    note('clipboard.writeText', text)
    copied = text
    return Promise.resolve()
  },
  readText: () => Promise.resolve(copied),
} satisfies Partial<Electron.Clipboard>)

type Theme = Electron.NativeTheme['themeSource']

/** Electron's `nativeTheme`: pages follow it in `prefers-color-scheme`. */
class NativeThemeDouble
  extends EventEmitter
  implements Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors' | 'shouldUseHighContrastColors'>
{
  #source: Theme = 'system'
  #systemDark = options().isDark
  readonly shouldUseHighContrastColors = false
  readonly shouldUseInvertedColorScheme = false
  readonly inForcedColorsMode = false

  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.#systemDark : this.#source === 'dark'
  }
  get themeSource(): Theme {
    return this.#source
  }
  set themeSource(source: Theme) {
    note('nativeTheme.themeSource', source)
    this.#change(() => {
      this.#source = source
    })
  }

  setSystemDark(isDark: boolean): void {
    this.#change(() => {
      this.#systemDark = isDark
    })
  }

  #change(act: () => void): void {
    const before = this.shouldUseDarkColors
    act()
    void chromium()
      .setColorScheme(this.shouldUseDarkColors ? 'dark' : 'light')
      .catch(() => undefined)
    if (this.shouldUseDarkColors !== before) this.emit('updated')
  }
}

export const plainNativeTheme = new NativeThemeDouble()
export const nativeTheme = strict('nativeTheme', plainNativeTheme)

/** Returns the test's displays as Electron describes them. */
function displays(): Electron.Display[] {
  return options().displays.map(({ scaleFactor = 1, ...area }, id) => {
    const described = {
      id,
      bounds: area,
      workArea: area,
      workAreaSize: area,
      size: area,
      scaleFactor,
      label: '',
    }
    return described as unknown as Electron.Display
  })
}

/** The first display: a machine without one has no windows. */
function primaryDisplay(): Electron.Display {
  const [first] = displays()
  if (first === undefined) throw new Error('this machine has no display')
  return first
}

class ScreenDouble
  extends EventEmitter
  implements
    Pick<
      Electron.Screen,
      'getAllDisplays' | 'getPrimaryDisplay' | 'getDisplayMatching' | 'getDisplayNearestPoint'
    >
{
  getAllDisplays(): Electron.Display[] {
    plainApp.mustBeReady('screen')
    return displays()
  }
  getPrimaryDisplay = primaryDisplay
  getDisplayMatching(area: Electron.Rectangle): Electron.Display {
    return this.getDisplayNearestPoint({ x: area.x + area.width / 2, y: area.y + area.height / 2 })
  }
  getDisplayNearestPoint({ x, y }: Electron.Point): Electron.Display {
    const holds = ({ bounds }: Electron.Display): boolean =>
      x >= bounds.x && x < bounds.x + bounds.width && y >= bounds.y && y < bounds.y + bounds.height
    return displays().find(holds) ?? primaryDisplay()
  }
  getCursorScreenPoint = (): Electron.Point => ({ x: 0, y: 0 })
}

export const plainScreen = new ScreenDouble()
export const screen = strict('screen', plainScreen)

class PowerMonitorDouble extends EventEmitter {
  isOnBatteryPower = (): boolean => false
  getSystemIdleTime = (): number => 0
  getSystemIdleState = (): string => 'active'
  readonly onBatteryPower = false
}

export const plainPowerMonitor = new PowerMonitorDouble()
export const powerMonitor = strict('powerMonitor', plainPowerMonitor)

export const powerSaveBlocker = strict('powerSaveBlocker', {
  start: noted<Electron.PowerSaveBlocker['start']>('powerSaveBlocker.start', 1),
  stop: noted<Electron.PowerSaveBlocker['stop']>('powerSaveBlocker.stop', true),
  isStarted: noted<Electron.PowerSaveBlocker['isStarted']>('powerSaveBlocker.isStarted', true),
} satisfies Partial<Electron.PowerSaveBlocker>)

/** The notifications that were shown, so that a test can click the last one. */
const notifications: NotificationDouble[] = []

class NotificationDouble extends EventEmitter {
  readonly #settings: Electron.NotificationConstructorOptions

  constructor(settings: Electron.NotificationConstructorOptions = {}) {
    super()
    this.#settings = settings
    return strict('notification', this)
  }
  static isSupported = (): boolean => true
  show(): void {
    note('notification.show', this.#settings)
    notifications.push(this)
    this.emit('show', preventable({}))
  }
  close(): void {
    this.emit('close', preventable({}))
  }
}

export const Notification = strict('Notification', NotificationDouble)

/** Clicks the notification that was shown last. */
export function clickNotification(): void {
  notifications.at(-1)?.emit('click', preventable({}))
}

export const crashReporter = strict('crashReporter', {
  start: noted<Electron.CrashReporter['start']>('crashReporter.start', undefined),
  addExtraParameter: noted<Electron.CrashReporter['addExtraParameter']>(
    'crashReporter.addExtraParameter',
    undefined,
  ),
  getUploadedReports: () => [],
  getLastCrashReport: () => undefined as never,
} satisfies Partial<Electron.CrashReporter>)

/** Returns a picture of which only the bytes are kept. */
export function imageFrom(bytes: Buffer): Electron.NativeImage {
  const image = {
    toPNG: () => bytes,
    toDataURL: () => `data:image/png;base64,${bytes.toString('base64')}`,
    isEmpty: () => bytes.length === 0,
    getSize: () => ({
      width: bytes.length < 24 ? 0 : bytes.readUInt32BE(16),
      height: bytes.length < 24 ? 0 : bytes.readUInt32BE(20),
    }),
    resize: (): Electron.NativeImage => guarded,
    setTemplateImage: () => undefined,
  }
  const guarded = strict('nativeImage', image) as unknown as Electron.NativeImage
  return guarded
}

/** The bytes of a file; none if it cannot be read, as in Electron. */
function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}

export const nativeImage = strict('nativeImage', {
  createEmpty: () => imageFrom(Buffer.alloc(0)),
  createFromPath: (path: string) => imageFrom(bytesOf(path)),
  createFromBuffer: (bytes: Buffer) => imageFrom(bytes),
  createFromDataURL: (url: string) => imageFrom(Buffer.from(url.replace(/^.*?,/, ''), 'base64')),
})

export const net = strict('net', { isOnline: () => false, online: false })
