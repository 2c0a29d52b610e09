import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { codeOf, type Files, ifThere } from './files.ts'
import { type Holder, isThisProcess, lifeOf, parseHolder, thisHolder } from './holder.ts'
import { DeskProblem } from './problems.ts'

/** In a draft's folder while a process writes that draft. */
export const LOCK_FILE = 'lock'

/** A holder touches its lock this often, so that one that cannot be asked is still known to live. Milliseconds. */
const BEAT = 5_000
/** A lock of another computer is believed this long after its last beat: clocks and sync clients are that far apart. */
const BELIEVED_ELSEWHERE = 180_000
/** A lock file without a holder in it is one being written, this long. */
const BEING_WRITTEN = 3_000

/** One process's hold on a draft. */
export interface DraftLock {
  /** False once somebody else's lock was found in place of ours: then nothing may be written any more. */
  held(): boolean
  /** As {@link held}, after a look at the disk. */
  confirm(): Promise<boolean>
  /** The draft's folder was renamed, and the lock went with it. */
  moved(path: string): void
  /** Runs a task that moves the folder, after which the lock is at `to`. */
  whileMoving(to: string, move: () => Promise<void>): Promise<void>
  release(): Promise<void>
}

/** Somebody else is writing the draft. */
export class Locked extends DeskProblem {
  /** "process 7 on desk-3, running since …"; '' when the lock does not say. */
  readonly who: string

  constructor(who: string) {
    super(
      'locked',
      `This draft is open in another Galley${who === '' ? '' : ` (${who})`}.`,
      'Nothing on disk was touched, and what is on the screen is still there.',
      'Go on writing there, or close it there; or save yours as a copy.',
    )
    this.who = who
  }
}

interface Found {
  readonly text: string
  readonly holder: Holder | null
  readonly touched: number
}

/** Locks of this process, so that a copy of one (its folder was copied) is told from it. */
const ours = new Map<string, string>()

/**
 * Takes a lock file. One that a killed process left is taken over, by one taker alone. Released by `release()` and at
 * the process's exit.
 * @throws Locked, naming the holder; what the file system threw when the folder cannot be written.
 */
export async function takeLock(files: Files, at: string): Promise<DraftLock> {
  let path = at
  const { text: mine, nonce } = await seize(files, path)
  let held = true
  const confirm = async (): Promise<boolean> => {
    const text = await readText(files, path)
    // Removed by hand or by a sync client: the draft is still ours.
    if (held && text !== mine && (text !== undefined || !(await create(files, path, mine)))) held = false
    return held
  }
  const timer = setInterval(() => {
    void confirm()
      .then(async (still) => {
        if (still) await files.touch(path)
      })
      .catch(() => undefined)
  }, BEAT)
  timer.unref()
  const forget = atExit(() => {
    if (held) files.unlinkNow(path)
  })
  return {
    held: () => held,
    confirm,
    moved: (to) => {
      path = to
      ours.set(nonce, path)
    },
    whileMoving: async (to, move) => {
      await move()
      path = to
      ours.set(nonce, path)
    },
    release: async () => {
      clearInterval(timer)
      forget()
      const was = held
      held = false
      ours.delete(nonce)
      if (was) await removeIf(files, path, mine)
    },
  }
}

const lastActs = new Set<() => void>()

/** Has `act` done when the process exits; answers what takes that back. */
function atExit(act: () => void): () => void {
  if (lastActs.size === 0) process.on('exit', doLastActs)
  lastActs.add(act)
  return () => {
    lastActs.delete(act)
    if (lastActs.size === 0) process.removeListener('exit', doLastActs)
  }
}

function doLastActs(): void {
  for (const act of lastActs)
    try {
      act()
    } catch {
      // Gone already, or not removable: the next start finds a dead holder's lock and takes it over.
    }
}

/** A lock file of ours. */
interface Taken {
  readonly text: string
  readonly nonce: string
}

/** Creates a lock file of ours at `path`. A dead holder's is removed first. */
async function seize(files: Files, path: string): Promise<Taken> {
  const holder = await thisHolder(files)
  const taken = { text: `${JSON.stringify(holder)}\n`, nonce: holder.nonce }
  // Known as ours before it is on the disk, lest another taker in this process believe it a dead one's.
  ours.set(taken.nonce, path)
  try {
    await seizeAs(files, path, taken.text)
    return taken
  } catch (error) {
    ours.delete(taken.nonce)
    throw error
  }
}

async function seizeAs(files: Files, path: string, mine: string): Promise<void> {
  let found: Found | undefined
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await create(files, path, mine)) return
    found = await look(files, path)
    if (found === undefined) continue
    if (found.holder === null && Math.abs(Date.now() - found.touched) < BEING_WRITTEN) await pause(50)
    else if (await isHeld(files, path, found)) throw new Locked(whoIs(found.holder))
    else await removeDead(files, path, found)
  }
  throw new Locked(whoIs(found?.holder ?? null))
}

/** Whether the file was not there and is ours now. */
async function create(files: Files, path: string, text: string): Promise<boolean> {
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

async function isHeld(files: Files, path: string, { holder, touched }: Found): Promise<boolean> {
  if (holder === null) return false
  if (isThisProcess(holder)) return ours.get(holder.nonce) === path
  switch (await lifeOf(files, holder)) {
    case 'alive':
      return true
    case 'dead':
      return false
    case 'elsewhere':
      return Math.abs(Date.now() - touched) < BELIEVED_ELSEWHERE
    case 'unsure': {
      if (Math.abs(Date.now() - touched) < BEAT * 2) return true
      // Another process with a dead holder's number, or a holder just woken from sleep: its next beat tells.
      await pause(BEAT * 1.5)
      const later = await look(files, path)
      return later !== undefined && later.touched !== touched
    }
  }
}

/**
 * Removes a dead holder's lock. Two takers that both saw it must not both remove "it", for the second would remove the
 * first one's new lock: so each first takes a lock on removing this very text, and looks again.
 */
async function removeDead(files: Files, path: string, dead: Found): Promise<void> {
  const claim = `${path}.${createHash('sha256').update(dead.text).digest('hex').slice(0, 12)}`
  let mine: Taken
  try {
    mine = await seize(files, claim)
  } catch (error) {
    if (!(error instanceof Locked)) throw error
    await pause(50)
    return
  }
  try {
    await removeIf(files, path, dead.text)
  } finally {
    ours.delete(mine.nonce)
    await removeIf(files, claim, mine.text)
  }
}

async function removeIf(files: Files, path: string, text: string): Promise<void> {
  if ((await readText(files, path)) === text) await ifThere(files.unlink(path))
}

async function readText(files: Files, path: string): Promise<string | undefined> {
  const bytes = await ifThere(files.readFile(path))
  return bytes === undefined ? undefined : Buffer.from(bytes).toString()
}

async function look(files: Files, path: string): Promise<Found | undefined> {
  const text = await readText(files, path)
  const facts = await ifThere(files.stat(path))
  if (text === undefined || facts === undefined) return undefined
  return { text, holder: parseHolder(text), touched: facts.mtimeMs }
}

function whoIs(holder: Holder | null): string {
  if (holder === null) return ''
  const since = holder.started.slice(0, 16).replace('T', ' ')
  return `process ${String(holder.pid)} on ${holder.host}, running since ${since} UTC`
}
