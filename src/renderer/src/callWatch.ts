import { DESK_CALLS } from '../../calls.ts'
import { attemptOf } from '../../contract/attempts.ts'
import { problem, type Desk, type Outcome } from '../../desk.ts'
import type { Clock } from './clock.ts'
import { plainCopy } from './plainCopy.ts'

/** Whether the desk answers: `slow` when a call takes longer than its row allows, `gone` when there is no host. */
export type ConnectionState = 'answering' | 'slow' | 'gone'

export type CallsByName = Readonly<Record<string, (...values: unknown[]) => Promise<unknown>>>

/** Tells its subscribers when the state of the connection changes. */
export class CallWatch {
  #state: ConnectionState = 'answering'
  readonly #subscribers = new Set<(state: ConnectionState) => void>()

  get state(): ConnectionState {
    return this.#state
  }

  /** Calls `subscriber` at each change; returns a function that ends that. */
  subscribe(subscriber: (state: ConnectionState) => void): () => void {
    this.#subscribers.add(subscriber)
    return () => {
      this.#subscribers.delete(subscriber)
    }
  }

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

/** What a bridge threw instead of answering: arguments that cannot be cloned, a host that is gone. */
function thrown(name: string, error: unknown): Outcome<never> {
  const attempt = attemptOf(name as keyof Desk)
  const why = error instanceof Error ? error.message : String(error)
  return error instanceof TypeError || (error instanceof Error && error.name === 'DataCloneError')
    ? problem('invalid', `${attempt.failed}: ${why}.`, attempt.safe, 'Tell the makers of Galley about it.')
    : problem('unreachable', `${attempt.failed}: ${why}.`, attempt.safe, 'Galley goes on trying.')
}

/**
 * The desk's calls over a carrier that may throw, hang or lose answers. Arguments are copied plainly, what is thrown
 * becomes a problem, and a call that outlives its row's `slowAfterMs` is reported; it goes on waiting.
 */
export function watchedDesk(carrier: CallsByName, watch: CallWatch, clock: Clock): Desk {
  async function call(name: keyof Desk, values: readonly unknown[]): Promise<unknown> {
    const cancel = clock.schedule(() => {
      if (watch.state === 'answering') watch.report('slow')
    }, DESK_CALLS[name].slowAfterMs)
    let answer: unknown
    try {
      answer = await carrier[name]?.(...values.map(plainCopy))
    } catch (error) {
      answer = thrown(name, error)
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
