import { unlinkSync } from 'node:fs'
import {
  access,
  constants,
  lstat,
  mkdir,
  open,
  readdir,
  rename,
  rmdir,
  stat,
  unlink,
  utimes,
} from 'node:fs/promises'
import { codeOf } from './codeOf.ts'
import { resolveLinks } from './realPath.ts'
import { readRegular, readRegularHead } from './regularFile.ts'

export { codeOf }

/** An open file, as far as keeping drafts needs one. */
export interface OpenFile {
  /** May write fewer bytes than asked: the caller counts. */
  write(bytes: Uint8Array): Promise<{ readonly bytesWritten: number }>
  sync(): Promise<void>
  stat(): Promise<FileFacts>
  /** Cuts the file to that many bytes. */
  truncate(size: number): Promise<void>
  close(): Promise<void>
}

/** A file that is open for reading at any position. */
export interface ReadableFile {
  /** Reads from `position` on; may read fewer bytes than there is room for, and 0 at the end of the file. */
  read(into: Uint8Array, position: number): Promise<{ readonly bytesRead: number }>
  stat(): Promise<FileFacts>
  close(): Promise<void>
}

/** What is known about a file without reading it. Times in milliseconds since 1970. */
export interface FileFacts {
  readonly size: number
  readonly mode: number
  /** Together with `ino` it names a file or folder; on file systems without such numbers both are 0. */
  readonly dev: number
  readonly ino: number
  readonly mtimeMs: number
  readonly ctimeMs: number
  readonly birthtimeMs: number
  isDirectory(): boolean
  isFile(): boolean
}

/** Of these, what tells one state of a file from another; plain data that crosses to a thread. */
export type FileTimes = Pick<FileFacts, 'size' | 'ino' | 'mtimeMs' | 'ctimeMs' | 'birthtimeMs'>

/** Changes whenever the file does: also a replaced one, and one whose time was set back (ctime cannot be). */
export function stampOf({ ino, size, mtimeMs, ctimeMs }: FileTimes): string {
  return [ino, size, mtimeMs, ctimeMs].join(':')
}

/**
 * The file system as the desk uses it, and its only way there: whatever is put in its place (a disk that is full at
 * the n-th call, one that writes short) is what the whole desk stands on. Errors are Node's, with `code`.
 */
export interface Files {
  /** `wx` creates and fails if it exists; `a` writes at the end, making the file; `r` is for folders to be synced. */
  open(path: string, flags: 'wx' | 'a' | 'r', mode?: number): Promise<OpenFile>
  /** Opens a file to be read in parts; a link is followed. */
  openForReading(path: string): Promise<ReadableFile>
  /**
   * A regular file's bytes, never more than `limit`; MAX_FILE_BYTES where it is left out. A link is not followed.
   * @throws UnsafeFile for a link, a FIFO, a device, a folder, a larger file; Node's errors.
   */
  readFile(path: string, limit?: number): Promise<Uint8Array>
  /** The first bytes of a regular file, at most `length`. Throws as `readFile`, but never for the size. */
  readHead(path: string, length: number): Promise<Uint8Array>
  readdir(path: string): Promise<string[]>
  stat(path: string): Promise<FileFacts>
  lstat(path: string): Promise<FileFacts>
  realpath(path: string): Promise<string>
  /** Fails unless the file may be written. */
  writable(path: string): Promise<void>
  /** One folder; fails if it exists. */
  mkdir(path: string): Promise<void>
  /** The folder and those above it; content when they exist. */
  makeFolders(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
  /** Fails unless the folder is empty. */
  rmdir(path: string): Promise<void>
  /** Sets the file's time to now. */
  touch(path: string): Promise<void>
  /** For the last moment of a process, when nothing asynchronous runs any more. */
  unlinkNow(path: string): void
}

/** The real file system. */
export const realFiles: Files = {
  open: async (path, flags, mode) => {
    const handle = await open(path, flags, mode)
    return {
      write: (bytes) => handle.write(bytes),
      sync: () => handle.sync(),
      stat: () => handle.stat(),
      truncate: (size) => handle.truncate(size),
      close: () => handle.close(),
    }
  },
  openForReading: async (path) => {
    const handle = await open(path, 'r')
    return {
      read: (into, position) => handle.read(into, 0, into.length, position),
      stat: () => handle.stat(),
      close: () => handle.close(),
    }
  },
  readFile: readRegular,
  readHead: readRegularHead,
  readdir: (path) => readdir(path),
  stat: (path) => stat(path),
  lstat: (path) => lstat(path),
  realpath: (path) => resolveLinks(path),
  writable: (path) => access(path, constants.W_OK),
  mkdir: (path) => mkdir(path),
  makeFolders: async (path) => {
    await mkdir(path, { recursive: true })
  },
  rename: (from, to) => rename(from, to),
  unlink: (path) => unlink(path),
  rmdir: (path) => rmdir(path),
  touch: (path) => utimes(path, new Date(), new Date()),
  unlinkNow: (path) => {
    unlinkSync(path)
  },
}

/** Returns what `ask` resolves to, or undefined when the file or a folder above it is not there. */
export async function ifExists<T>(ask: Promise<T>): Promise<T | undefined> {
  try {
    return await ask
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
    throw error
  }
}
