import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { codeOf, type Files, ifThere } from './files.ts'
import { type Holder, lifeOf, parseHolder, thisHolder } from './holder.ts'
import { DeskProblem } from './problems.ts'

export const LOCK_NAME = '.galley.lock'

/** A holder touches its lock this often, so that one that cannot be asked is still known to live. Milliseconds. */
const BEAT = 5_000
/** A lock of another computer is believed this long after its last beat: clocks and sync clients are that far apart. */
const BELIEVED_ELSEWHERE = 180_000
/** A lock file without a holder in it is one being written, this long. */
const BEING_WRITTEN = 3_000

/** One Galley's hold on a library. */
export interface LibraryLock {
  /** False once somebody else's lock was found in place of ours: then nothing may be written any more. */
  held(): boolean
  release(): Promise<void>
}

interface Found {
  readonly text: string
  readonly holder: Holder | null
  readonly touched: number
}

/**
 * Takes the library's lock before anything else is done with the folder. A lock that a killed process left is taken
 * over, by one taker alone. Released by `release()` and at the process's exit.
 * @throws DeskProblem 'locked', naming the holder; what the file system threw when the folder cannot be written.
 */
export async function lockLibrary(files: Files, folder: string): Promise<LibraryLock> {
  const path = join(folder, LOCK_NAME)
  const mine = await seize(files, path)
  let held = true
  const beat = async (): Promise<void> => {
    const text = await readText(files, path)
    if (text === mine) await files.touch(path)
    else if (text !== undefined) held = false
    // Removed by hand or by a sync client: the library is still ours.
    else if (!(await create(files, path, mine))) held = false
  }
  const timer = setInterval(() => {
    void beat().catch(() => undefined)
  }, BEAT)
  timer.unref()
  const forget = atExit(() => {
    if (held) files.unlinkNow(path)
  })
  return {
    held: () => held,
    release: async () => {
      clearInterval(timer)
      forget()
      if (held) await removeIf(files, path, mine)
      held = false
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

/** Creates a lock file of ours at `path` and answers its text. A dead holder's is removed first. */
async function seize(files: Files, path: string): Promise<string> {
  const mine = `${JSON.stringify(await thisHolder(files))}\n`
  let found: Found | undefined
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await create(files, path, mine)) return mine
    found = await look(files, path)
    if (found === undefined) continue
    if (found.holder === null && Date.now() - found.touched < BEING_WRITTEN) await pause(50)
    else if (await isHeld(files, path, found)) throw locked(found.holder)
    else await removeDead(files, path, found)
  }
  throw locked(found?.holder ?? null)
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
    await files.unlink(path).catch(() => undefined)
    throw error
  }
  // Held up between the two for so long that it looked torn, it may have been taken over meanwhile.
  return (await readText(files, path)) === text
}

async function isHeld(files: Files, path: string, { holder, touched }: Found): Promise<boolean> {
  if (holder === null) return false
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
  let mine: string
  try {
    mine = await seize(files, claim)
  } catch (error) {
    if (!(error instanceof DeskProblem)) throw error
    await pause(50)
    return
  }
  try {
    await removeIf(files, path, dead.text)
  } finally {
    await removeIf(files, claim, mine)
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

function locked(holder: Holder | null): DeskProblem {
  const who =
    holder === null
      ? ''
      : ` (process ${String(holder.pid)} on ${holder.host}, running since ${holder.started.slice(0, 16).replace('T', ' ')} UTC)`
  return new DeskProblem(
    'locked',
    `This library is open in another Galley${who}.`,
    'Nothing was read or changed.',
    'Use that Galley or close it, or choose another library folder.',
  )
}
