import type { Clock } from '../../src/renderer/src/clock.ts'

/** A timer that has not fired: its time, and a serial number that orders timers of the same time. */
interface Timer {
  readonly at: number
  readonly number: number
  readonly act: () => void
}

const { setImmediate } = globalThis as unknown as { readonly setImmediate: (act: () => void) => void }

/** Resolves when all settled promises, and those that follow from them, have run their callbacks. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

/** A clock whose time passes only by {@link FakeClock.advance}. */
export class FakeClock implements Clock {
  #now = 0
  #count = 0
  readonly #timers = new Set<Timer>()

  now(): number {
    return this.#now
  }

  /** The number of timers that have not fired. */
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

  /** Resolves after `ms` of this clock's time. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.schedule(resolve, ms))
  }

  /** Advances the time by `ms` and runs each timer that is due. Promise callbacks run between two timers. */
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
