import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { codeOf, type Files, ifExists, type OpenFile } from './files.ts'

/** In every temp file's name, so that a start knows its own from those a killed process left behind. */
const PROCESS_TAG = randomBytes(4).toString('hex')
const TEMP_NAME = /^\..+\.([0-9a-f]{8})-[0-9a-f]{8}\.galley-tmp$/

/** Waits before a rename is tried again: Windows refuses it while a scanner or a sync client has the file open. */
const RENAME_RETRY_MS = [10, 20, 40, 80, 160, 320, 640]
const BUSY_CODES = new Set(['EPERM', 'EBUSY', 'EACCES'])

/** What a folder that cannot be synced answers: Windows, and some network and FUSE file systems. */
const UNSYNCABLE_CODES = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'EBADF', 'ENOTSUP', 'ENOSYS'])

/** The write went through as far as the name, but not surely to the disk: the new file is there, whole. */
export class UnconfirmedWrite extends Error {
  constructor(cause: unknown) {
    super('the new file is in place but the disk did not confirm it', { cause })
    this.name = 'UnconfirmedWrite'
  }
}

/** The disk took fewer bytes than it was given, and said it took them all. */
export class ShortWrite extends Error {
  readonly code = 'ENOSPC'
}

export interface WriteOptions {
  /** Asked once more when everything but the rename is done; throws to leave the old file as it is. */
  readonly beforeRename?: () => Promise<void>
}

/**
 * Puts `bytes` where `path` leads, so that the file there is the whole old or the whole new version whatever happens:
 * temp file in the same folder, every byte counted, synced, measured, renamed, folder synced. A symbolic link stays a
 * link. A read-only file is refused although a rename could replace it.
 * @throws what the file system threw (the old file is then untouched, the temp file gone), or UnconfirmedWrite.
 */
export async function writeAtomically(
  files: Files,
  path: string,
  bytes: Uint8Array,
  options: WriteOptions = {},
): Promise<void> {
  const there = await ifExists(files.realpath(path))
  const target = there ?? join(await files.realpath(dirname(path)), basename(path))
  let mode = 0o666
  if (there !== undefined) {
    await files.writable(target)
    mode = (await files.stat(target)).mode & 0o777
  }
  const temp = join(dirname(target), tempName(basename(target)))
  try {
    await writeWhole(files, temp, bytes, mode)
    await options.beforeRename?.()
    await renameWithRetry(files, temp, target)
  } catch (error) {
    await removeQuietly(files, temp)
    throw error
  }
  try {
    await syncFolder(files, dirname(target))
  } catch (error) {
    throw new UnconfirmedWrite(error)
  }
}

function tempName(name: string): string {
  // A name may already be as long as the file system allows; the temp file's need not tell more than whose it is.
  return `.${Array.from(name).slice(0, 30).join('')}.${PROCESS_TAG}-${randomBytes(4).toString('hex')}.galley-tmp`
}

/**
 * Writes a new file, synced and measured.
 * @throws ShortWrite when the disk kept fewer bytes; what the file system threw, also when the file exists
 */
export async function writeWhole(files: Files, path: string, bytes: Uint8Array, mode: number): Promise<void> {
  const file = await files.open(path, 'wx', mode)
  try {
    await writeAll(file, bytes)
    await file.sync()
    const { size } = await file.stat()
    if (size !== bytes.length)
      throw new ShortWrite(`the disk took ${String(size)} of ${String(bytes.length)} bytes`)
  } catch (error) {
    await file.close().catch(() => undefined)
    throw error
  }
  await file.close()
}

/** Writes all bytes at the end of an open file, however many the system accepts at a time. @throws ShortWrite */
export async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes.subarray(written))
    if (bytesWritten <= 0)
      throw new ShortWrite(`the disk took ${String(written)} of ${String(bytes.length)} bytes`)
    written += bytesWritten
  }
}

/**
 * Puts `bytes` at the end of a file, synced. Not atomic: a failure or a kill may leave a part of them there, so what is
 * appended must be such that a reader tells a cut end from a whole one.
 * @throws what the file system threw, or ShortWrite.
 */
export async function appendSynced(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  const file = await files.open(path, 'a')
  try {
    await writeAll(file, bytes)
    await file.sync()
  } catch (error) {
    await file.close().catch(() => undefined)
    throw error
  }
  await file.close()
}

/** A rename that outlasts whoever holds the file open for a moment; gives up after a second and a quarter. */
export async function renameWithRetry(files: Files, from: string, to: string): Promise<void> {
  for (const wait of RENAME_RETRY_MS) {
    try {
      await files.rename(from, to)
      return
    } catch (error) {
      if (!BUSY_CODES.has(codeOf(error))) throw error
      await pause(wait)
    }
  }
  await files.rename(from, to)
}

/** Makes names in a folder (new, renamed, removed) outlast a power cut, where the system can. */
export async function syncFolder(files: Files, folder: string): Promise<void> {
  let handle: OpenFile | undefined
  try {
    handle = await files.open(folder, 'r')
    await handle.sync()
  } catch (error) {
    if (!UNSYNCABLE_CODES.has(codeOf(error))) throw error
  } finally {
    await handle?.close().catch(() => undefined)
  }
}

async function removeQuietly(files: Files, path: string): Promise<void> {
  await files.unlink(path).catch(() => undefined)
}

/** Names of temp files in a folder that another process left, or is writing right now; none of this one. */
export async function findStrayTemps(files: Files, folder: string): Promise<string[]> {
  const names = (await ifExists(files.readdir(folder))) ?? []
  return names.filter((name) => {
    const writer = TEMP_NAME.exec(name)?.[1]
    return writer !== undefined && writer !== PROCESS_TAG
  })
}

/**
 * Removes temp files that a killed process left in a folder; never one of this process. Returns how many. Only for a
 * draft whose lock is held: nobody else's write can be under way there.
 */
export async function sweepTemps(files: Files, folder: string): Promise<number> {
  const stray = await findStrayTemps(files, folder)
  for (const name of stray) await removeQuietly(files, join(folder, name))
  return stray.length
}
