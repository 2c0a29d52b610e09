/** What the writer sees of saving. `failed`: the last try did not reach the disk; another is under way or due. */
export type SaveState = 'saved' | 'saving' | 'failed'

export interface AutosaveOptions {
  /** Writes what is there now. Answers whether it reached the disk. */
  readonly save: () => Promise<boolean>
  readonly onState: (state: SaveState) => void
  /** Milliseconds of rest before a save. */
  readonly rest?: number
  /** Milliseconds a change may wait at most, also while typing goes on. With the write itself it stays under a second. */
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

/**
 * Saves at rest, and at the latest `most` after the first unsaved change: a plain debounce never saves while somebody
 * types without a pause. One save at a time; a change during a save is saved by the next.
 */
export function createAutosave(options: AutosaveOptions): Autosave {
  const { save, onState, rest = 250, most = 750, retry = 3000, now = () => performance.now() } = options
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
    if (stopped) return reached
    if (reached) saved = upTo
    const clean = saved === changes
    onState(clean ? 'saved' : reached ? 'saving' : 'failed')
    if (!clean) {
      since = began
      schedule(reached ? Math.max(0, most - (now() - began)) : retry)
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
      if (running === null) schedule(Math.max(0, Math.min(rest, since + most - now())))
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
