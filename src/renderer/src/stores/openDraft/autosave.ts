import type { Settings } from '../../../../desk.ts'
import { type Clock, systemClock } from '../../clock.ts'

/**
 * The share of the time that saving may take, 0 to 1. A long article takes longer to save, so it is saved less often; its
 * journal keeps what was typed meanwhile.
 */
const MAX_SAVING_SHARE = 0.2
/** The longest wait of a change, however long a save takes. */
const MAX_DELAY_MS = 15_000

/** What the writer sees of saving. `failed`: the last attempt did not reach the disk; another is under way or due. */
export type SaveState = 'saved' | 'saving' | 'failed'

/** How and how often to save. */
export interface AutosaveOptions {
  /** Saves the present state. Returns true if it reached the disk; a save that throws did not. */
  readonly save: () => Promise<boolean>
  /** Called whenever the state changes. */
  readonly onState: (state: SaveState) => void
  /** Returns the pace that the writer chose; read each time. {@link PACES}`.pause` by default. */
  readonly pace?: () => Pace
  /** The delay before a failed save is tried again. 3000 by default. */
  readonly retryMs?: number
  readonly clock?: Clock
}

/** Decides when a draft is saved. */
export interface Autosave {
  /** To be called at each change. Cheap: on the key path. */
  touch(): void
  /** Saves what is not saved yet, at once. Returns true if everything is on the disk. */
  flush(): Promise<boolean>
  /**
   * To be called with whether the journal accepts what is typed. If it does not, only saves keep the words: a long article
   * is then saved as often as a short one, whatever that costs.
   */
  readonly setJournalled: (isJournalled: boolean) => void
  /** True if some change is not on the disk. */
  readonly isDirty: boolean
  /** Saves nothing any more. */
  stop(): void
}

/** How soon a change is saved, as long as a save takes less than a fifth of the longest wait; beyond that both grow. */
export interface Pace {
  /** The pause in typing before a save, in milliseconds. */
  readonly restMs: number
  /** The longest wait of a change while typing goes on, in milliseconds. */
  readonly maxWaitMs: number
}

/**
 * The paces of the setting `autosave`. At the first, with the write itself, a word is in the draft's file within a second. At
 * any, the journal notes each step at once.
 */
export const PACES: Readonly<Record<Settings['autosave'], Pace>> = {
  pause: { restMs: 250, maxWaitMs: 750 },
  '1': { restMs: 1000, maxWaitMs: 3000 },
  '2': { restMs: 2000, maxWaitMs: 6000 },
  '5': { restMs: 5000, maxWaitMs: 15_000 },
}

/**
 * Computes the pace from the chosen one and from how long the last save took. Example: a save of 600 ms may take a fifth of the time, so the longest
 * wait becomes 3 s, and the pause before a save 1.2 s.
 */
function pacing({ pace = () => PACES.pause }: AutosaveOptions) {
  let tookMs = 0
  let isJournalled = true
  return {
    current(): Pace {
      if (!isJournalled) return PACES.pause
      const { restMs, maxWaitMs } = pace()
      const longest = Math.min(Math.max(maxWaitMs, tookMs / MAX_SAVING_SHARE), MAX_DELAY_MS)
      return { maxWaitMs: longest, restMs: Math.min(Math.max(restMs, tookMs * 2), longest) }
    },
    /** Returns how much longer a change may wait that has waited for `waitedMs`. */
    delayAfter(waitedMs: number): number {
      const pace = this.current()
      return Math.min(pace.restMs, pace.maxWaitMs - waitedMs)
    },
    /** The last save took this long. */
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

/** One timer: setting it again cancels the earlier setting. */
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
 * Saves when the writer pauses, and at the latest the pace's `maxWaitMs` after the first unsaved change: a plain debounce would never
 * save while somebody types without a pause. One save runs at a time; the next one saves what changed during it.
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
  /** Counts changes, and how many of them the last successful save included. */
  #changes = 0
  #saved = 0
  /** When the first unsaved change was made, on the clock. */
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

  /** Sets the timer of the next save, unless one is running: that sets it when it ends. */
  #schedule(): void {
    if (this.#running === null)
      this.#timer.set(this.#pace.delayAfter(this.#clock.now() - this.#firstChangeAt))
  }

  /** Saves now, or joins the save that is running. */
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
    const isSaved = await this.#attempt()
    const tookMs = this.#clock.now() - began
    this.#pace.saved(tookMs)
    if (isSaved) this.#saved = upTo
    if (this.#isStopped) return isSaved
    this.#options.onState(!this.isDirty ? 'saved' : isSaved ? 'saving' : 'failed')
    if (this.isDirty) {
      this.#firstChangeAt = began
      this.#timer.set(isSaved ? this.#pace.current().maxWaitMs - tookMs : this.#retryMs)
    }
    return isSaved
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
