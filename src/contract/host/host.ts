import type { MenuItem } from './menus.ts'
import type { Outcome, Problem } from '../outcome.ts'
import type { ExportedFile } from '../pictures.ts'
import type { UpdateState } from './updates.ts'

/**
 * What the desktop host tells the page without being asked: a menu's item was chosen, a draft is to be shown. To add an
 * event, add its kind here, send it in main with `PageEvents`, and handle it in the page with `onHostEvent`.
 */
export type HostEvent =
  /** Run a command of the page's list, as if the palette had chosen it. */
  | { readonly kind: 'command'; readonly id: string }
  /** Open a draft. The page saves the one that it shows, as it does at any change of draft. */
  | { readonly kind: 'openDraft'; readonly id: string }
  /** The page before this one stopped, and this one took its place: say so. */
  | { readonly kind: 'pageRestarted' }
  /** A newer version can be downloaded, or is ready to be installed. */
  | { readonly kind: 'update'; readonly update: UpdateState }
  /** Some page has changed settings: read them again. */
  | { readonly kind: 'settings' }
  /** Import files that were opened with Galley, as if they had been dropped on the page. */
  | { readonly kind: 'importFiles'; readonly files: readonly OpenedFile[] }
  /** Show what the host could not do: a file that was not opened, a link that leads nowhere. */
  | { readonly kind: 'problem'; readonly problem: Problem }

/** As what a draft is dragged out of the library: with everything it has, or as text. */
export type DragFormat = 'galley' | 'markdown'

/** A file that the system handed over. */
export interface OpenedFile {
  /** Without its folder. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** What the preload offers the page besides calls. */
export interface HostEvents {
  /** Calls `listener` with each event from now on. Events that were sent earlier wait for `pageReady`. */
  onHostEvent(listener: (event: HostEvent) => void): void
}

/** Which window may show a draft: the page's own, or another one that has it. */
export type DraftClaim = 'here' | 'elsewhere'

/** Why a window that was to close is still open. */
export const CLOSING_STATES = ['saving', 'failed'] as const
export type ClosingState = (typeof CLOSING_STATES)[number]
/** What the writer wants: wait for the save, keep the window, save the article to a file and close, or close all the same. */
export type ClosingChoice = 'wait' | 'stay' | 'saveElsewhere' | 'discard'

/** The sizes of paper that a PDF can have. */
export const PAPERS = ['A4', 'Letter'] as const
export type Paper = (typeof PAPERS)[number]

/** What a host does for the page besides the desk: each in the way its writers are used to. */
export interface HostServices {
  /** Says that the page listens: events that the host has kept for it are sent. */
  pageReady(): Promise<Outcome<null>>
  /** Hands a file to the writer, who may choose its place. Returns where it went, or null if the writer cancelled. */
  saveFile(file: ExportedFile): Promise<Outcome<string | null>>
  copyText(text: string): Promise<Outcome<null>>
  /** Copies HTML, which editors with formatting take, and plain text for all others. */
  copyRich(text: string, html: string): Promise<Outcome<null>>
  /** Hands over the file that a job made, as `saveFile` does. */
  saveJobFile(job: string): Promise<Outcome<string | null>>
  /** Lets the writer choose another drafts folder and opens it; null if cancelled. */
  chooseLibrary(): Promise<Outcome<string | null>>
  /** Returns the path of the file with the settings; '' in a browser, whose page knows no paths but the library's. */
  settingsFile(): Promise<Outcome<string>>
  /**
   * Shows a file in the system's file manager: only one that `saveFile` or `saveJobFile` wrote, or the settings, by its
   * path.
   */
  showFile(path: string): Promise<Outcome<null>>
  /** Shows a draft's folder in the system's file manager. */
  showDraft(id: string): Promise<Outcome<null>>
  /** Shows how far a long job is, in the task bar and the Dock: 0 to 1; -1 ends that. */
  showProgress(fraction: number): Promise<Outcome<null>>
  /** Says that a long job has ended. The system tells the writer, unless a window of Galley has the focus. */
  announceEnd(title: string, text: string): Promise<Outcome<null>>
  /** Writes a draft into a file that can be dragged to another program. Returns the file's token. */
  prepareDrag(id: string, format: DragFormat): Promise<Outcome<string>>
  /** Begins to drag a prepared file. To be called while the button that began the drag is still down. */
  startDrag(token: string): Promise<Outcome<null>>
  /** Asks for a newer version now. With the setting `auto`, it is downloaded as well, and an event says when it is ready. */
  checkForUpdates(): Promise<Outcome<UpdateState>>
  /** Downloads the newer version unless it is ready, then quits as the menu does, with every draft saved, installs and starts it. */
  installUpdate(): Promise<Outcome<null>>
  /** Opens an http, https or mailto address outside Galley. */
  openExternal(url: string): Promise<Outcome<null>>
  /**
   * Sets the spelling checker's languages and the words that it accepts: the names of the draft on the page, in place of
   * earlier ones.
   * @param languages BCP 47 tags
   * @param mayDownload whether dictionaries may be downloaded
   */
  checkSpelling(
    languages: readonly string[],
    words: readonly string[],
    mayDownload: boolean,
  ): Promise<Outcome<SpellingResult>>
  /**
   * Says what the page shows: the draft's id ('' for none), its title, and whether some of its words are not on the
   * disk.
   */
  showsDraft(id: string, title: string, isEdited: boolean): Promise<Outcome<null>>
  /**
   * To be called before a draft is opened. `elsewhere`: another window shows it and is now at the front, so the page must
   * not open it. `here`: the page shows it within 15 seconds, and until then no other window opens it.
   */
  claimDraft(id: string): Promise<Outcome<DraftClaim>>
  /**
   * Asks the writer what to do with a window that was to close while words are not on the disk: `saving`, a save takes long;
   * `failed`, it was refused, for the reason. The question goes away when the window closes.
   */
  askBeforeClosing(state: ClosingState, reason: string): Promise<Outcome<ClosingChoice>>
  /** Opens a window that shows a draft; without a draft if the id is ''. A window that shows the draft comes to the front. */
  openInNewWindow(id: string): Promise<Outcome<null>>
  /** Adds an error of the page to the host's log, which keeps no words of an article. */
  logError(message: string, stack: string): Promise<Outcome<null>>
  /** Returns versions and log, for a report that the writer may copy or save. The host sends it nowhere. */
  readLog(): Promise<Outcome<string>>
  /** Returns the versions of what the app runs on; '' for what this host does not have. */
  appInfo(): Promise<Outcome<AppInfo>>
  /** Prints the page by the system's dialog. */
  print(): Promise<Outcome<null>>
  /**
   * Prints the page into a PDF file of that name, where the writer chooses. Returns its place, or null if the writer cancelled.
   * A host that cannot opens its print dialog.
   */
  savePdf(name: string, paper: Paper): Promise<Outcome<string | null>>
  /** Sets the native menu bar of the page's window. A host without one does nothing. */
  setMenus(bar: readonly MenuItem[]): Promise<Outcome<null>>
}

/** The versions of what the app runs on. */
export interface AppInfo {
  readonly electron: string
  readonly chromium: string
  readonly node: string
}

/** What the spelling checker made of languages and names. */
export interface SpellingResult {
  /** False if this host has no checker that can be taught names; the page then hides them from it. */
  readonly acceptsNames: boolean
  /** The dictionaries that are not used because they may not be downloaded, as BCP 47 tags. */
  readonly missing: readonly string[]
}
