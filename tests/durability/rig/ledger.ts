import { appendFileSync } from 'node:fs'

/** True if the long form runs, which has hundreds of rounds where the short one has dozens. */
export const LONG = process.env.GALLEY_DURABILITY === 'long'

/** A line of the table of promises. */
export interface Line {
  /** The promise, as the table names it. */
  readonly promise: string
  readonly rounds: number
  readonly losses: number
  /** A remark, for example which user it ran as. */
  readonly note?: string
  /** Why it could not be tested here. */
  readonly skipped?: string
}

/** Appends a line to the ledger, from which `npm run test:durability` makes its table. Does nothing in other runs. */
export function record(line: Line): void {
  const file = process.env.GALLEY_LEDGER
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`)
}

/** Counts the rounds of one promise, and keeps a description of each loss. */
export class Rounds {
  rounds = 0
  readonly losses: string[] = []
  readonly #promise: string

  constructor(promise: string) {
    this.#promise = promise
  }

  /** Counts one round: true if the promise was kept, otherwise a text that says what was lost. */
  count(outcome: true | string): void {
    this.rounds += 1
    if (outcome !== true) this.losses.push(outcome)
  }

  /** Records the line; returns the first ten losses, so that a test can expect none. */
  end(note?: string): readonly string[] {
    const line = { promise: this.#promise, rounds: this.rounds, losses: this.losses.length }
    record(note === undefined ? line : { ...line, note })
    return this.losses.slice(0, 10)
  }
}

/** Returns a generator of numbers from 0 to 1 that are the same at every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
