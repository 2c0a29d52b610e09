import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { link, mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../desk/disk/index.ts'
import { t } from './messages.ts'

/**
 * How a page that was left open finds its host again after a restart: by the token in its cookie, and the ports that hosts
 * of its library had. Each library has two files in this machine's state folder:
 *
 *   host-token       43 characters of base64url, readable by its owner alone, written once
 *   host-ports.json  [51342, 8080], newest first
 *
 * A host starts without them too, with a new token and any port, as at the first start.
 */
export interface SavedAddress {
  readonly token: string
  /** Ports that hosts of this library had, newest first. */
  readonly ports: readonly number[]
  /** Saves a port as the newest one. Never rejects. */
  savePort(port: number): Promise<void>
}

const TOKEN_FILE = 'host-token'
const PORTS_FILE = 'host-ports.json'
const TOKEN_BYTES = 32
const TOKEN_PATTERN = /^[\w-]{43}$/

/** How many ports are saved. A library has one host as a rule, and two at most take turns. */
const MAX_SAVED_PORTS = 3

/** Neither file is ever this long: a longer one is not ours. */
const MAX_FILE_BYTES = 1000

/** Returns 256 random bits as base64url. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** Returns an address for one run: nothing is read or written. */
export function unsavedAddress(token = newToken()): SavedAddress {
  return { token, ports: [], savePort: () => Promise.resolve() }
}

/**
 * Reads a library's token and ports. Makes a new token if there is none, or none that can be trusted.
 * @param folder the library's state folder; created if it is missing, for its owner alone
 * @param log told if the files cannot be used; the host then has an unsaved address
 */
export async function openSavedAddress(
  folder: string,
  log: (line: string) => void = () => undefined,
): Promise<SavedAddress> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const token = await savedToken(folder)
    const ports = await readPorts(folder)
    return { token, ports, savePort: (port) => savePort(folder, [port, ...ports], log) }
  } catch (error) {
    log(t('log.addressNotSaved', { reason: String(error) }))
    return unsavedAddress()
  }
}

/** Returns the library's token, which is created if needed. Two hosts that start at once get the same one. */
async function savedToken(folder: string): Promise<string> {
  const file = join(folder, TOKEN_FILE)
  const read = await readToken(file)
  if (read.token !== null) return read.token
  const token = newToken()
  const temp = join(folder, `${TOKEN_FILE}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    await writeFile(temp, `${token}\n`, { mode: 0o600, flag: 'wx' })
    if (read.isThere) await rename(temp, file)
    else if (!(await nameIfFree(temp, file))) return (await readToken(file)).token ?? token
    return token
  } finally {
    await rm(temp, { force: true })
  }
}

/**
 * Gives a file a name that no other file has. Where the file system has no hard links, it renames.
 * @returns false if another file has the name already
 */
async function nameIfFree(temp: string, file: string): Promise<boolean> {
  try {
    await link(temp, file)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    await rename(temp, file)
  }
  return true
}

interface ReadToken {
  /** Null if there is no token, or none that can be trusted. */
  readonly token: string | null
  /** True if there is anything under the file's name. */
  readonly isThere: boolean
}

async function readToken(file: string): Promise<ReadToken> {
  try {
    const text = (await readPrivate(file)).trimEnd()
    return { token: TOKEN_PATTERN.test(text) ? text : null, isThere: true }
  } catch (error) {
    return { token: null, isThere: codeOf(error) !== 'ENOENT' }
  }
}

/** Refuses links, and opens a FIFO without waiting for its writer. Windows has neither flag. */
const OPEN_FLAGS =
  process.platform === 'win32'
    ? constants.O_RDONLY
    : constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/**
 * Reads a small file of our own. Returns '' for anything but a file, and for a file that is too large, belongs to another
 * user, or can be read by others.
 * @throws the file system's error; also for a symbolic link, which is not followed
 */
async function readPrivate(file: string): Promise<string> {
  const handle = await open(file, OPEN_FLAGS)
  try {
    const found = await handle.stat()
    const isPrivate =
      process.platform === 'win32' || ((found.mode & 0o077) === 0 && found.uid === process.getuid?.())
    return found.isFile() && isPrivate && found.size <= MAX_FILE_BYTES ? await handle.readFile('utf8') : ''
  } finally {
    await handle.close()
  }
}

async function readPorts(folder: string): Promise<readonly number[]> {
  try {
    return portsIn(await readPrivate(join(folder, PORTS_FILE)))
  } catch {
    return []
  }
}

/** Returns the ports of a file's text; none if there is anything else in it. */
function portsIn(text: string): readonly number[] {
  const value: unknown = JSON.parse(text)
  const isPort = (port: unknown): port is number =>
    typeof port === 'number' && Number.isInteger(port) && port > 0 && port <= 65_535
  return Array.isArray(value) && value.every(isPort) ? value.slice(0, MAX_SAVED_PORTS) : []
}

async function savePort(
  folder: string,
  ports: readonly number[],
  log: (line: string) => void,
): Promise<void> {
  const temp = join(folder, `${PORTS_FILE}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const kept = [...new Set(ports)].slice(0, MAX_SAVED_PORTS)
    await writeFile(temp, `${JSON.stringify(kept)}\n`, { mode: 0o600, flag: 'wx' })
    await rename(temp, join(folder, PORTS_FILE))
  } catch (error) {
    log(t('log.portNotSaved', { reason: String(error) }))
    await rm(temp, { force: true }).catch(() => undefined)
  }
}
