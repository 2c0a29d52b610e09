import { DESK_CALLS } from '../../calls.ts'
import { attemptOf } from '../../contract/attempts.ts'
import { problem, type Desk, type Outcome } from '../../desk.ts'
import type { Clock } from './clock.ts'
import { t } from './i18n.ts'
import { plainCopy } from './plainCopy.ts'

/** `slow`: a call takes longer than its row in calls.ts allows. `gone`: there is no host. */
export type ConnectionState = 'answering' | 'slow' | 'gone'

/** Calls by their names in the contract, whichever way they reach the host. */
export type CallsByName = Readonly<Record<string, (...values: unknown[]) => Promise<unknown>>>

/** The state of the connection, for any number of subscribers. */
export class CallWatch {
  #state: ConnectionState = 'answering'
  readonly #subscribers = new Set<(state: ConnectionState) => void>()

  get state(): ConnectionState {
    return this.#state
  }

  /** Calls `subscriber` at each change. Returns a function that unsubscribes it. */
  subscribe(subscriber: (state: ConnectionState) => void): () => void {
    this.#subscribers.add(subscriber)
    return () => {
      this.#subscribers.delete(subscriber)
    }
  }

  /** Sets the state; tells subscribers if it is another one. */
  report(state: ConnectionState): void {
    if (state === this.#state) return
    this.#state = state
    for (const subscriber of this.#subscribers) subscriber(state)
  }
}

function isUnreachable(answer: unknown): boolean {
  const outcome = answer as Outcome<unknown> | null | undefined
  return outcome?.ok === false && outcome.problem.code === 'unreachable'
}

/** Returns the problem of a call that threw: its arguments could not be cloned, or the host is gone. */
function problemOfThrown(name: string, error: unknown): Outcome<never> {
  const attempt = attemptOf(name as keyof Desk)
  const reason = error instanceof Error ? error.message : String(error)
  const what = t('host.callThrew', { failed: attempt.failed, reason })
  return error instanceof TypeError || (error instanceof Error && error.name === 'DataCloneError')
    ? problem('invalid', what, attempt.safe, t('host.reportIt'))
    : problem('unreachable', what, attempt.safe, t('host.keepsTrying'))
}

/**
 * Returns the desk over calls that may throw, hang or lose their answers. Arguments are copied to plain data, an error
 * becomes a problem, and a call that takes longer than its row's `slowAfterMs` is reported as `slow`; it is not cancelled.
 */
export function watchedDesk(calls: CallsByName, watch: CallWatch, clock: Clock): Desk {
  async function call(name: keyof Desk, values: readonly unknown[]): Promise<unknown> {
    const cancel = clock.schedule(() => {
      if (watch.state === 'answering') watch.report('slow')
    }, DESK_CALLS[name].slowAfterMs)
    let answer: unknown
    try {
      answer = await calls[name]?.(...values.map(plainCopy))
    } catch (error) {
      answer = problemOfThrown(name, error)
    }
    cancel()
    watch.report(isUnreachable(answer) ? 'gone' : 'answering')
    return answer
  }
  const names = Object.keys(DESK_CALLS) as (keyof Desk)[]
  return Object.fromEntries(
    names.map((name) => [name, (...values: unknown[]) => call(name, values)]),
  ) as unknown as Desk
}
