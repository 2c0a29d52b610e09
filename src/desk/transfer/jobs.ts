import { randomBytes } from 'node:crypto'
import type { ImportReport, Job, Problem } from '../../desk.ts'
import type { Attempt } from '../../contract/attempts.ts'
import { DeskProblem, problemOf } from '../problems.ts'

/** Jobs that ended and are still remembered for whoever asks. */
const REMEMBERED = 20

/** What a job's work is given. */
export interface JobControl {
  /** Aborted when the writer cancels or the desk closes: the work stops at its next step and answers. */
  readonly signal: AbortSignal
  progress(done: number, total: number): void
}

/** How a job's work ended, when it did not throw. */
export interface JobOutcome {
  readonly report?: ImportReport
  /** A file it made: under which name to hand it over, and where it is. */
  readonly file?: JobFile
}

export interface JobFile {
  readonly name: string
  readonly path: string
  readonly size: number
}

interface Kept {
  job: Job
  file: JobFile | null
  readonly controller: AbortController
  /** Settles when the work has ended; undefined while it has not begun. */
  ended: Promise<void> | undefined
  /** Removes what the job keeps on the disk. */
  readonly clear: () => Promise<void>
}

/** The jobs of a desk: what takes a while, with its progress, its end and what it made. */
export class Jobs {
  readonly #jobs = new Map<string, Kept>()

  /** A job that has not begun its work: it waits for what it needs. */
  open(clear: () => Promise<void>): Job {
    const id = randomBytes(8).toString('hex')
    const job: Job = { id, state: 'running', done: 0, total: 0 }
    this.#jobs.set(id, { job, file: null, controller: new AbortController(), ended: undefined, clear })
    this.#forgetOldest()
    return job
  }

  /**
   * Begins a job's work. Whether it failed, and how, is asked by `read`.
   * @throws DeskProblem when there is no such job, or it began already.
   */
  begin(id: string, attempt: Attempt, task: (work: JobControl) => Promise<JobOutcome>): Job {
    const kept = this.#find(id)
    if (kept.ended !== undefined || kept.job.state !== 'running')
      throw new DeskProblem('invalid', 'This work has begun already.', attempt.safe, 'Wait for its end.')
    const work: JobControl = {
      signal: kept.controller.signal,
      progress: (done, total) => {
        kept.job = { ...kept.job, done, total }
      },
    }
    kept.ended = task(work).then(
      (ending) => this.#end(kept, ending),
      (error: unknown) => this.#fail(kept, problemOf(error, attempt).problem),
    )
    return kept.job
  }

  async #end(kept: Kept, { report, file }: JobOutcome): Promise<void> {
    const cancelled = kept.controller.signal.aborted && file === undefined
    kept.file = file ?? null
    if (file === undefined) await kept.clear()
    kept.job = {
      ...kept.job,
      state: cancelled ? 'cancelled' : 'done',
      ...(cancelled ? {} : { done: kept.job.total }),
      ...(report === undefined ? {} : { report }),
      ...(file === undefined ? {} : { file: file.name }),
    }
  }

  async #fail(kept: Kept, problem: Problem): Promise<void> {
    await kept.clear()
    const { aborted } = kept.controller.signal
    kept.job = aborted ? { ...kept.job, state: 'cancelled' } : { ...kept.job, state: 'failed', problem }
  }

  /** @throws DeskProblem when there is no such job. */
  read(id: string): Job {
    return this.#find(id).job
  }

  /** The file a job made. */
  file(id: string): JobFile {
    const { file } = this.#find(id)
    if (file === null) throw unknown()
    return file
  }

  /** Stops a job and removes what it has on the disk: a file it made, too. Waits until nothing of it runs. */
  async cancel(id: string): Promise<void> {
    const kept = this.#find(id)
    kept.controller.abort()
    await kept.ended
    await this.#discard(kept)
  }

  async #discard(kept: Kept): Promise<void> {
    kept.file = null
    await kept.clear()
    if (kept.job.state === 'running') kept.job = { ...kept.job, state: 'cancelled' }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#jobs.keys()].map((id) => this.cancel(id)))
    this.#jobs.clear()
  }

  #find(id: string): Kept {
    const kept = this.#jobs.get(id)
    if (kept === undefined) throw unknown()
    return kept
  }

  /** The oldest go first; one whose work is under way is never forgotten. */
  #forgetOldest(): void {
    for (const [id, kept] of this.#jobs) {
      if (this.#jobs.size <= REMEMBERED) return
      if (kept.ended !== undefined && kept.job.state === 'running') continue
      this.#jobs.delete(id)
      void this.#discard(kept)
    }
  }
}

function unknown(): DeskProblem {
  return new DeskProblem(
    'not-found',
    'This work is not known any more: it ended long ago, or Galley was started anew since.',
    'The library is as it is.',
    'Start it again.',
  )
}
