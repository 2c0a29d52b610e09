import type { Hit, LibraryQuery, DraftSummary, Tally } from '../../desk.ts'
import type { FileTimes } from '../disk/files.ts'

/** A draft's file to be read into the index. */
export interface ToRead {
  readonly id: string
  readonly folder: string
  readonly path: string
  /** Null when the file is missing, or nothing can be found out about it. */
  readonly facts: FileTimes | null
  /** Set when nothing can be found out: what is wrong with the draft. */
  readonly damage?: string
}

export interface FoundRow {
  readonly summary: DraftSummary
  readonly hit?: Hit
}

export interface Found {
  readonly total: number
  readonly rows: readonly FoundRow[]
}

export interface Known {
  readonly id: string
  readonly folder: string
  readonly stamp: string
}

/** The library's query with the pinned drafts, which come first whatever the order. */
export interface StoreQuery extends LibraryQuery {
  readonly pinned: readonly string[]
}

/** Where the index keeps what it knows: SQLite in a worker, or plain memory. */
export interface Store {
  /** Every draft it knows. */
  known(): Promise<readonly Known[]>
  /**
   * Reads these files of the library, a real path, and keeps what they hold; returns the ids of those that it read. The
   * others are kept as damaged drafts, with the words of an earlier reading if there was one.
   */
  read(files: readonly ToRead[], library: string): Promise<readonly string[]>
  forget(ids: readonly string[]): Promise<void>
  /** `library` is the folder that rows' hits are read from. */
  find(query: StoreQuery, library: string): Promise<Found>
  tallies(): Promise<{ readonly tags: readonly Tally[]; readonly people: readonly Tally[] }>
  close(): Promise<void>
}

/** The index cannot be used any more: its file was damaged, or its thread has ended. It is built anew. */
export class StoreBroken extends Error {}
