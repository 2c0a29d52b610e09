import type { Hit, LibraryQuery, DraftSummary, Tally } from '../../desk.ts'
import type { FileTimes } from '../disk/files.ts'

/** A draft whose file is to be read into the index. */
export interface DraftToRead {
  readonly id: string
  readonly folder: string
  readonly path: string
  /** Size and times; null when the file is missing or cannot be looked at. */
  readonly facts: FileTimes | null
  /** Why the file cannot be looked at, as a clause for the writer. */
  readonly damage?: string
}

/** A draft of a list; `hit` is a place with the words that were searched. */
export interface FoundRow {
  readonly summary: DraftSummary
  readonly hit?: Hit
}

/** A page of a list; `total` counts all drafts that match. */
export interface FoundPage {
  readonly total: number
  readonly rows: readonly FoundRow[]
}

/** A draft as the index has it; `stamp` changes with its file (record.ts). */
export interface IndexedDraft {
  readonly id: string
  readonly folder: string
  readonly stamp: string
}

/** The library's query with the pinned drafts, which come first, and the order of the tag's series. */
export interface StoreQuery extends LibraryQuery {
  readonly pinned: readonly string[]
  /** Every draft of the series in its order; empty unless the query is sorted by it. */
  readonly places: readonly string[]
}

/** Where the index is kept: SQLite in a thread, or memory. */
export interface IndexStore {
  /** Returns every draft in the index. */
  indexedDrafts(): Promise<readonly IndexedDraft[]>
  /**
   * Reads files into the index. A draft that cannot be read is kept as damaged, with the words of its last reading.
   * @param library the library's folder, symbolic links resolved
   * @returns the ids of the drafts that were read
   */
  read(files: readonly DraftToRead[], library: string): Promise<readonly string[]>
  /** Removes drafts from the index. */
  forget(ids: readonly string[]): Promise<void>
  /** Returns a page of a query. @param library the folder that the texts of hits are read from. */
  find(query: StoreQuery, library: string): Promise<FoundPage>
  /** Returns the ids of the drafts with a tag, in the order of their creation; templates are left out. */
  tagged(tag: string): Promise<readonly string[]>
  /** Returns the number of drafts, and the most frequent tags and people with the number of theirs; templates do not count. */
  tallies(): Promise<{
    readonly drafts: number
    readonly tags: readonly Tally[]
    readonly people: readonly Tally[]
  }>
  close(): Promise<void>
}

/** The index cannot be used any more: its file is damaged, or its thread has ended. It must be rebuilt. */
export class StoreBroken extends Error {}
