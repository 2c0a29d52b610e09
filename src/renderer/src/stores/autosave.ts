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
  /** Whether something is not on the disk. */
  readonly dirty: boolean
  /** Forgets what is pending. */
  stop(): void
}

interface Pace {
  readonly rest: number
  readonly most: number
}

/** How long a save took decides how soon there is another. */
function paceAfter(took: number, usual: Pace): Pace {
  const most = Math.min(Math.max(usual.most, took / SHARE), LONGEST)
  return { most, rest: Math.min(Math.max(usual.rest, took * 2), most) }
}

/**
 * Saves at rest, and at the latest `most` after the first unsaved change: a plain debounce never saves while somebody
 * types without a pause. One save at a time; a change during a save is saved by the next.
 */
export function createAutosave(options: AutosaveOptions): Autosave {
  const { save, onState, retry = 3000, now = () => performance.now() } = options
  const { rest = 250, most = 750 } = options
  const usual = { rest, most }
  let pace = usual
  let changes = 0
  let saved = 0
  let since = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | null = null
  let stopped = false

  function schedule(wait: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void run(), wait)
  }

  async function once(): Promise<boolean> {
    const upTo = changes
    const began = now()
    const reached = await save()
    pace = paceAfter(now() - began, usual)
    if (stopped) return reached
    if (reached) saved = upTo
    const clean = saved === changes
    onState(clean ? 'saved' : reached ? 'saving' : 'failed')
    if (!clean) {
      since = began
      schedule(reached ? Math.max(0, pace.most - (now() - began)) : retry)
    }
    return reached
  }

  function run(): Promise<boolean> {
    clearTimeout(timer)
    running ??= once().finally(() => {
      running = null
    })
    return running
  }

  return {
    touch() {
      if (stopped) return
      if (changes === saved) {
        since = now()
        onState('saving')
      }
      changes += 1
      if (running === null) schedule(Math.max(0, Math.min(pace.rest, since + pace.most - now())))
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
      clearTimeout(timer)
    },
  }
}
