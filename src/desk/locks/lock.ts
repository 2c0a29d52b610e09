import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { codeOf, type Files, ifExists } from '../disk/files.ts'
import {
  type Holder,
  isThisProcess,
  lifeOf,
  type Machine,
  parseHolder,
  thisHolder,
  thisMachine,
} from './holder.ts'
import { t } from '../messages.ts'
import { DeskProblem, problemWords } from '../problems.ts'

/** In a draft's folder while a process writes that draft. */
export const LOCK_FILE = 'lock'

/** A holder touches its lock this often, so that one whose process cannot be asked is still known to live. */
export const HEARTBEAT_MS = 5_000
/**
 * A lock of another machine is valid this long after its last heartbeat: allows for clocks that differ and for the delay
 * of a sync client.
 */
export const REMOTE_LOCK_VALID_MS = 180_000
/** A lock file without a holder in it is one that is just being written, this long. */
const BEING_WRITTEN_MS = 3_000
/** Between two attempts to create a lock. */
const RETRY_MS = 50
const MAX_ATTEMPTS = 100

/** What a lock needs besides the disk; a test has its own. */
export interface LockOptions {
  /** Schedules `act` after `ms`; returns a function that cancels it. */
  readonly schedule?: (act: () => void, ms: number) => () => void
  /** Milliseconds since 1970, as the disk's file times are. */
  readonly now?: () => number
  readonly sleep?: (ms: number) => Promise<unknown>
  /** The machine that this process runs on. */
  readonly machine?: Machine
}

/** One process's lock on a draft. */
export interface DraftLock {
  /** False once another lock was found in place of this one: then nothing may be written any more. */
  isHeld(): boolean
  /** As {@link isHeld}, after a look at the disk. Waits for a move that is under way. */
  confirm(): Promise<boolean>
  /** The draft's folder was renamed by others, and the lock went with it: it is at `path` now. */
  setPath(path: string): void
  /**
   * Runs a task that moves the draft's folder, after which the lock is at `to`. No heartbeat falls between the two, when
   * the lock would be missed at its old place and taken for somebody else's at the new one. Where the task throws, the
   * lock stays where it was.
   * @param to the lock file's new path
   */
  whileMoving(to: string, move: () => Promise<void>): Promise<void>
  /** Removes the lock file, if it still is this lock's. */
  release(): Promise<void>
}

/** Somebody else is writing the draft. */
export class Locked extends DeskProblem {
  /** "process 7 on desk-3, running since …"; '' when the lock does not say. */
  readonly who: string

  constructor(who: string) {
    const { what, safe, mend } =
      who === '' ? problemWords('lockedElsewhere') : problemWords('lockedBy', { who })
    super('locked', what, safe, mend)
    this.who = who
  }
}

interface FoundLock {
  readonly text: string
  readonly holder: Holder | null
  readonly touchedMs: number
}

/** Nonces of this process's locks and where each is, so that a copy of one (its folder was copied) is told from it. */
const ownLocks = new Map<string, string>()

const scheduleTimer: NonNullable<LockOptions['schedule']> = (act, ms) => {
  const timer = setTimeout(act, ms)
  timer.unref()
  return () => {
    clearTimeout(timer)
  }
}

/** What acquiring a lock needs: the disk, a clock, a way to wait, and this machine. */
interface LockingTools {
  readonly files: Files
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<unknown>
  readonly machine: Machine
}

/**
 * Acquires a lock file. An abandoned one of a killed process is taken over, by one attempt alone. Released by `release()` and at
 * the process's exit.
 * @throws Locked, naming the holder; what the file system threw when the folder cannot be written.
 */
export async function acquireLock(files: Files, path: string, options: LockOptions = {}): Promise<DraftLock> {
  const { now = Date.now, sleep = pause, schedule = scheduleTimer } = options
  const machine = options.machine ?? (await thisMachine())
  const own = await acquire({ files, now, sleep, machine }, path)
  return new HeldLock(files, path, own, schedule)
}

