import type { NativeTheme, Rectangle, Screen, WebContents } from 'electron'
import { setupWindows, type Windows } from '../../../src/main/windows/windows.ts'
import type { WindowState } from '../../../src/main/windows/windowState.ts'
import { Emitter, FakeApp, FakeMessageBoxes, FakeWindow } from '../electron.ts'

/** What a test sets up around the windows. */
interface RigOptions {
  readonly dark?: boolean
  readonly icon?: string
  /** The windows of last time. */
  readonly last?: readonly Partial<WindowState>[]
}

/** Windows over doubles, with what they did. */
export interface WindowRig {
  readonly app: FakeApp
  readonly windows: Windows
  readonly theme: Emitter & { shouldUseDarkColors: boolean }
  readonly screen: Emitter & { areas: Rectangle[] }
  /** The states as they were last written; null if nothing was. */
  readonly memory: { written: readonly WindowState[] | null }
  readonly quit: { isQuitting: boolean; isClosing: boolean }
  readonly boxes: FakeMessageBoxes
  readonly clock: { now: number }
  /** Folders that were renamed, by the draft's id. */
  readonly folders: Map<string, string>
  /** Returns the services of a window's page. */
  readonly page: (window: FakeWindow) => ReturnType<Windows['servicesFor']>
}

const SCREEN = { x: 0, y: 0, width: 1920, height: 1040 }

/** Sets up windows over doubles; none is open. Forgets windows that earlier tests made. */
export function fakeWindows({ dark = false, icon, last = [] }: RigOptions = {}): WindowRig {
  FakeWindow.made.length = 0
  const app = new FakeApp()
  const theme = Object.assign(new Emitter(), { shouldUseDarkColors: dark })
  const screen = Object.assign(new Emitter(), {
    areas: [SCREEN],
    getAllDisplays: () => screen.areas.map((workArea) => ({ workArea })),
  })
  const memory: WindowRig['memory'] = { written: null }
  const quit = { isQuitting: false, isClosing: false }
  const boxes = new FakeMessageBoxes()
  const folders = new Map<string, string>()
  const clock = { now: 1_800_000_000_000 }
  const states = last.map((state) => ({
    ...{ bounds: null, maximized: false, fullScreen: false, draft: null },
    ...state,
  }))
  const windows = setupWindows({
    app: app.slice,
    BrowserWindow: FakeWindow.slice,
    screen: screen as unknown as Pick<Screen, 'getAllDisplays' | 'on'>,
    nativeTheme: theme as unknown as Pick<NativeTheme, 'shouldUseDarkColors' | 'on'>,
    preload: '/app/preload/index.cjs',
    ...(icon === undefined ? {} : { icon }),
    memory: { read: () => memory.written ?? states, write: (written) => (memory.written = written) },
    dialog: boxes.slice,
    quit: {
      isQuitting: () => quit.isQuitting,
      isClosing: () => quit.isClosing,
      cancelQuit: () => {
        quit.isQuitting = false
      },
    },
    load: (window, address) => void window.loadURL(address),
    draftFolder: (id) => Promise.resolve(`/library/${folders.get(id) ?? id}`),
    now: () => clock.now,
  })
  const page = (window: FakeWindow): ReturnType<Windows['servicesFor']> =>
    windows.servicesFor(window.webContents as unknown as WebContents)
  return { app, windows, theme, screen, memory, quit, boxes, clock, folders, page }
}

/** Returns the window that was made as the nth, from 0. */
export function made(index = 0): FakeWindow {
  const window = FakeWindow.made[index]
  if (window === undefined) throw new Error(`${String(FakeWindow.made.length)} windows were made`)
  return window
}
