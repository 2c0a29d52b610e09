import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'

/**
 * Reads regular files and nothing else. A library may hold anything that a sync client, git or somebody else put there:
 * a FIFO would block one of Node's four disk threads for good, a device never ends, a link leads to other people's files.
 * So a path is looked at before it is opened, opened without following a link or waiting, and looked at again.
 */

/**
 * The largest file that is read into memory where nothing else is said. An article of a million words with all its marks
 * takes about 30 MB; a picture of a draft and a text that is imported may have 50 and 64 MB.
 */
export const MAX_FILE_BYTES = 64 * 1024 * 1024

/** Read at once of a file that does not say its size, as those in /proc. */
const CHUNK_BYTES = 64 * 1024

/** Windows has neither flag: there the file that was opened is compared with the one that was looked at. */
const { O_NOFOLLOW, O_NONBLOCK } = constants as Partial<typeof constants>
const OPEN_FLAGS = constants.O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0)

/** What is wrong with something that is there but is not read. */
export type UnsafeCode =
  | 'ENOTREG' // a FIFO, a socket, a device
  | 'EISDIR' // a folder
  | 'ELOOP' // a link, or links that lead in a circle
  | 'EFBIG' // larger than the limit
  | 'EOUTSIDE' // it, or a folder above it, is a link that leads out of the library

/** Something that is there but is not read, with a `code` as errors of Node have. */
export class UnsafeFile extends Error {
  readonly code: UnsafeCode
  readonly path: string

  constructor(code: UnsafeCode, path: string) {
    super(`${code}: not read, '${path}'`)
    this.name = 'UnsafeFile'
    this.code = code
    this.path = path
  }
}

/**
 * Returns the bytes of a regular file of at most `limit` bytes.
 * @throws UnsafeFile for a link, for what is no regular file, and for a larger one; what the file system threw.
 */
export async function readRegular(path: string, limit = MAX_FILE_BYTES): Promise<Uint8Array> {
  const { handle, size } = await openRegular(path)
  try {
    if (size > limit) throw new UnsafeFile('EFBIG', path)
    const chunks = new Chunks(path, size, limit)
    for (;;) {
      const room = chunks.room()
      if (!chunks.add((await handle.read(room, 0, room.length, null)).bytesRead)) return chunks.all()
    }
  } finally {
    await handle.close()
  }
}

/**
 * Returns the first bytes of a regular file, at most `length`.
 * @throws as {@link readRegular}, but never for its size.
 */
export async function readRegularHead(path: string, length: number): Promise<Uint8Array> {
  const { handle } = await openRegular(path)
  try {
    const { bytesRead, buffer } = await handle.read(new Uint8Array(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** As {@link readRegular}, for a thread that may block. */
export function readRegularSync(path: string, limit = MAX_FILE_BYTES): Uint8Array {
  const looked = lstatSync(path)
  ensureRegular(looked, path)
  const descriptor = openSync(path, OPEN_FLAGS)
  try {
    const opened = fstatSync(descriptor)
    ensureSame(looked, opened, path)
    if (opened.size > limit) throw new UnsafeFile('EFBIG', path)
    const chunks = new Chunks(path, opened.size, limit)
    for (;;) {
      const room = chunks.room()
      if (!chunks.add(readSync(descriptor, room, 0, room.length, null))) return chunks.all()
    }
  } finally {
    closeSync(descriptor)
  }
}

async function openRegular(path: string): Promise<{ handle: FileHandle; size: number }> {
  // Opening alone may do something to a device.
  const looked = await lstat(path)
  ensureRegular(looked, path)
  const handle = await open(path, OPEN_FLAGS)
  try {
    const opened = await handle.stat()
    ensureSame(looked, opened, path)
    return { handle, size: opened.size }
  } catch (error) {
    await handle.close()
    throw error
  }
}

function ensureRegular(facts: Stats, path: string): void {
  if (facts.isSymbolicLink()) throw new UnsafeFile('ELOOP', path)
  if (facts.isDirectory()) throw new UnsafeFile('EISDIR', path)
  if (!facts.isFile()) throw new UnsafeFile('ENOTREG', path)
}

/** The file may have been replaced between both looks. That is a save, unless a link was followed to get there. */
function ensureSame(looked: Stats, opened: Stats, path: string): void {
  ensureRegular(opened, path)
  if (O_NOFOLLOW === undefined && (looked.ino !== opened.ino || looked.dev !== opened.dev))
    throw Object.assign(new Error(`EBUSY: it was replaced meanwhile, '${path}'`), { code: 'EBUSY' })
}

/** What was read of a file so far; one that grows meanwhile is read to the limit and refused beyond it. */
class Chunks {
  readonly #path: string
  readonly #limit: number
  readonly #full: Uint8Array[] = []
  #current: Uint8Array
  #used = 0
  #total = 0

  constructor(path: string, size: number, limit: number) {
    this.#path = path
    this.#limit = limit
    // One byte more, so that the end of the file is seen without another chunk.
    this.#current = Buffer.allocUnsafe(size > 0 ? size + 1 : CHUNK_BYTES)
  }

  /** Where the next bytes belong; never empty. */
  room(): Uint8Array {
    if (this.#used === this.#current.length) {
      this.#full.push(this.#current)
      this.#current = Buffer.allocUnsafe(CHUNK_BYTES)
      this.#used = 0
    }
    return this.#current.subarray(this.#used)
  }

  /** Counts the bytes that were read into {@link room}. Returns false at the end of the file. @throws UnsafeFile beyond the limit */
  add(count: number): boolean {
    this.#used += count
    this.#total += count
    if (this.#total > this.#limit) throw new UnsafeFile('EFBIG', this.#path)
    return count > 0
  }

  all(): Uint8Array {
    const last = this.#current.subarray(0, this.#used)
    return this.#full.length === 0 ? last : Buffer.concat([...this.#full, last])
  }
}
