import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  NativeTheme,
  Screen,
  WebContents,
} from 'electron'
import { PAGE } from './origin.ts'
import type { WindowMemory } from './preferences.ts'
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

function open({ BrowserWindow, screen, nativeTheme, preload, memory }: WindowPieces): BrowserWindow {
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
  reviveWhenCrashed(window.webContents)
  void window.loadURL(PAGE)
  return window
}

/** What was typed is on the disk but for the last second: a page that crashed is shown again, unless it crashes at once. */
function reviveWhenCrashed(contents: WebContents): void {
  let last = 0
  contents.on('render-process-gone', (_event, { reason }) => {
    const now = Date.now()
    if (reason !== 'clean-exit' && reason !== 'killed' && now - last > 10_000) contents.reload()
    last = now
  })
}
