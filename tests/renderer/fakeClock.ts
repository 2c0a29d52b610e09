import type { Clock } from '../../src/renderer/src/clock.ts'

interface Timer {
  readonly at: number
  readonly number: number
  readonly act: () => void
}

const { setImmediate } = globalThis as unknown as { readonly setImmediate: (act: () => void) => void }

/** Lets what is ready to run go on: promises that are settled, and all that follows from them. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

/** A clock that only moves when it is told to. */
export class FakeClock implements Clock {
  #now = 0
  #count = 0
  readonly #timers = new Set<Timer>()

  now(): number {
    return this.#now
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#timers.size
  }

  schedule(act: () => void, ms: number): () => void {
    const timer = { at: this.#now + ms, number: (this.#count += 1), act }
    this.#timers.add(timer)
    return () => {
      this.#timers.delete(timer)
    }
  }

  /** Resolves after that many milliseconds of this clock. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.schedule(resolve, ms))
  }

  /** Moves on and rings each timer at its time; what follows from one has run before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms
    await settled()
    for (let next = this.#next(end); next !== null; next = this.#next(end)) {
      this.#timers.delete(next)
      this.#now = Math.max(this.#now, next.at)
      next.act()
      await settled()
    }
    this.#now = end
  }

  #next(end: number): Timer | null {
    let first: Timer | null = null
    for (const timer of this.#timers)
      if (
        timer.at <= end &&
        (first === null || timer.at < first.at || (timer.at === first.at && timer.number < first.number))
      )
        first = timer
    return first
  }
}
