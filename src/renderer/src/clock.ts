/** Time, injected so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds since a fixed moment; never runs backwards. */
  now(): number
  /** Schedules `act` after `ms`; returns a function that cancels it. */
  schedule(act: () => void, ms: number): () => void
}

/** The clock of the page. */
export const systemClock: Clock = {
  now: () => performance.now(),
  schedule: (act, ms) => {
    const timer = setTimeout(act, ms)
    return () => {
      clearTimeout(timer)
    }
  },
}

/**
 * Resolves with the result of `work`, or with null if that takes longer than `ms`. The work is not cancelled.
 * @throws whatever `work` rejects with
 */
export function withinTime<T extends object | boolean>(
  clock: Clock,
  ms: number,
  work: Promise<T>,
): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const cancel = clock.schedule(() => {
      resolve(null)
    }, ms)
    work.then(
      (value) => {
        cancel()
        resolve(value)
      },
      (error: unknown) => {
        cancel()
        reject(error instanceof Error ? error : new Error(String(error)))
      },
    )
  })
}
