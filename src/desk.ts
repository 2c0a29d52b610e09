import type { ArticleState } from './article/index.ts'

/**
 * The one contract between the page and the machine. The desk keeps drafts; a host (Electron, the browser host)
 * carries the calls. Articles cross as JSON text, pictures as bytes: an object tree costs twenty times as much.
 */

/** What went wrong, in a writer's words. */
export interface Problem {
  readonly code: ProblemCode
  /** What happened. */
  readonly what: string
  /** What is safe all the same. */
  readonly safe: string
  /** What to do now. */
  readonly mend: string
}

export type ProblemCode =
  | 'not-found' // no such draft
  | 'damaged' // the file on disk is no article
  | 'changed-outside' // somebody else wrote the draft since it was read
  | 'locked' // another Galley, or another window of this one, is writing this draft
  | 'not-open' // the page does not have this draft open (any more): it opens it again and goes on
  | 'full' // no room on the disk
  | 'denied' // the folder or file may not be written
  | 'invalid' // the arguments were refused
  | 'unreachable' // the host does not answer
  | 'too-late' // the host received the call after its time; nothing was done
  | 'failed' // anything else

/** Every call answers with this; none rejects. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

/** A draft as the library lists it. */
export interface DraftSummary {
  readonly id: string
  /** The headline; '' while there is none. */
  readonly title: string
  readonly state: ArticleState
  readonly tags: readonly string[]
  readonly words: number
  /** Milliseconds since 1970. */
  readonly created: number
  readonly edited: number
  /** Set when the draft cannot be read: what is wrong with it. */
  readonly damage?: string
}

export interface Library {
  /** The drafts folder, as the writer would name it. */
  readonly folder: string
  /** Newest edit first. */
  readonly drafts: readonly DraftSummary[]
  /** How many drafts the trash holds. */
  readonly trashed: number
  /** What the desk has to say about the library as it found it (a draft set aside, a settings file unread). */
  readonly notices: readonly string[]
}

// ---- the library ----

export const SORTS = ['edited', 'created', 'title'] as const

/** Which drafts, in which order, and which of them to send. Filters are joined by "and"; '' leaves one out. */
export interface LibraryQuery {
  /** Words to find anywhere in an article: each must occur, the last one may be unfinished. */
  readonly text: string
  readonly state: ArticleState | ''
  readonly tag: string
  /** Somebody of the cast, by name. */
  readonly person: string
  readonly sort: (typeof SORTS)[number]
  readonly offset: number
  /** At most 500. */
  readonly limit: number
}

/** Where a search found something, to be shown in context. */
export interface Hit {
  readonly before: string
  readonly match: string
  readonly after: string
}

/** A row of the library. Pinned drafts come first in every order. */
export interface LibraryRow extends DraftSummary {
  readonly pinned: boolean
  readonly hit?: Hit
}

export interface LibraryPage {
  /** How many drafts the query matches in all. */
  readonly total: number
  readonly rows: readonly LibraryRow[]
}

/** What the library as a whole has to say; asked for now and then while the page is shown. */
export interface LibraryState {
  /** The drafts folder, as the writer would name it. */
  readonly folder: string
  readonly drafts: number
  readonly trashed: number
  /** Most used first. */
  readonly tags: readonly Tally[]
  readonly people: readonly Tally[]
  /**
   * The search index: `ready`; `building`, usable all the while; or `plain`, where the runtime has no SQLite and
   * lists and searches are made without one, slower.
   */
  readonly index: {
    readonly state: 'ready' | 'building' | 'plain'
    readonly done: number
    readonly total: number
  }
  /** Grows with every change of the library, ours or made outside: a page whose number is older asks again. */
  readonly version: number
  readonly notices: readonly string[]
}

export interface Tally {
  readonly name: string
  readonly count: number
}

export interface TrashedDraft {
  readonly id: string
  readonly title: string
  readonly words: number
  readonly trashed: number
}

// ---- history ----

/** Why a revision was kept. */
export const REVISION_REASONS = [
  'pause',
  'export',
  'named',
  'restore',
  'outside',
  'recovered',
  'import',
  'deletion',
] as const
export type RevisionReason = (typeof REVISION_REASONS)[number]

/** An earlier version of a draft. Ordered by `number`, never by clock. */
export interface Revision {
  readonly number: number
  /** What the clock said, milliseconds since 1970; a clock may have been wrong. */
  readonly at: number
  readonly reason: RevisionReason
  /** '' unless the writer named it; a named one is kept for ever. */
  readonly name: string
  readonly words: number
}

// ---- back-up and import: jobs that take a while ----

export interface Job {
  readonly id: string
  readonly state: 'running' | 'done' | 'cancelled' | 'failed'
  readonly done: number
  readonly total: number
  /** What went wrong, when failed. */
  readonly problem?: Problem
  /** What was taken and what not, when done or cancelled: into the library by an import, into the zip by a back-up. */
  readonly report?: ImportReport
  /** The name of the file that a back-up made, when done: the host hands it over. */
  readonly file?: string
}

