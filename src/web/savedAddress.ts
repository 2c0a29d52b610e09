import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { link, mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../desk/disk/files.ts'

/**
 * What lets a page that is left open find its host again after a restart: the token that its cookie carries, and the
 * ports that hosts of its library had. Two files of one library in this machine's state folder:
 *
 *   host-token       43 characters of base64url, readable by its owner alone, written once
 *   host-ports.json  [51342, 8080], newest first
 *
 * Neither may keep a host from starting: without them it has a token and a port of its own, as a first start has.
 */
export interface SavedAddress {
  readonly token: string
  /** Newest first; all of them ports of hosts of this library. */
  readonly ports: readonly number[]
  /** Puts a port before the others. Never rejects. */
  savePort(port: number): Promise<void>
}

const TOKEN_FILE = 'host-token'
const PORTS_FILE = 'host-ports.json'
const TOKEN_BYTES = 32
const TOKEN = /^[\w-]{43}$/

/** A library has one host as a rule; two of them at most change places. */
const SAVED_PORTS = 3

const MAX_FILE_BYTES = 1000

export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

/** An address for one run alone: nothing is read or written. */
export function unsavedAddress(token = newToken()): SavedAddress {
  return { token, ports: [], savePort: () => Promise.resolve() }
}

/**
 * Reads a library's token and ports, and makes a token where there is none that can be trusted.
 * @param folder the library's state folder; created, for its owner alone
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
    log(`could not keep the address for the next start: ${String(error)}`)
    return unsavedAddress()
  }
}

/** The library's token. Two hosts that start at once get the same one. */
async function savedToken(folder: string): Promise<string> {
  const file = join(folder, TOKEN_FILE)
  const read = await readToken(file)
  if (read.token !== null) return read.token
  const token = newToken()
  const temp = join(folder, `${TOKEN_FILE}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    await writeFile(temp, `${token}\n`, { mode: 0o600, flag: 'wx' })
    if (read.isThere) await rename(temp, file)
    else if (!(await linked(temp, file))) return (await readToken(file)).token ?? token
    return token
  } finally {
    await rm(temp, { force: true })
  }
}

/** Gives a file its name if nothing has it. A file system without links renames. */
async function linked(temp: string, file: string): Promise<boolean> {
  try {
    await link(temp, file)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    await rename(temp, file)
  }
  return true
}

interface ReadToken {
  /** Null if there is none, or none that can be trusted. */
  readonly token: string | null
  readonly isThere: boolean
}

async function readToken(file: string): Promise<ReadToken> {
  try {
    const text = (await readPrivate(file)).trimEnd()
    return { token: TOKEN.test(text) ? text : null, isThere: true }
  } catch (error) {
    return { token: null, isThere: codeOf(error) !== 'ENOENT' }
  }
}

/** Not on Windows, where only an administrator makes links. A FIFO is opened without waiting for its writer. */
const OPEN_FLAGS =
  process.platform === 'win32'
    ? constants.O_RDONLY
    : constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/**
 * Reads a small file of ours; '' if it is no file, too large, somebody else's, or one that others can read.
 * @throws what the file system throws; a symbolic link is not followed
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

function portsIn(text: string): readonly number[] {
  const value: unknown = JSON.parse(text)
  const isPort = (port: unknown): port is number =>
    typeof port === 'number' && Number.isInteger(port) && port > 0 && port <= 65_535
  return Array.isArray(value) && value.every(isPort) ? value.slice(0, SAVED_PORTS) : []
}

async function savePort(
  folder: string,
  ports: readonly number[],
  log: (line: string) => void,
): Promise<void> {
  const temp = join(folder, `${PORTS_FILE}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const kept = [...new Set(ports)].slice(0, SAVED_PORTS)
    await writeFile(temp, `${JSON.stringify(kept)}\n`, { mode: 0o600, flag: 'wx' })
    await rename(temp, join(folder, PORTS_FILE))
  } catch (error) {
    log(`could not keep the port for the next start: ${String(error)}`)
    await rm(temp, { force: true }).catch(() => undefined)
  }
}
