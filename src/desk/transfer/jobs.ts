import { randomBytes } from 'node:crypto'
import type { Attempt } from '../../contract/attempts.ts'
import type { ImportReport, Job, Problem } from '../../desk.ts'
import { deskProblem, problemOf } from '../problems.ts'

/*
 * Work that takes a while: backups and imports. The page opens a job, starts it, asks for its state now and then, and
 * cancels it or fetches its file:
 *
 *     { id: '9c1f…', state: 'running', done: 12, total: 300 }
 *     { id: '9c1f…', state: 'done', done: 300, total: 300, report: { imported, skipped }, file: 'Galley 2026-03-02.zip' }
 *
 * Every way out removes what the job has on the disk, except a finished file, which stays until the job is cancelled,
 * forgotten or the desk closed.
 */

/** Ended jobs that can still be asked about; beyond, the oldest are forgotten. */
const MAX_REMEMBERED = 20

/** What a running job is given. */
export interface JobControl {
  /** Aborted when the writer cancels or the desk closes: the work then stops at its next step and returns. */
  readonly signal: AbortSignal
  /** Reports that `done` of `total` steps are over. */
  progress(done: number, total: number): void
}

/** What a job came to, when it did not throw. */
export interface JobOutcome {
  readonly report?: ImportReport
  readonly file?: JobFile
}

/** A file that a job made. */
export interface JobFile {
  /** For the writer to save it under. */
  readonly name: string
  /** Where it lies. */
  readonly path: string
  /** In bytes. */
  readonly size: number
}

interface JobState {
  job: Job
  file: JobFile | null
  readonly controller: AbortController
  /** Settles when the work has ended; undefined while it has not begun. */
  ended: Promise<void> | undefined
  /** Removes what the job has on the disk. */
  readonly clear: () => Promise<void>
}

/** The jobs of a desk. */
export class Jobs {
  readonly #jobs = new Map<string, JobState>()

  /**
   * Opens a job whose work has not begun: an import is uploaded first.
   * @param clear removes what the job has on the disk; may be called more than once
   */
  open(clear: () => Promise<void>): Job {
    const id = randomBytes(8).toString('hex')
    const job: Job = { id, state: 'running', done: 0, total: 0 }
    this.#jobs.set(id, { job, file: null, controller: new AbortController(), ended: undefined, clear })
    this.#forgetOldest()
    return job
  }

  /**
   * Starts a job's work. Its end and its failure are told by `read`.
   * @param attempt what is tried, for the words of a failure
   * @throws DeskProblem when there is no such job, or it began already.
   */
  start(id: string, attempt: () => Attempt, work: (control: JobControl) => Promise<JobOutcome>): Job {
    const state = this.#stateOf(id)
    if (state.ended !== undefined || state.job.state !== 'running')
      throw deskProblem('invalid', 'jobHasBegun', { safe: attempt().safe })
    const control: JobControl = {
      signal: state.controller.signal,
      progress: (done, total) => {
        state.job = { ...state.job, done, total }
      },
    }
    state.ended = work(control).then(
      (outcome) => this.#finish(state, outcome),
      (error: unknown) => this.#fail(state, problemOf(error, attempt()).problem),
    )
    return state.job
  }

  async #finish(state: JobState, { report, file }: JobOutcome): Promise<void> {
    const isCancelled = state.controller.signal.aborted && file === undefined
    state.file = file ?? null
    if (file === undefined) await state.clear()
    state.job = {
      ...state.job,
      state: isCancelled ? 'cancelled' : 'done',
      ...(isCancelled ? {} : { done: state.job.total }),
      ...(report === undefined ? {} : { report }),
      ...(file === undefined ? {} : { file: file.name }),
    }
  }

  async #fail(state: JobState, problem: Problem): Promise<void> {
    await state.clear()
    const { aborted } = state.controller.signal
    state.job = aborted ? { ...state.job, state: 'cancelled' } : { ...state.job, state: 'failed', problem }
  }

  /** @throws DeskProblem when there is no such job. */
  read(id: string): Job {
    return this.#stateOf(id).job
  }

  /** @throws DeskProblem when there is no such job, or it made no file. */
  fileOf(id: string): JobFile {
    const { file } = this.#stateOf(id)
    if (file === null) throw deskProblem('not-found', 'jobUnknown')
    return file
  }

  /**
   * Cancels a job and removes what it has on the disk, a finished file too. Resolves when nothing of it runs.
   * @throws DeskProblem when there is no such job.
   */
  async cancel(id: string): Promise<void> {
    const state = this.#stateOf(id)
    state.controller.abort()
    await state.ended
    await this.#discard(state)
  }

  async #discard(state: JobState): Promise<void> {
    state.file = null
    await state.clear()
    if (state.job.state === 'running') state.job = { ...state.job, state: 'cancelled' }
  }

  /** Cancels every job and forgets it. */
  async close(): Promise<void> {
    await Promise.all([...this.#jobs.keys()].map((id) => this.cancel(id)))
    this.#jobs.clear()
  }

  #stateOf(id: string): JobState {
    const state = this.#jobs.get(id)
    if (state === undefined) throw deskProblem('not-found', 'jobUnknown')
    return state
  }

  /** Never forgets a job whose work is under way. */
  #forgetOldest(): void {
    for (const [id, state] of this.#jobs) {
      if (this.#jobs.size <= MAX_REMEMBERED) return
      if (state.ended !== undefined && state.job.state === 'running') continue
      this.#jobs.delete(id)
      void this.#discard(state)
    }
  }
}
