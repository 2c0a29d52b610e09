import { appendFileSync } from 'node:fs'

/** Whether the long form runs: hundreds of rounds where the short one has dozens. */
export const LONG = process.env.GALLEY_DURABILITY === 'long'

export interface Line {
  /** What is promised, as the table says it. */
  readonly promise: string
  readonly rounds: number
  readonly losses: number
  /** What else is to be known: who it ran as, what was slow. */
  readonly note?: string
  /** Why it could not be tried here. */
  readonly skipped?: string
}

/** Notes what a promise came to, for the table at the end of `npm run test:durability`. */
export function record(line: Line): void {
  const file = process.env.GALLEY_LEDGER
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`)
}

/** Rounds of one promise: counts them and what was lost in them, and keeps what is to be said of each loss. */
export class Rounds {
  rounds = 0
  readonly losses: string[] = []
  readonly #promise: string

  constructor(promise: string) {
    this.#promise = promise
  }

  /** One round: `true` is kept, a text says what was lost. */
  count(outcome: true | string): void {
    this.rounds += 1
    if (outcome !== true) this.losses.push(outcome)
  }

  /** Into the table. Answers the losses, for the test to expect none. */
  end(note?: string): readonly string[] {
    const line = { promise: this.#promise, rounds: this.rounds, losses: this.losses.length }
    record(note === undefined ? line : { ...line, note })
    return this.losses.slice(0, 10)
  }
}

/** Numbers from 0 to 1 that are the same at every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
