/** What every call returns, and what it says when it failed. */

/** A failure in a writer's words. The page shows all three sentences. */
export interface Problem {
  /** For code that decides by the kind of failure; never shown. */
  readonly code: ProblemCode
  /** What happened. */
  readonly what: string
  /** What is safe all the same. */
  readonly safe: string
  /** What to do now. */
  readonly mend: string
}

/** The kinds of failure that a caller may tell apart. */
export type ProblemCode =
  | 'not-found' // no such draft
  | 'damaged' // the file on disk is no article
  | 'changed-outside' // another program wrote the draft since it was read
  | 'locked' // another Galley, or another window of this one, is writing this draft
  | 'not-open' // the page does not have this draft open (any more): it opens it again and goes on
  | 'full' // no room on the disk
  | 'denied' // the folder or file may not be written
  | 'invalid' // the arguments were refused
  | 'unreachable' // the host does not answer
  | 'too-late' // the host received the call after its time; nothing was done
  | 'failed' // anything else

/** Every call resolves to one of these; none rejects. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

/** Returns the outcome of a call that succeeded. */
export function done<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

/** Returns the outcome of a call that failed. The three sentences are complete and in the writer's language. */
export function problem(
  code: ProblemCode,
  what: string,
  safe: string,
  mend: string,
): { ok: false; problem: Problem } {
  return { ok: false, problem: { code, what, safe, mend } }
}
