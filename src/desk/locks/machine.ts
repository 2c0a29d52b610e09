import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { codeOf } from '../disk/files.ts'
import type { SystemEnvironment } from '../disk/systemFolders.ts'

/**
 * An id of this machine, so that a lock on a synced folder tells two computers of one name apart, and one computer that
 * changes its name stays the same. It is random, and kept in a file of this machine alone, never in a library:
 *
 *     {"machine":"3f0a9c…","file":281474976812345}
 *
 * `file` is the number (inode) of that very file: in a copy, as a migration to a new computer makes one, it does not fit,
 * and the copy counts for nothing.
 */

/** Name of the file in {@link machineFolder}. */
export const MACHINE_FILE = 'machine.json'

/** Returns the folder of what belongs to this machine and does not roam to others. */
export function machineFolder(
  { platform, home, env }: SystemEnvironment = {
    platform: process.platform,
    home: homedir(),
    env: process.env,
  },
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Galley')
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Galley')
  const { XDG_STATE_HOME: folder = '' } = env
  return join(folder.startsWith('/') ? folder : join(home, '.local', 'state'), 'galley')
}

/**
 * Returns the id of the machine that `folder` belongs to; it is made where there is none. Of several processes that make
 * it at once, one succeeds and all return the same id. Null when the folder takes no file: then machines are told apart
 * by their names alone.
 */
export async function machineId(folder: string = machineFolder()): Promise<string | null> {
  const path = join(folder, MACHINE_FILE)
  try {
    return (await readId(path)) ?? (await makeId(folder, path))
  } catch {
    return null
  }
}

/** Returns the id in a file; null when there is no file, or it is torn or a copy. */
async function readId(path: string): Promise<string | null> {
  try {
    const { machine, file } = JSON.parse(await readFile(path, 'utf8')) as Readonly<Record<string, unknown>>
    const isOriginal = file === (await stat(path)).ino
    return isOriginal && typeof machine === 'string' && /^[0-9a-f]{32}$/.test(machine) ? machine : null
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError || codeOf(error) === 'ENOENT') return null
    throw error
  }
}

/** Writes the file whole beside its place and puts it there, unless another process did meanwhile. */
async function makeId(folder: string, path: string): Promise<string | null> {
  await mkdir(folder, { recursive: true })
  const temp = `${path}.${randomBytes(6).toString('hex')}`
  const handle = await open(temp, 'wx', 0o600)
  try {
    const { ino } = await handle.stat()
    await handle.writeFile(`${JSON.stringify({ machine: randomBytes(16).toString('hex'), file: ino })}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    await link(temp, path)
  } catch {
    // One is there: another process was faster, or it is torn or a copy. Some disks know no links at all.
    if ((await readId(path)) === null) await rename(temp, path)
  } finally {
    await unlink(temp).catch(() => undefined)
  }
  return readId(path)
}
