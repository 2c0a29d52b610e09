import type { Tree } from './worlds.ts'

/**
 * What the two processes of the stand-in ask of each other. The app's process runs the built main bundle on a double of
 * Electron; the test's process drives Chromium for it, and drives the app for the test.
 */

/** The address at which Chromium shows `galley://app/`: it refuses schemes of one's own without Electron. */
export const PAGE_ORIGIN = 'https://app.galley.test'
const APP_ORIGIN = 'galley://app'

/** Returns the address that Chromium shows for one of the app's. */
export function shownAddress(address: string): string {
  return address.startsWith(`${APP_ORIGIN}/`) ? PAGE_ORIGIN + address.slice(APP_ORIGIN.length) : address
}

/** Returns the app's address for one that Chromium shows. */
export function appAddress(address: string): string {
  return address.startsWith(`${PAGE_ORIGIN}/`) ? APP_ORIGIN + address.slice(PAGE_ORIGIN.length) : address
}

export interface PageOptions {
  readonly width: number
  readonly height: number
  /** The text of the preload script; '' for none. */
  readonly preload: string
  /** Arguments of the page's process: `webPreferences.additionalArguments`. */
  readonly argv: readonly string[]
}

/** The test's process: a Chromium page for each window, by the window's id. */
export interface ChromiumSide {
  openPage(id: number, options: PageOptions): Promise<void>
  /** Resolves when the page is loaded. */
  loadUrl(id: number, url: string): Promise<void>
  reload(id: number): Promise<void>
  /** @param asking whether the page may prevent it by `beforeunload` */
  closePage(id: number, asking: boolean): Promise<void>
  runScript(id: number, code: string): Promise<unknown>
  /** Sends a message to the preload script of the page. */
  sendToPage(id: number, channel: string, values: Tree): Promise<void>
  /** Runs an editing command of Chromium, such as `undo`. */
  edit(id: number, command: string): Promise<void>
  insertText(id: number, text: string): Promise<void>
  capture(id: number): Promise<Uint8Array>
  print(id: number, options: object): Promise<Uint8Array>
  resize(id: number, width: number, height: number): Promise<void>
  /** What `prefers-color-scheme` is for every page, now and later. */
  setColorScheme(scheme: 'light' | 'dark'): Promise<void>
  crash(id: number): Promise<void>
}

/** A request of a page for one of the app's addresses. */
export interface PageRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | null
}

export interface PageResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
}

/** A navigation that a page begins. */
export interface PageNavigation {
  readonly url: string
  readonly isMainFrame: boolean
}

/** What happens in a page, as Chromium tells it. */
export type PageEvent =
  | { readonly kind: 'navigated'; readonly url: string }
  | { readonly kind: 'dom-ready' | 'loaded' | 'pressed' | 'closed' | 'crashed' | 'unload-started' }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'console'; readonly level: string; readonly text: string }

/** What a test reads of the app's menu: an item, and what is under it. */
export interface MenuEntry {
  readonly label: string
  readonly id: string
  readonly role: string
  readonly type: string
  readonly accelerator: string
  readonly enabled: boolean
  readonly visible: boolean
  readonly checked: boolean
  readonly items: readonly MenuEntry[]
}

/** A call of the app that has an effect outside it: `{ name: 'shell.openExternal', values: ['https://…'] }`. */
export interface Note {
  readonly name: string
  readonly values: readonly unknown[]
}

/** An answer to a dialog: a path for save, paths for open, the number of a button for a message box; null cancels. */
export type DialogAnswer = string | readonly string[] | number | null

export interface Display {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly scaleFactor?: number
}

/** What the test says about the machine when it starts the app. */
export interface MachineOptions {
  readonly platform: NodeJS.Platform
  readonly userData: string
  readonly documents: string
  /** The main module that is run: the app's, or that of a program to compare it with. */
  readonly bundle: string
  /** What follows the app's path on the command line. */
  readonly args: readonly string[]
  readonly displays: readonly Display[]
  readonly isDark: boolean
  readonly isFirst: boolean
  readonly isPackaged: boolean
  readonly locale: string
  /** Words of the operating system's dictionary. */
  readonly osWords: readonly string[]
  /** Files that macOS hands over before the app is ready. */
  readonly openFiles: readonly string[]
}

/** The app's process: what Chromium tells it, and what a test does with it. */
export interface AppSide {
  /** Runs `ipcMain`'s handler. @returns its result */
  invoke(id: number, frameUrl: string, channel: string, values: Tree): Promise<Tree>
  message(id: number, frameUrl: string, channel: string, values: Tree): void
  respond(request: PageRequest): Promise<PageResponse | null>
  /** Returns the headers of a request for another origin, as the app's listeners want them. */
  headersFor(url: string, headers: Readonly<Record<string, string>>): Promise<Record<string, string>>
  /** Returns true if the app prevents it. */
  navigating(id: number, navigation: PageNavigation): boolean
  redirecting(id: number, navigation: PageNavigation): boolean
  /** Returns true if the app lets a page open a window; `background-tab` is a link opened with Ctrl. */
  opening(id: number, url: string, disposition: 'foreground-tab' | 'background-tab'): boolean
  /** Returns true if the app lets a page close although the page prevents it. */
  unloadPrevented(id: number): boolean
  downloading(id: number, url: string, name: string): boolean
  happened(id: number, event: PageEvent): void
  contextMenu(id: number, params: object): void

  menu(): readonly MenuEntry[]
  /** Clicks an item: its role, its id or the labels on the way to it, as in `Edit > Undo`. */
  clickMenu(path: string): Promise<void>
  /** Returns the context menu that was opened last; empty if none was. */
  popup(): readonly MenuEntry[]
  clickPopup(label: string): Promise<void>
  /** Keeps an answer for the next dialog of that kind. A dialog without one is cancelled. */
  answerDialog(kind: 'save' | 'open' | 'message', answer: DialogAnswer): void
  /** Returns the calls with an effect, of one name or of all. */
  notes(name?: string): readonly Note[]
  /** Returns the members of Electron's API that were used, as `app.quit`. */
  used(): readonly string[]
  /** Emits an event of `app`, `powerMonitor` or `screen`. Returns true if the app prevented its default. */
  emit(target: 'app' | 'powerMonitor' | 'screen', name: string, ...values: readonly unknown[]): boolean
  emitOnWindow(id: number, name: string, ...values: readonly unknown[]): boolean
  emitOnContents(id: number, name: string, ...values: readonly unknown[]): boolean
  setSystemDark(isDark: boolean): void
  /** Returns what the app answers to a page that asks for a permission. */
  permission(name: string): Promise<Record<string, unknown>>
  dictionary(): { readonly app: readonly string[]; readonly os: readonly string[] }
  windows(): readonly WindowState[]
  closeWindow(id: number): void
  quit(): void
}

/** A window as the app has set it up. */
export interface WindowState {
  readonly id: number
  readonly title: string
  readonly url: string
  readonly isVisible: boolean
  readonly isMaximized: boolean
  readonly isFullScreen: boolean
  readonly isEdited: boolean
  readonly representedFile: string
  readonly progress: number
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** Those of its options that a clone can carry. */
  readonly options: Readonly<Record<string, unknown>>
}
