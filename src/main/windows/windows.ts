import type { App, BrowserWindow, Dialog, WebContents } from 'electron'
import { done, type DraftClaim, type HostServices } from '../../desk.ts'
import type { Lifecycle } from '../lifecycle.ts'
import { t } from '../messages.ts'
import type { WindowMemory } from '../preferences.ts'
import { Closing } from './closing.ts'
import { backgroundOf, createWindow, pageAddress, type WindowParts, workAreas } from './window.ts'
import { cascaded, FIRST_WINDOW, isReachable, restoredBounds, type WindowState } from './windowState.ts'

/**
 * Galley's windows. Each shows one draft or none, and no two show the same one: whoever opens a draft a second time sees the
 * window that has it. A page says which draft it shows (`showsDraft`) and claims one before it opens it (`claimDraft`).
 *
 * Places, sizes and drafts of the open windows are written at each change, so that a start restores them. While Galley quits,
 * nothing is written: the windows that close one after the other are to come back together.
 */

export interface WindowsParts extends WindowParts {
  readonly app: Pick<App, 'on' | 'quit'>
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  readonly memory: WindowMemory
  readonly quit: Lifecycle
  /** Loads the page into a new window, and watches over it. */
  readonly load: (window: BrowserWindow, address: string) => void
  /** Returns the path of a draft's folder. */
  readonly draftFolder: (id: string) => Promise<string>
  /** Returns the time in milliseconds since 1970. */
  readonly now?: () => number
}

/** One open window. */
interface OpenWindow {
  readonly window: BrowserWindow
  /** Kept beside the window: a destroyed window no longer has them. */
  readonly contents: WebContents
  /** The id of the draft that it shows; '' for none, null until its page has said so. */
  draft: string | null
  /** The draft that its page is opening, and until when no other window may open it. */
  claim: { readonly draft: string; readonly untilMs: number } | null
  /** True while words are only on its page. */
  isEdited: boolean
}

/** How long a page may take to open the draft that it has claimed. */
const CLAIM_MS = 15_000
/** The pause in moving and resizing after which the windows' places are written. */
const WRITE_DELAY_MS = 500

/** The host services that are about windows. */
export type WindowServices = Pick<
  HostServices,
  'showsDraft' | 'claimDraft' | 'askBeforeClosing' | 'openInNewWindow'
>

export class Windows {
  readonly #parts: WindowsParts
  readonly #closing: Closing
  /** The open windows; the one used last is at the end. */
  #open: OpenWindow[] = []
  #writing: NodeJS.Timeout | null = null
  /** True from the moment at which Galley began to quit with its windows' states written. */
  #isFrozen = false

  constructor(parts: WindowsParts) {
    this.#parts = parts
    this.#closing = new Closing(parts)
  }

  /** Opens the windows of last time, or the first one. The one used last opens last, and so is at the front. */
  restore(): void {
    const states = this.#parts.memory.read()
    for (const state of states.length === 0 ? [FIRST_WINDOW] : states)
      // A draft that was saved twice is shown once.
      if (state.draft === null || state.draft === '' || this.showing(state.draft) === null)
        this.#create(state)
  }

