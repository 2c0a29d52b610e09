import type { Clock } from '../../clock.ts'

/** The result of appending lines. `lost`: there was no answer, so the desk may have them. */
export type AppendResult = 'kept' | 'refused' | 'lost'

/** Where a journal sends its lines, and when. */
export interface JournalOptions {
  /** Appends lines to the draft's journal on the disk; `from` is the number of the first. */
  readonly append: (from: number, lines: string) => Promise<AppendResult>
  /** The number of the first line that will be added. */
  readonly nextLine: number
  /** Called after every call with whether the journal accepts lines; while it does not, only saves keep what is typed. */
  readonly onJournalled?: (isJournalled: boolean) => void
  readonly clock: Clock
  /** How long lines are collected, in milliseconds, so that the call comes after the key is painted. 20 by default. */
  readonly gatherMs?: number
}

/**
 * The lines typed since the last save, with the desk's numbers. They are on the disk a keystroke after they were typed.
 *
 * Example: lines 7 and 8 are typed and sent as `append(7, …)`. The answer is lost, so the next call sends 7 to 9 again;
 * the desk skips the lines it has. A save that read the document after line 9 drops all lines below 10.
 */
export interface Journal {
  /** The number of the next line: a document read now includes all lines below it. */
  readonly nextLine: number
  /** Adds a line: ProseMirror steps or metadata, as JSON. On the key path: nothing is sent before the pause. */
  add(entry: unknown): void
  /** Drops all lines below `line`: the draft's file includes them. */
  discardBelow(line: number): void
  /** Sends all lines from `line` on again: the desk has none of them, whatever earlier calls were answered. */
  resendFrom(line: number): void
  /** Stops sending. Resolves once no call is under way. */
  pause(): Promise<void>
  /** Sends again after {@link pause}. */
  resume(): void
  /** Sends nothing any more. */
  stop(): void
}

const GATHER_MS = 20
/** One refusal can be a race with a save. After two, the journal counts as broken, and frequent saves keep what is typed. */
const MAX_REFUSALS = 2

/** Creates the journal of one opening of a draft. */
export function createJournal(options: JournalOptions): Journal {
  return new NumberedJournal(options)
}

class NumberedJournal implements Journal {
  readonly #options: JournalOptions
  /** The number of the first line in `#lines`. */
  #first: number
  #lines: string[] = []
  /** All lines below this number are on the disk. */
  #acknowledged: number
  #refusals = 0
  #pendingCall: Promise<void> | null = null
  /** Counts {@link resendFrom}. The result of a call from before is ignored. */
  #generation = 0
  #isPaused = false
  #isStopped = false
  #cancel: (() => void) | null = null

  constructor(options: JournalOptions) {
    this.#options = options
    this.#first = this.#acknowledged = options.nextLine
  }

  get nextLine(): number {
    return this.#first + this.#lines.length
  }

  add(entry: unknown): void {
    if (this.#isStopped) return
    this.#lines.push(JSON.stringify(entry))
    this.#schedule()
  }

  discardBelow(line: number): void {
    const count = Math.max(0, Math.min(line, this.nextLine) - this.#first)
    this.#lines = this.#lines.slice(count)
    this.#first += count
    this.#acknowledged = Math.max(this.#acknowledged, this.#first)
    this.#schedule()
  }

  resendFrom(line: number): void {
    this.#generation += 1
    this.#pendingCall = null
    this.#refusals = 0
    this.#acknowledged = Math.min(Math.max(line, this.#first), this.nextLine)
    this.#schedule()
  }

  async pause(): Promise<void> {
    this.#isPaused = true
    await this.#pendingCall
  }

  resume(): void {
    this.#isPaused = false
    this.#schedule()
  }

  stop(): void {
    this.#isStopped = true
    this.#cancel?.()
    this.#cancel = null
  }

  /** Starts the pause before the next call, if there are lines to send. */
  #schedule(): void {
    const isIdle = this.#cancel === null && this.#pendingCall === null && !this.#isPaused && !this.#isStopped
    if (!isIdle || this.#acknowledged === this.nextLine) return
    this.#cancel = this.#options.clock.schedule(() => {
      this.#cancel = null
      if (this.#isPaused || this.#isStopped || this.#pendingCall !== null) return
      // A save may have included them meanwhile.
      if (this.#acknowledged === this.nextLine) return
      this.#pendingCall = this.#send(this.#generation)
    }, this.#options.gatherMs ?? GATHER_MS)
  }

  /** Sends all lines that the desk has not acknowledged, in one call. */
  async #send(generation: number): Promise<void> {
    const from = this.#acknowledged
    const upTo = this.nextLine
    const lines = this.#lines.slice(from - this.#first)
    const result = await this.#options.append(from, `${lines.join('\n')}\n`).catch(() => 'lost' as const)
    if (this.#isStopped || generation !== this.#generation) return
    this.#pendingCall = null
    if (result === 'kept') this.#acknowledged = Math.max(this.#acknowledged, upTo)
    this.#refusals = result === 'kept' ? 0 : this.#refusals + 1
    this.#options.onJournalled?.(this.#refusals < MAX_REFUSALS)
    // After more refusals, the next line or save sends them again.
    if (this.#refusals < MAX_REFUSALS) this.#schedule()
  }
}
