import type { Outcome } from './outcome.ts'

/** Earlier versions of a draft. */

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
  /** The clock's time when it was kept; a clock may have been wrong. */
  readonly at: number
  readonly reason: RevisionReason
  /** '' unless the writer named it; a named one is kept for ever. */
  readonly name: string
  readonly words: number
}

/** The calls about a draft's earlier versions. */
export interface HistoryCalls {
  /** Newest first. */
  listRevisions(id: string): Promise<Outcome<readonly Revision[]>>
  /** Returns the article file's text as it was then. */
  readRevision(id: string, number: number): Promise<Outcome<string>>
  /** Keeps the draft on disk as a revision, also if it equals the newest one; with `article`, that text instead. */
  keepRevision(id: string, reason: RevisionReason, name: string, article?: string): Promise<Outcome<Revision>>
  /** Names a revision, or removes its name if `name` is ''. */
  nameRevision(id: string, number: number, name: string): Promise<Outcome<null>>
}