  /**
   * Opens a window for a draft, or brings the window that shows it to the front.
   * @param draft a draft's id; '' for a window without a draft
   * @returns the window; null while Galley ends
   */
  open(draft = ''): BrowserWindow | null {
    const existing = draft === '' ? null : this.showing(draft)
    if (existing !== null) return bringToFront(existing)
    if (this.#parts.quit.isClosing()) return null
    const last = this.focused()
    const bounds = last === null ? this.#lastBounds() : cascaded(last.getNormalBounds())
    return this.#create({ ...FIRST_WINDOW, bounds, draft })
  }

  /** Brings the window used last to the front; restores the windows of last time if none is open. */
  show(): void {
    const last = this.focused()
    if (last !== null) bringToFront(last)
    else if (!this.#parts.quit.isClosing()) this.restore()
  }

  /** Returns the window used last; null if none is open. */
  focused(): BrowserWindow | null {
    return this.#open.at(-1)?.window ?? null
  }

  /** Returns the window of a page; null if it was closed. */
  ofPage(contents: WebContents): BrowserWindow | null {
    return this.#entryOf(contents)?.window ?? null
  }

  /** Returns the window that shows a draft or opens it now; null if there is none. */
  showing(draft: string): BrowserWindow | null {
    return this.#open.find((entry) => this.#has(entry, draft))?.window ?? null
  }

  /** Returns all open windows, the one used last at the end. */
  all(): readonly BrowserWindow[] {
    return this.#open.map(({ window }) => window)
  }

  /** Returns the host services about windows for one page. */
  servicesFor(contents: WebContents): WindowServices {
    return {
      ...this.#closing.servicesFor(this.ofPage(contents)),
      showsDraft: (draft, _title, isEdited) => {
        this.#note(contents, draft, isEdited)
        return Promise.resolve(done(null))
      },
      claimDraft: (draft) => Promise.resolve(done(this.#claim(contents, draft))),
      openInNewWindow: (draft) => {
        this.open(draft)
        return Promise.resolve(done(null))
      },
    }
  }

  /** Writes the state of all windows. While Galley quits, and with no window open, the last written states stay. */
  remember(): void {
    if (this.#writing !== null) clearTimeout(this.#writing)
    this.#writing = null
    this.#isFrozen &&= this.#parts.quit.isQuitting()
    if (this.#isFrozen || this.#open.length === 0) return
    this.#parts.memory.write(this.#open.map(stateOf))
  }

  /** Galley begins to quit: writes the state of all windows for the next start. */
  freeze(): void {
    this.remember()
    this.#isFrozen = true
  }

  /** Gives every window the background of the present theme. */
  followTheme(): void {
    for (const window of this.all()) window.setBackgroundColor(backgroundOf(this.#parts.nativeTheme))
  }

  /** Moves windows whose screen is gone to a screen that is there. */
  bringBack(): void {
    const areas = workAreas(this.#parts.screen)
    for (const window of this.all()) {
      if (areas.length === 0 || isReachable(window.getBounds(), areas)) continue
      window.setBounds(restoredBounds(window.getBounds(), areas))
      window.center()
    }
  }

  #entryOf(contents: WebContents): OpenWindow | undefined {
    return this.#open.find((entry) => entry.contents === contents)
  }

  #has({ draft, claim }: OpenWindow, id: string): boolean {
    return draft === id || (claim?.draft === id && this.#now() < claim.untilMs)
  }

  #now(): number {
    return (this.#parts.now ?? Date.now)()
  }

  #lastBounds(): WindowState['bounds'] {
    return this.#parts.memory.read().at(-1)?.bounds ?? null
  }

  #create(state: WindowState): BrowserWindow {
    const window = createWindow(this.#parts, state)
    const entry: OpenWindow = {
      window,
      contents: window.webContents,
      draft: state.draft,
      claim: null,
      isEdited: false,
    }
    this.#open.push(entry)
    this.#watch(entry)
    this.#parts.load(window, pageAddress(state.draft))
    return window
  }

  #watch(entry: OpenWindow): void {
    const { window } = entry
    window.on('focus', () => {
      this.#open = [...this.#open.filter((other) => other !== entry), entry]
      // A draft's folder is renamed after its headline.
      this.#represent(entry)
    })
    const later = (): void => {
      this.#rememberLater()
    }
    window.on('move', later)
    window.on('resize', later)
    window.on('enter-full-screen', later)
    window.on('leave-full-screen', later)
    window.on('close', () => {
      this.remember()
    })
    window.on('query-session-end', (event) => {
      this.remember()
      if (!entry.isEdited) return
      // Windows waits, and names the window by its title. Galley quits as soon as the words are saved.
      event.preventDefault()
      window.setTitle(t('sessionEnd.saving'))
      this.#parts.app.quit()
    })
    window.on('closed', () => {
      this.#open = this.#open.filter((other) => other !== entry)
      this.remember()
    })
  }

  #rememberLater(): void {
    if (this.#writing !== null) clearTimeout(this.#writing)
    this.#writing = setTimeout(() => {
      this.remember()
    }, WRITE_DELAY_MS)
    this.#writing.unref()
  }

  #note(contents: WebContents, draft: string, isEdited: boolean): void {
    const entry = this.#entryOf(contents)
    if (entry === undefined) return
    entry.isEdited = isEdited
    entry.window.setDocumentEdited(isEdited)
    if (entry.draft === draft) return
    entry.draft = draft
    if (entry.claim?.draft === draft) entry.claim = null
    this.#represent(entry)
    this.remember()
  }

  /** Shows the draft's folder in macOS' title bar. */
  #represent(entry: OpenWindow): void {
    const { window, draft } = entry
    if (draft === null || draft === '') {
      window.setRepresentedFilename('')
      return
    }
    this.#parts.draftFolder(draft).then(
      (folder) => {
        if (entry.draft === draft && !window.isDestroyed()) window.setRepresentedFilename(folder)
      },
      () => undefined,
    )
  }

  #claim(contents: WebContents, draft: string): DraftClaim {
    const other = this.#open.find((entry) => entry.contents !== contents && this.#has(entry, draft))
    if (other !== undefined) {
      bringToFront(other.window)
      return 'elsewhere'
    }
    const own = this.#entryOf(contents)
    if (own !== undefined) own.claim = { draft, untilMs: this.#now() + CLAIM_MS }
    return 'here'
  }
}

function stateOf({ window, draft }: OpenWindow): WindowState {
  return {
    bounds: window.getNormalBounds(),
    maximized: window.isMaximized(),
    fullScreen: window.isFullScreen(),
    draft,
  }
}

/** Shows a window above all others. */
function bringToFront(window: BrowserWindow): BrowserWindow {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
  return window
}

/** Sets up Galley's windows. None is open yet. */
export function setupWindows(parts: WindowsParts): Windows {
  const windows = new Windows(parts)
  const { app, nativeTheme, screen } = parts
  const show = (): void => {
    windows.show()
  }
  app.on('activate', show)
  app.on('second-instance', show)
  app.on('before-quit', () => {
    windows.freeze()
  })
  // The button beside macOS' tabs.
  app.on('new-window-for-tab', () => {
    const front = windows.focused()
    const added = windows.open()
    if (front !== null && added !== null) front.addTabbedWindow(added)
  })
  nativeTheme.on('updated', () => {
    windows.followTheme()
  })
  screen.on('display-removed', () => {
    windows.bringBack()
  })
  screen.on('display-metrics-changed', () => {
    windows.bringBack()
  })
  return windows
}
