import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  NativeTheme,
  Screen,
  WebContents,
} from 'electron'
import { PAGE_URL } from '../origin.ts'
import type { WindowMemory } from '../preferences.ts'
import { restoredBounds, MIN_SIZE } from './windowState.ts'

/** The page's background, so that a window does not flash in the other theme before its first paint. */
export const BACKGROUND = { light: '#f5f3ee', dark: '#131210' } as const

/** What the window uses of Electron, and where its state is kept. */
export interface WindowParts {
  readonly app: Pick<App, 'on'>
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow
  readonly screen: Pick<Screen, 'getAllDisplays'>
  readonly nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors'>
  /** The absolute path of the built preload script. */
  readonly preload: string
  readonly memory: WindowMemory
  /** Returns the time in milliseconds since 1970. */
  readonly now?: () => number
}

/** Galley's one window. */
export interface MainWindow {
  /** Returns the window; null while there is none. */
  readonly current: () => BrowserWindow | null
  /** Brings the window to the front; opens it if there is none. */
  readonly show: () => void
}

/** Manages the one window: opens it where it was, remembers where it is, and reloads a page that crashed. */
export function setupWindow(parts: WindowParts): MainWindow {
  let current: BrowserWindow | null = null
  const show = (): void => {
    if (current === null) {
      current = open(parts)
      current.on('closed', () => {
        current = null
      })
      return
    }
    if (current.isMinimized()) current.restore()
    current.show()
    current.focus()
  }
  parts.app.on('activate', show)
  parts.app.on('second-instance', show)
  return { current: () => current, show }
}

function open({
  BrowserWindow,
  screen,
  nativeTheme,
  preload,
  memory,
  now = Date.now,
}: WindowParts): BrowserWindow {
  const state = memory.read()
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea)
  const window = new BrowserWindow({
    ...restoredBounds(state.bounds, areas),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: 'Galley',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: true,
    },
  })
  window.once('ready-to-show', () => {
    if (state.maximized) window.maximize()
    window.show()
  })
  window.on('close', () => {
    memory.write({ bounds: window.getNormalBounds(), maximized: window.isMaximized() })
  })
  reloadAfterCrash(window.webContents, now)
  void window.loadURL(PAGE_URL)
  return window
}

/** A page that crashes again within this time is not reloaded: it would crash forever. */
const MIN_RELOAD_INTERVAL_MS = 10_000

/**
 * Reloads a page whose process is gone: crashed, or killed by the system or a task manager. Nothing is lost by that: all
 * but the last second of typing is on the disk.
 */
function reloadAfterCrash(contents: WebContents, clock: () => number): void {
  let last = -Infinity
  contents.on('render-process-gone', (_event, { reason }) => {
    const now = clock()
    if (reason !== 'clean-exit' && now - last > MIN_RELOAD_INTERVAL_MS) contents.reload()
    last = now
  })
}
