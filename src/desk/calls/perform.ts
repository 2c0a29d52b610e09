import { acceptsArguments, DESK_CALLS } from '../../calls.ts'
import { type Attempt, attemptOf } from '../../contract/attempts.ts'
import { type Desk, done, type Outcome } from '../../desk.ts'
import type { DeskContext } from '../context.ts'
import { deskProblem, DeskProblem, problemOf } from '../problems.ts'

/**
 * The way of every call through the desk: is the desk open, do the arguments fit the call's row, wait in its queue, find
 * a renamed folder, run, and turn whatever is thrown into a problem. Nothing behind this sees an argument unchecked, and
 * nothing before it sees an exception.
 */

/** Carries out one call by its row in calls.ts. Never rejects. */
export type Perform = <T>(
  call: keyof Desk,
  values: readonly unknown[],
  task: () => Promise<T>,
) => Promise<Outcome<T>>

/** Lets calls in until the desk is closed. */
export class Gate {
  isClosed = false

  /** @throws DeskProblem 'failed' when the desk is closed */
  readonly ensureOpen = (): void => {
    if (this.isClosed) throw deskProblem('failed', 'closing')
  }
}

/** Returns what carries out the calls on a library while the gate is open. */
export function createPerform(context: DeskContext, gate: Gate): Perform {
  const { queues, draftFolders } = context
  return (call, values, task) => {
    const { guards, queue, locate } = DESK_CALLS[call]
    const run = (): ReturnType<typeof task> => {
      gate.ensureOpen()
      if (!acceptsArguments(guards, values))
        throw deskProblem('invalid', 'improperCall', { ...attemptOf(call) })
      if (queue === 'none') return task()
      const id = queue === 'draft' ? String(values[0]) : ''
      return queues.run(id, async () => {
        if (locate) await draftFolders.locate(id)
        return task()
      })
    }
    return outcomeOf(context, () => attemptOf(call), run)
  }
}

/**
 * Runs a task and returns its outcome. Never rejects.
 * @param attemptNow asked when the task has failed, for sentences in the language of that moment
 */
export async function outcomeOf<T>(
  context: Pick<DeskContext, 'log'>,
  attemptNow: () => Attempt,
  task: () => Promise<T>,
): Promise<Outcome<T>> {
  try {
    return done(await task())
  } catch (error) {
    const attempt = attemptNow()
    if (!(error instanceof DeskProblem)) context.log(`${attempt.failed}: ${String(error)}`)
    return problemOf(error, attempt)
  }
}