class HeldLock implements DraftLock {
  readonly #files: Files
  readonly #own: OwnLock
  readonly #schedule: NonNullable<LockOptions['schedule']>
  readonly #cancelAtExit: () => void
  #path: string
  /** Where the lock is about to be, while its folder moves. */
  #movingTo: string | null = null
  #isHeld = true
  #isReleased = false
  #cancelHeartbeat: () => void = () => undefined
  /** Settles after everything that looks for the lock at its path, or moves it. */
  #lastTask: Promise<unknown> = Promise.resolve()

  constructor(files: Files, path: string, own: OwnLock, schedule: NonNullable<LockOptions['schedule']>) {
    this.#files = files
    this.#path = path
    this.#own = own
    this.#schedule = schedule
    this.#cancelAtExit = atExit(() => {
      this.#removeAtExit()
    })
    this.#scheduleHeartbeat()
  }

  isHeld(): boolean {
    return this.#isHeld && !this.#isReleased
  }

  confirm(): Promise<boolean> {
    return this.#exclusive(() => this.#confirm())
  }

  async #confirm(): Promise<boolean> {
    if (!this.isHeld()) return false
    const { text } = this.#own
    const found = await readText(this.#files, this.#path)
    // Removed by hand or by a sync client: the draft is still ours.
    if (found !== text && (found !== undefined || !(await createFile(this.#files, this.#path, text))))
      this.#isHeld = false
    return this.isHeld()
  }

  setPath(path: string): void {
    this.#path = path
    ownLocks.set(this.#own.nonce, path)
  }

  whileMoving(to: string, move: () => Promise<void>): Promise<void> {
    return this.#exclusive(async () => {
      this.#movingTo = to
      try {
        await move()
        this.setPath(to)
      } finally {
        this.#movingTo = null
      }
    })
  }

  release(): Promise<void> {
    this.#isReleased = true
    this.#cancelHeartbeat()
    return this.#exclusive(async () => {
      this.#cancelAtExit()
      const wasHeld = this.#isHeld
      this.#isHeld = false
      ownLocks.delete(this.#own.nonce)
      if (wasHeld) await removeIfUnchanged(this.#files, this.#path, this.#own.text)
    })
  }

  #scheduleHeartbeat(): void {
    if (this.#isReleased) return
    this.#cancelHeartbeat = this.#schedule(() => {
      void this.#exclusive(() => this.#touchFile())
        // A disk that is away for a moment: the next heartbeat looks again.
        .catch(() => undefined)
        .finally(() => {
          this.#scheduleHeartbeat()
        })
    }, HEARTBEAT_MS)
  }

  async #touchFile(): Promise<void> {
    if (await this.#confirm()) await this.#files.touch(this.#path)
  }

  /** Runs a task after those before it, whether they succeeded or not. */
  #exclusive<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#lastTask.then(task, task)
    this.#lastTask = done.catch(() => undefined)
    return done
  }

  /** For the process's last moment, which may come in the middle of a move. */
  #removeAtExit(): void {
    if (!this.#isHeld) return
    if (this.#movingTo !== null)
      try {
        this.#files.unlinkNow(this.#movingTo)
        return
      } catch {
        // It has not moved yet.
      }
    this.#files.unlinkNow(this.#path)
  }
}

const exitHandlers = new Set<() => void>()

/** Runs `act` when the process exits; returns a function that cancels that. */
function atExit(act: () => void): () => void {
  if (exitHandlers.size === 0) process.on('exit', runExitHandlers)
  exitHandlers.add(act)
  return () => {
    exitHandlers.delete(act)
    if (exitHandlers.size === 0) process.removeListener('exit', runExitHandlers)
  }
}

function runExitHandlers(): void {
  for (const act of exitHandlers)
    try {
      act()
    } catch {
      // Gone already, or not removable: the next start finds a dead holder's lock and takes it over.
    }
}

/** A lock file of ours. */
interface OwnLock {
  readonly text: string
  readonly nonce: string
}