export interface ImportReport {
  readonly taken: readonly { readonly path: string; readonly title: string; readonly id: string }[]
  readonly refused: readonly { readonly path: string; readonly why: string }[]
}

export interface OpenDraft {
  readonly summary: DraftSummary
  /** The article file's text, current format version. */
  readonly article: string
  /** What the draft's file held when it was read: a SHA-256. A save names it, so that nobody's edit is overwritten. */
  readonly revision: string
  /** What the writer should know about this draft: that it was recovered, that it changed outside. */
  readonly notices: readonly string[]
  /** Set when somebody else is writing this draft: who. It can be read and copied, not saved. */
  readonly heldBy?: string
  /** Names this opening of the draft: a page that lost its host goes on with it by `reopenDraft`. */
  readonly opening: string
  /**
   * The number of the next journal line. Lines are numbered from the draft's first opening on, across pages: all lines
   * below this number are in `article`.
   */
  readonly nextLine: number
}

/** A draft that a page goes on with after its host or its connection was gone. */
export interface ReopenedDraft {
  /** The file's revision now: the page's own, also when the answer to its last save was lost. */
  readonly revision: string
  /** The first journal line that the desk does not have; the page sends its lines again from there. */
  readonly nextLine: number
}

export interface SavedDraft {
  readonly summary: DraftSummary
  readonly revision: string
}

/** What a picture's file said of itself before its notes were taken out; '' where it said nothing. */
export interface PictureNotes {
  readonly caption: string
  readonly credit: string
}

/** A picture taken into a draft. */
export interface StoredImage {
  /** As a figure's `src` names it: `images/…`. */
  readonly src: string
  /** In pixels, as shown; null when the header does not tell. */
  readonly width: number | null
  readonly height: number | null
  /** For the figure's caption and credit, where the file said any. */
  readonly notes?: PictureNotes
}

/** A file made of a draft, ready to hand over. */
export interface ExportedFile {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
}

export const THEMES = ['system', 'light', 'dark'] as const

/** Sizes of the article's type, in per cent of its own. */
export const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200] as const

/** What the app remembers of its writer's habits. Allowed to be lost, so never a word of a draft. */
export interface Settings {
  readonly theme: (typeof THEMES)[number]
  readonly libraryOpen: boolean
  readonly inspectorOpen: boolean
  /** The draft that was open last; '' for none. */
  readonly lastDraft: string
  /** All blocks but the one with the caret step back. */
  readonly focusMode: boolean
  /** The line with the caret stays at mid height. */
  readonly typewriter: boolean
  /** The text takes the width of the page rather than a column's. */
  readonly fullWidth: boolean
  /** The size of the article's type, in per cent. */
  readonly zoom: (typeof ZOOMS)[number]
}

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  libraryOpen: true,
  inspectorOpen: true,
  lastDraft: '',
  focusMode: false,
  typewriter: false,
  fullWidth: false,
  zoom: 100,
}

export interface Desk {
  library(): Promise<Outcome<Library>>
  /**
   * Creates a draft and opens it for the calling page. Pictures that the article carries as `data:` are files of the
   * draft before this returns; one that cannot be kept stays in the article as it is, and one notice names all of those.
   */
  createDraft(article: string): Promise<Outcome<OpenDraft>>
  /**
   * Opens a draft for the calling page and locks it. One page writes a draft: where another page or another Galley does,
   * `heldBy` says who, and saves are refused as `locked`. A damaged file is set aside and the newest sound revision takes
   * its place; what a crash kept from being saved is put back out of the journal: `notices` tell of both. `damaged` when
   * nothing sound is left, and then nothing is touched.
   */
  openDraft(id: string): Promise<Outcome<OpenDraft>>
  /**
   * Goes on with an opening after the host was restarted or the connection broke: the page keeps its document, undo and
   * line numbers. `base` is the revision that the page knows, `key` the one of its save that was not answered, '' for
   * none. `changed-outside` when the file is neither, or when somebody else opened the draft and typed since; `locked`
   * when somebody else writes it.
   */
  reopenDraft(id: string, opening: string, base: string, key: string): Promise<Outcome<ReopenedDraft>>
  /**
   * Writes the draft if its file still is `base`; else `changed-outside`, the file is not touched, and what is in it is
   * kept in the history where it is an article. `not-open` when the calling page does not have the draft open.
   *
   * `line` says which journal lines the article includes: all below this number, those still on their way among them.
   * Left out, all that the desk has. `key` names the attempt: a page uses the same key until a save over `base` is
   * answered. A file that carries this key is the page's own earlier attempt, whose answer was lost, and is no outside
   * change.
   *
   * Example: lines 0 to 4 were typed, the page reads its document and saves with `line: 5`; line 5 is typed during the
   * save. After a crash, line 5 alone is replayed on the new file, or lines 0 to 5 on the old one.
   */
  saveDraft(
    id: string,
    article: string,
    base: string,
    line?: number,
    key?: string,
  ): Promise<Outcome<SavedDraft>>
  /** A new draft with these words, whatever became of the old one: the way out when a save is refused. */
  saveCopy(id: string, article: string): Promise<Outcome<OpenDraft>>
  /** Moves the draft's whole folder, history and pictures too. `locked` while somebody else writes it. */
  trashDraft(id: string): Promise<Outcome<null>>
  /** Brings it back, under another id where its own is taken by now. */
  restoreDraft(id: string): Promise<Outcome<DraftSummary>>
  /**
   * Adds what was typed: one JSON text a line, each an array of ProseMirror steps or a metadata record. `from` is the
   * number of the first line. Appended and synced at once, so that a crash costs a keystroke. Lines that the desk has
   * already, or that a save included, are skipped, so a call can be sent twice. `changed-outside` when the draft's file is
   * not the one that the desk knows; `not-open` when the page does not have the draft open; `invalid` when lines before
   * `from` are missing. All the lines are on the disk, or none when this fails.
   */
  appendJournal(id: string, from: number, lines: string): Promise<Outcome<null>>
  /**
   * The page no longer shows this draft; once no page does, idle work is done (a revision, the mirror, the folder's name)
   * and others may write it, also when that failed. A page that ends closes all its drafts.
   */
  closeDraft(id: string): Promise<Outcome<null>>
  addImage(id: string, name: string, bytes: Uint8Array): Promise<Outcome<StoredImage>>
  /**
   * Copies picture files of the draft `from` into the draft `id`, also ones that `from` shows no more. `names` are file
   * names in `images/`. Returns the names that were not found.
   */
  copyImages(id: string, from: string, names: readonly string[]): Promise<Outcome<readonly string[]>>
  /** Fetches a picture from the public web into the draft: http and https, nothing of this machine or its network. */
  fetchImage(id: string, url: string): Promise<Outcome<StoredImage>>

