import type { Outcome, Problem } from './outcome.ts'

/**
 * Backup and import: jobs that take a while. A page starts one, polls it with `readJob`, and may cancel it.
 *
 *     startImport() → job 'a1'      feedImport('a1', 'tram/article.json', 0, bytes) …      runImport('a1')      readJob('a1') …
 */

/** A backup or an import. */
export interface Job {
  readonly id: string
  readonly state: 'running' | 'done' | 'cancelled' | 'failed'
  /** Progress: `done` of `total` files or drafts. */
  readonly done: number
  readonly total: number
  /** Set when failed. */
  readonly problem?: Problem
  /** Set when done or cancelled. */
  readonly report?: ImportReport
  /** The name of the file that a backup made, when done: the host hands it over. */
  readonly file?: string
}

/** The files that a job copied and those it left out: into the library by an import, into the zip by a backup. */
export interface ImportReport {
  readonly imported: readonly { readonly path: string; readonly title: string; readonly id: string }[]
  /** `reason` is the end of a sentence: "it is a link". `id` is set for a draft that the library has already. */
  readonly skipped: readonly { readonly path: string; readonly reason: string; readonly id?: string }[]
}

/** The calls about jobs. */
export interface TransferCalls {
  /** Begins a backup of the whole library into one zip, or of one draft into a Galley file. */
  startBackup(draft?: string): Promise<Outcome<Job>>
  /** Begins an import; its files follow by `feedImport`, then `runImport`. */
  startImport(): Promise<Outcome<Job>>
  /**
   * Sends a piece of a file.
   * @param path relative to the chosen folder, with forward slashes
   * @param offset where in the file the bytes belong
   */
  feedImport(job: string, path: string, offset: number, bytes: Uint8Array): Promise<Outcome<null>>
  runImport(job: string): Promise<Outcome<Job>>
  readJob(job: string): Promise<Outcome<Job>>
  cancelJob(job: string): Promise<Outcome<null>>
}
