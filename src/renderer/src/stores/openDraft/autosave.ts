import { type Clock, systemClock } from '../../clock.ts'

/** Saving may take this share of the time: a long article is saved less often, and its journal keeps what was typed. */
const MAX_SAVING_SHARE = 0.2
/** How long a change waits at most, however long a save takes. */
const MAX_DELAY_MS = 15_000

/** What the writer sees of saving. `failed`: the last try did not reach the disk; another is under way or due. */
export type SaveState = 'saved' | 'saving' | 'failed'

export interface AutosaveOptions {
  /** Writes what is there now. Returns true if it reached the disk; a save that throws did not. */
  readonly save: () => Promise<boolean>
  readonly onState: (state: SaveState) => void
  /** Milliseconds of rest before a save. */
  readonly restMs?: number
  /**
   * Milliseconds a change may wait at most, also while typing goes on. With the write itself it stays under a second,
   * as long as a save takes less than a fifth of this; then both grow.
   */
  readonly maxWaitMs?: number
  /** Milliseconds until a failed save is tried again. */
  readonly retryMs?: number
  readonly clock?: Clock
}

export interface Autosave {
  /** The text changed. Cheap: on the key path. */
  touch(): void
  /** Saves at once what is not saved yet. Returns true if everything is on the disk. */
  flush(): Promise<boolean>
  /**
   * Told whether the journal accepts what is typed. Where it does not, saves alone keep it: a long article is then saved
   * as often as a short one, whatever that costs.
   */
  readonly setJournalled: (isJournalled: boolean) => void
  /** Whether something is not on the disk. */
  readonly isDirty: boolean
  /** Forgets what is pending. */
  stop(): void
}

interface Pace {
  readonly restMs: number
  readonly maxWaitMs: number
}

/** How long a save took decides how soon there is another, as long as a journal keeps what is typed meanwhile. */
function pacing({ restMs = 250, maxWaitMs = 750 }: AutosaveOptions) {
  let tookMs = 0
  let isJournalled = true
  return {
    current(): Pace {
      if (!isJournalled) return { restMs, maxWaitMs }
      const longest = Math.min(Math.max(maxWaitMs, tookMs / MAX_SAVING_SHARE), MAX_DELAY_MS)
      return { maxWaitMs: longest, restMs: Math.min(Math.max(restMs, tookMs * 2), longest) }
    },
    /** How long a change that has waited so long may wait still. */
    delayAfter(waitedMs: number): number {
      const pace = this.current()
      return Math.min(pace.restMs, pace.maxWaitMs - waitedMs)
    },
    saved(milliseconds: number): void {
      tookMs = milliseconds
    },
    /** Returns true if the journal has just stopped accepting lines. */
    journalled(isAccepting: boolean): boolean {
      const isLost = isJournalled && !isAccepting
      isJournalled = isAccepting
      return isLost
    },
  }
}

/** One timer: setting it cancels what it was set to before. */
function createTimer(clock: Clock, act: () => void) {
  let cancel = (): void => undefined
  return {
    clear: (): void => {
      cancel()
    },
    set(waitMs: number): void {
      cancel()
      cancel = clock.schedule(act, Math.max(0, waitMs))
    },
  }
}

/**
 * Saves at rest, and at the latest `maxWaitMs` after the first unsaved change: a plain debounce never saves while
 * somebody types without a pause. One save at a time; a change during a save is saved by the next.
 */
export function createAutosave(options: AutosaveOptions): Autosave {
  return new PacedAutosave(options)
}

class PacedAutosave implements Autosave {
  readonly #options: AutosaveOptions
  readonly #retryMs: number
  readonly #clock: Clock
  readonly #pace: ReturnType<typeof pacing>
  readonly #timer: ReturnType<typeof createTimer>
  #changes = 0
  #saved = 0
  /** When the first unsaved change was made. */
  #firstChangeAt = 0
  #running: Promise<boolean> | null = null
  #isStopped = false

  constructor(options: AutosaveOptions) {
    this.#options = options
    this.#retryMs = options.retryMs ?? 3000
    this.#clock = options.clock ?? systemClock
    this.#pace = pacing(options)
    this.#timer = createTimer(this.#clock, () => void this.#run())
  }

  readonly setJournalled = (isAccepting: boolean): void => {
    if (this.#pace.journalled(isAccepting) && this.isDirty && !this.#isStopped) this.#schedule()
  }

  get isDirty(): boolean {
    return this.#changes !== this.#saved
  }

  touch(): void {
    if (this.#isStopped) return
    if (!this.isDirty) {
      this.#firstChangeAt = this.#clock.now()
      this.#options.onState('saving')
    }
    this.#changes += 1
    this.#schedule()
  }

  async flush(): Promise<boolean> {
    while (this.isDirty && !this.#isStopped) if (!(await this.#run())) return false
    return !this.isDirty
  }

  stop(): void {
    this.#isStopped = true
    this.#timer.clear()
  }

  #schedule(): void {
    if (this.#running === null)
      this.#timer.set(this.#pace.delayAfter(this.#clock.now() - this.#firstChangeAt))
  }

  #run(): Promise<boolean> {
    this.#timer.clear()
    this.#running ??= this.#saveOnce().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #saveOnce(): Promise<boolean> {
    const upTo = this.#changes
    const began = this.#clock.now()
    const reached = await this.#attempt()
    const tookMs = this.#clock.now() - began
    this.#pace.saved(tookMs)
    if (reached) this.#saved = upTo
    if (this.#isStopped) return reached
    this.#options.onState(!this.isDirty ? 'saved' : reached ? 'saving' : 'failed')
    if (this.isDirty) {
      this.#firstChangeAt = began
      this.#timer.set(reached ? this.#pace.current().maxWaitMs - tookMs : this.#retryMs)
    }
    return reached
  }

  /** A save that throws is a failed save: it is tried again. */
  async #attempt(): Promise<boolean> {
    try {
      return await this.#options.save()
    } catch {
      return false
    }
  }
}