  listDrafts(query: LibraryQuery): Promise<Outcome<LibraryPage>>
  libraryState(): Promise<Outcome<LibraryState>>
  pinDraft(id: string, pinned: boolean): Promise<Outcome<null>>
  /** Newest first. */
  listTrash(): Promise<Outcome<readonly TrashedDraft[]>>
  /** The only call that removes words. What cannot be removed stays in the trash, and the call fails. */
  emptyTrash(): Promise<Outcome<null>>

  /** Newest first. */
  listRevisions(id: string): Promise<Outcome<readonly Revision[]>>
  /** The article file's text as it was then. */
  readRevision(id: string, number: number): Promise<Outcome<string>>
  /** Keeps the draft as it is on disk now as a revision, whatever was kept last; with `article`, these words instead. */
  keepRevision(id: string, reason: RevisionReason, name: string, article?: string): Promise<Outcome<Revision>>
  /** Names a revision, or with '' takes its name away. */
  nameRevision(id: string, number: number, name: string): Promise<Outcome<null>>

  /** Begins a back-up of the whole library into one zip. */
  startBackup(): Promise<Outcome<Job>>
  /** Begins an import; what is to be read follows by `feedImport`, then `runImport`. */
  startImport(): Promise<Outcome<Job>>
  /** A piece of a file: its path below what was chosen, and where in it the bytes belong. */
  feedImport(job: string, path: string, offset: number, bytes: Uint8Array): Promise<Outcome<null>>
  runImport(job: string): Promise<Outcome<Job>>
  readJob(job: string): Promise<Outcome<Job>>
  cancelJob(job: string): Promise<Outcome<null>>

  /** The draft as it is on disk, made into a publication target by name. Once it leaves, `keepRevision` keeps it. */
  exportDraft(id: string, target: string): Promise<Outcome<ExportedFile>>
  readSettings(): Promise<Outcome<Settings>>
  writeSettings(settings: Settings): Promise<Outcome<null>>
}

/** What a host does for the page besides the desk: each in the way its writers are used to. */
export interface HostServices {
  /** Hands a file to the writer, who may say where it goes. Answers where it went, or null when the writer cancelled. */
  saveFile(file: ExportedFile): Promise<Outcome<string | null>>
  copyText(text: string): Promise<Outcome<null>>
  /** Hands over the file that a job made, as `saveFile` does. */
  takeJobFile(job: string): Promise<Outcome<string | null>>
  /** Lets the writer choose another drafts folder and goes on with it; null when cancelled. */
  chooseLibrary(): Promise<Outcome<string | null>>
  /** Opens an http, https or mailto address outside Galley. */
  openExternal(url: string): Promise<Outcome<null>>
  /**
   * Sets the spelling checker to a language (a BCP 47 tag) and has it pass these words: the names of the draft on the
   * page, in place of those told before. Answers whether there is a checker that can be told; a page whose host has none
   * keeps names out of the checker's sight by itself.
   */
  checkSpelling(language: string, words: readonly string[]): Promise<Outcome<boolean>>
}

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

export function problem(
  code: ProblemCode,
  what: string,
  safe: string,
  mend: string,
): { ok: false; problem: Problem } {
  return { ok: false, problem: { code, what, safe, mend } }
}
