import type { BrowserWindow, BrowserWindowConstructorOptions, NativeTheme, Screen } from 'electron'
import { PAGE_URL } from '../origin.ts'
import { MIN_SIZE, restoredBounds, type WindowState } from './windowState.ts'

/** The page's background, so that a window does not flash in the other theme before its first paint. */
export const BACKGROUND = { light: '#f5f3ee', dark: '#131210' } as const

/** Windows of one identifier can be tabs of each other on macOS. */
const TABS = 'galley'

/** What a window uses of Electron. */
export interface WindowParts {
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow
  readonly screen: Pick<Screen, 'getAllDisplays' | 'on'>
  readonly nativeTheme: Pick<NativeTheme, 'shouldUseDarkColors' | 'on'>
  /** The absolute path of the built preload script. */
  readonly preload: string
  /** The path of the window's icon as a PNG. Not set on macOS, where an app has one icon and its windows none. */
  readonly icon?: string
}

/** Returns the address of the page with a draft; '' for none, null for the draft that was open last. */
export function pageAddress(draft: string | null): string {
  // In the fragment, where the page also writes the draft that it shows: a reload comes back to it.
  return draft === null ? PAGE_URL : `${PAGE_URL}#draft=${encodeURIComponent(draft)}`
}

/** Returns the background for the theme that is in use now. */
export function backgroundOf({ shouldUseDarkColors }: Pick<NativeTheme, 'shouldUseDarkColors'>): string {
  return shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light
}

/** Returns the areas of the connected screens in which windows can be. */
export function workAreas(screen: Pick<Screen, 'getAllDisplays'>): Electron.Rectangle[] {
  return screen.getAllDisplays().map(({ workArea }) => workArea)
}

/** Creates a window in its state. It is hidden until its first paint, and nothing is loaded yet. */
export function createWindow(parts: WindowParts, state: WindowState): BrowserWindow {
  const { BrowserWindow, screen, nativeTheme, preload, icon } = parts
  const bounds = restoredBounds(state.bounds, workAreas(screen))
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    title: 'Galley',
    ...(icon === undefined ? {} : { icon }),
    show: false,
    tabbingIdentifier: TABS,
    backgroundColor: backgroundOf(nativeTheme),
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
  // The constructor takes the scale of the primary display, also for a place on a display with another scale.
  if (bounds.x !== undefined) window.setBounds(bounds)
  window.once('ready-to-show', () => {
    if (state.maximized) window.maximize()
    if (state.fullScreen) window.setFullScreen(true)
    window.show()
  })
  return window
}
