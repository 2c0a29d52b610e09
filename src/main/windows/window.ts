import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  NativeTheme,
  Screen,
  WebContents,
} from 'electron'
import { PAGE } from '../origin.ts'
import type { WindowMemory } from '../preferences.ts'
import { restoredBounds, SMALLEST } from './windowState.ts'

/** The page's own backdrop, so that a window never flashes in the other theme before its first paint. */
export const BACKDROP = { light: '#f5f3ee', dark: '#131210' } as const

export interface WindowPieces {
  readonly app: Pick<App, 'on'>
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow
  readonly screen: Pick<Screen, 'getAllDisplays'>
  readonly nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors'>
  /** The built preload script, absolute. */
  readonly preload: string
  readonly memory: WindowMemory
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** Galley's one window. */
export interface MainWindow {
  /** The window, or null while there is none. */
  readonly current: () => BrowserWindow | null
  /** Brings it to the front, opening it first when there is none. */
  readonly show: () => void
}

/** Keeps the one window: opens it where it was, remembers where it is, brings back a page that crashed. */
export function setupWindow(pieces: WindowPieces): MainWindow {
  let current: BrowserWindow | null = null
  const show = (): void => {
    if (current === null) {
      current = open(pieces)
      current.on('closed', () => {
        current = null
      })
      return
    }
    if (current.isMinimized()) current.restore()
    current.show()
    current.focus()
  }
  pieces.app.on('activate', show)
  pieces.app.on('second-instance', show)
  return { current: () => current, show }
}

function open({
  BrowserWindow,
  screen,
  nativeTheme,
  preload,
  memory,
  now = Date.now,
}: WindowPieces): BrowserWindow {
  const state = memory.read()
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea)
  const window = new BrowserWindow({
    ...restoredBounds(state.bounds, areas),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Galley',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKDROP.dark : BACKDROP.light,
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
  reviveWhenCrashed(window.webContents, now)
  void window.loadURL(PAGE)
  return window
}

/** A page that crashes again within that time would crash for ever. */
const REVIVAL_PAUSE_MS = 10_000

/**
 * What was typed is on the disk but for the last second: a page whose process is gone is shown again, unless that happens
 * at once. Also one that was killed: by a system that was short of memory, or by a task manager.
 */
function reviveWhenCrashed(contents: WebContents, clock: () => number): void {
  let last = -Infinity
  contents.on('render-process-gone', (_event, { reason }) => {
    const now = clock()
    if (reason !== 'clean-exit' && now - last > REVIVAL_PAUSE_MS) contents.reload()
    last = now
  })
}
