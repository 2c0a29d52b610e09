import type { DraftSummary } from './drafts.ts'
import type { LibraryQuery, SavedFilter, Series } from './lists.ts'
import type { Outcome } from './outcome.ts'

/** The library: lists, searches, pins, the trash. */

/** The whole library in one list. */
export interface Library {
  /** The drafts folder, as the writer would name it. */
  readonly folder: string
  /** Newest edit first. */
  readonly drafts: readonly DraftSummary[]
  /** How many drafts the trash holds. */
  readonly trashed: number
  /** Sentences for the writer about the library as it was found (a draft set aside, a settings file unread). */
  readonly notices: readonly string[]
}

/** Where a search matched, to be shown in context. */
export interface Hit {
  readonly before: string
  readonly match: string
  readonly after: string
}

/** A row of the library. Pinned drafts come first in every order but that of a series. */
export interface LibraryRow extends DraftSummary {
  readonly pinned: boolean
  /** The draft's number in the series that the query asks for, from 1; absent if its tag is no series. */
  readonly place?: number
  readonly hit?: Hit
}

/** The rows of a query. */
export interface LibraryPage {
  /** How many drafts the query matches in all. */
  readonly total: number
  readonly rows: readonly LibraryRow[]
  /** The {@link LibraryState.version} of the library that was listed. The rows may be newer, and are never older. */
  readonly version: number
}

/** The state of the library as a whole; polled while the page is shown. */
export interface LibraryState {
  /** The drafts folder, as the writer would name it. */
  readonly folder: string
  /** How many drafts there are, templates apart. */
  readonly drafts: number
  readonly trashed: number
  /** Most used first. */
  readonly tags: readonly Tally[]
  readonly people: readonly Tally[]
  /** By tag. */
  readonly series: readonly Series[]
  /** By name. */
  readonly filters: readonly SavedFilter[]
  /**
   * The search index: `ready`; `building`, usable all the while; or `unindexed`, where the runtime has no SQLite and
   * lists and searches are made without one, slower.
   */
  readonly index: {
    readonly state: 'ready' | 'building' | 'unindexed'
    readonly done: number
    readonly total: number
  }
  /** Grows with every change of the library, by Galley or from outside: a page whose number is older asks again. */
  readonly version: number
  readonly notices: readonly string[]
}

/** How many drafts have a tag, or a member of the cast. */
export interface Tally {
  readonly name: string
  readonly count: number
}

/** A row of the trash. */
export interface TrashedDraft {
  readonly id: string
  readonly title: string
  readonly words: number
  /** When it was moved to the trash. */
  readonly trashed: number
}

/** The calls about the library as a whole. */
export interface LibraryCalls {
  library(): Promise<Outcome<Library>>
  listDrafts(query: LibraryQuery): Promise<Outcome<LibraryPage>>
  libraryState(): Promise<Outcome<LibraryState>>
  pinDraft(id: string, pinned: boolean): Promise<Outcome<null>>
  /** Moves the draft's whole folder, history and pictures too. `locked` while another page or program writes it. */
  trashDraft(id: string): Promise<Outcome<null>>
  /** Moves a draft back from the trash, under another id where its own is in use by now. */
  restoreDraft(id: string): Promise<Outcome<DraftSummary>>
  /** Newest first. */
  listTrash(): Promise<Outcome<readonly TrashedDraft[]>>
  /** The only call that removes words. Drafts that cannot be removed stay in the trash, and the call fails. */
  emptyTrash(): Promise<Outcome<null>>
}
