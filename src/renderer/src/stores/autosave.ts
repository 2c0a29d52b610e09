/** Saving may take this share of the time: a long article is saved less often, and its journal holds what was typed. */
const SHARE = 0.2
/** Milliseconds that a change waits at most, however long a save takes. */
const LONGEST = 15_000

/** What the writer sees of saving. `failed`: the last try did not reach the disk; another is under way or due. */
export type SaveState = 'saved' | 'saving' | 'failed'

export interface AutosaveOptions {
  /** Writes what is there now. Answers whether it reached the disk. */
  readonly save: () => Promise<boolean>
  readonly onState: (state: SaveState) => void
  /** Milliseconds of rest before a save. */
  readonly rest?: number
  /**
   * Milliseconds a change may wait at most, also while typing goes on. With the write itself it stays under a second,
   * as long as a save takes less than a fifth of this; then both grow.
   */
  readonly most?: number
  /** Milliseconds until a failed save is tried again. */
  readonly retry?: number
  readonly now?: () => number
}

export interface Autosave {
  /** The text changed. Cheap: on the key path. */
  touch(): void
  /** Saves at once what is not saved yet. Answers whether everything is on the disk. */
  flush(): Promise<boolean>
  /**
   * Whether the journal takes what is typed. Where it does not, saves alone keep it: a long article is then saved as
   * often as a short one, whatever that costs.
   */
  readonly journalled: (takes: boolean) => void
  /** Whether something is not on the disk. */
  readonly dirty: boolean
  /** Forgets what is pending. */
  stop(): void
}

interface Pace {
  readonly rest: number
  readonly most: number
}

/** How long a save took decides how soon there is another, as long as a journal holds what is typed meanwhile. */
function pacing({ rest = 250, most = 750 }: AutosaveOptions) {
  let took = 0
  let isJournalled = true
  return {
    now(): Pace {
      if (!isJournalled) return { rest, most }
      const longest = Math.min(Math.max(most, took / SHARE), LONGEST)
      return { most: longest, rest: Math.min(Math.max(rest, took * 2), longest) }
    },
    /** How long a change may wait still. */
    left(waited: number): number {
      const pace = this.now()
      return Math.min(pace.rest, pace.most - waited)
    },
    saved(milliseconds: number): void {
      took = milliseconds
    },
    /** Answers whether what was held is held no more. */
    journalled(takes: boolean): boolean {
      const isLost = isJournalled && !takes
      isJournalled = takes
      return isLost
    },
  }
}

/** One timer: set anew, it forgets what it was set to. */
function createTimer(ring: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const clear = (): void => {
    clearTimeout(timer)
  }
  return {
    clear,
    set(wait: number): void {
      clear()
      timer = setTimeout(ring, Math.max(0, wait))
    },
  }
}

/**
 * Saves at rest, and at the latest `most` after the first unsaved change: a plain debounce never saves while somebody
 * types without a pause. One save at a time; a change during a save is saved by the next.
 */
export function createAutosave(options: AutosaveOptions): Autosave {
  const { save, onState, retry = 3000, now = () => performance.now() } = options
  const pace = pacing(options)
  const timer = createTimer(() => void run())
  let changes = 0
  let saved = 0
  let since = 0
  let running: Promise<boolean> | null = null
  let stopped = false

  async function once(): Promise<boolean> {
    const upTo = changes
    const began = now()
    const reached = await save()
    pace.saved(now() - began)
    if (stopped) return reached
    if (reached) saved = upTo
    const clean = saved === changes
    onState(clean ? 'saved' : reached ? 'saving' : 'failed')
    if (!clean) {
      since = began
      timer.set(reached ? pace.now().most - (now() - began) : retry)
    }
    return reached
  }

  function run(): Promise<boolean> {
    timer.clear()
    running ??= once().finally(() => {
      running = null
    })
    return running
  }

  function scheduleSoon(): void {
    if (running === null) timer.set(pace.left(now() - since))
  }

  return {
    touch() {
      if (stopped) return
      if (changes === saved) {
        since = now()
        onState('saving')
      }
      changes += 1
      scheduleSoon()
    },
    journalled(takes) {
      if (pace.journalled(takes) && changes !== saved && !stopped) scheduleSoon()
    },
    async flush() {
      while (changes !== saved && !stopped) if (!(await run())) return false
      return true
    },
    get dirty() {
      return changes !== saved
    },
    stop() {
      stopped = true
      timer.clear()
    },
  }
}