/** Creates a lock file of ours at `path`. A dead holder's is removed first. */
async function acquire(tools: LockingTools, path: string): Promise<OwnLock> {
  const holder = await thisHolder(tools.files, tools.machine)
  const own = { text: `${JSON.stringify(holder)}\n`, nonce: holder.nonce }
  // Known as ours before it is on the disk, or another attempt in this process would judge it abandoned.
  ownLocks.set(own.nonce, path)
  try {
    await acquireWith(tools, path, own.text)
    return own
  } catch (error) {
    ownLocks.delete(own.nonce)
    throw error
  }
}

async function acquireWith(tools: LockingTools, path: string, text: string): Promise<void> {
  const { files, now, sleep } = tools
  let found: FoundLock | undefined
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    if (await createFile(files, path, text)) return
    found = await readLock(files, path)
    if (found === undefined) continue
    if (found.holder === null && Math.abs(now() - found.touchedMs) < BEING_WRITTEN_MS) await sleep(RETRY_MS)
    else if (await isHolderAlive(tools, path, found)) throw new Locked(holderName(found.holder))
    else await removeDead(tools, path, found)
  }
  throw new Locked(holderName(found?.holder ?? null))
}

/** Returns true if the file was not there and is ours now. */
async function createFile(files: Files, path: string, text: string): Promise<boolean> {
  let file
  try {
    file = await files.open(path, 'wx')
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  try {
    await file.write(Buffer.from(text))
    await file.close()
  } catch (error) {
    await file.close().catch(() => undefined)
    await files.unlink(path).catch(() => undefined)
    throw error
  }
  // Held up between the two for so long that it looked torn, it may have been taken over meanwhile.
  return (await readText(files, path)) === text
}

async function isHolderAlive(
  tools: LockingTools,
  path: string,
  { holder, touchedMs }: FoundLock,
): Promise<boolean> {
  const { files, now, sleep, machine } = tools
  if (holder === null) return false
  if (isThisProcess(holder, machine)) return ownLocks.get(holder.nonce) === path
  switch (await lifeOf(files, holder, machine)) {
    case 'alive':
      return true
    case 'dead':
      return false
    case 'elsewhere':
      return Math.abs(now() - touchedMs) < REMOTE_LOCK_VALID_MS
    case 'unsure': {
      if (Math.abs(now() - touchedMs) < HEARTBEAT_MS * 2) return true
      // Another process with a dead holder's number, or a holder just woken from sleep: its next heartbeat tells.
      await sleep(HEARTBEAT_MS * 1.5)
      const later = await readLock(files, path)
      return later !== undefined && later.touchedMs !== touchedMs
    }
  }
}

/**
 * Removes a dead holder's lock. Two takers that both saw it must not both remove "it", for the second would remove the
 * first one's new lock: so each first takes a lock on removing this very text, and looks again.
 */
async function removeDead(tools: LockingTools, path: string, dead: FoundLock): Promise<void> {
  const { files, sleep } = tools
  const claim = `${path}.${createHash('sha256').update(dead.text).digest('hex').slice(0, 12)}`
  let own: OwnLock
  try {
    own = await acquire(tools, claim)
  } catch (error) {
    if (!(error instanceof Locked)) throw error
    await sleep(RETRY_MS)
    return
  }
  try {
    await removeIfUnchanged(files, path, dead.text)
  } finally {
    ownLocks.delete(own.nonce)
    await removeIfUnchanged(files, claim, own.text)
  }
}

async function removeIfUnchanged(files: Files, path: string, text: string): Promise<void> {
  if ((await readText(files, path)) === text) await ifExists(files.unlink(path))
}

async function readText(files: Files, path: string): Promise<string | undefined> {
  const bytes = await ifExists(files.readFile(path))
  return bytes === undefined ? undefined : Buffer.from(bytes).toString()
}

async function readLock(files: Files, path: string): Promise<FoundLock | undefined> {
  const text = await readText(files, path)
  const facts = await ifExists(files.stat(path))
  if (text === undefined || facts === undefined) return undefined
  return { text, holder: parseHolder(text), touchedMs: facts.mtimeMs }
}

function holderName(holder: Holder | null): string {
  if (holder === null) return ''
  const since = holder.started.slice(0, 16).replace('T', ' ')
  return t('places.process', { pid: holder.pid, host: holder.host, since })
}
