import { type Files, type OpenFile, realFiles } from '../../../src/desk/disk/files.ts'

/** What goes wrong at a call: an error of that code, or a write that takes half of what it was given. */
export type Fault = 'ENOSPC' | 'EIO' | 'EACCES' | 'EPERM' | 'short' | null

export interface FaultyFiles {
  readonly files: Files
  /** Every call since the start or the last plan, in order: `open .article.json…`, `write`, `sync`... */
  readonly calls: string[]
  /** What happens from now on; `index` counts from 0. */
  plan(fault: (call: string, index: number) => Fault): void
}

export function fault(code: string): Error {
  return Object.assign(new Error(`${code}: made up by the test`), { code })
}

/** The real file system under a plan of faults. */
export function faultyFiles(): FaultyFiles {
  const calls: string[] = []
  let planned: (call: string, index: number) => Fault = () => null
  const meet = (call: string): Fault => {
    const now = planned(call, calls.length)
    calls.push(call)
    if (now !== null && now !== 'short') throw fault(now)
    return now
  }
  const wrapFile = (file: OpenFile, of: string): OpenFile => ({
    write: async (bytes) => {
      const half = meet(`write ${of}`) === 'short'
      return file.write(half ? bytes.subarray(0, Math.ceil(bytes.length / 2)) : bytes)
    },
    sync: async () => {
      meet(`sync ${of}`)
      await file.sync()
    },
    stat: async () => {
      meet(`measure ${of}`)
      return file.stat()
    },
    truncate: async (size) => {
      meet(`truncate ${of}`)
      await file.truncate(size)
    },
    close: async () => {
      // Whatever the test makes of it, no descriptor may stay open.
      await file.close()
      meet(`close ${of}`)
    },
  })
  const files: Files = {
    open: async (path, flags, mode) => {
      const of = { wx: 'new', a: 'end', r: 'folder' }[flags]
      meet(`open ${of}`)
      return wrapFile(await realFiles.open(path, flags, mode), of)
    },
    openForReading: async (path) => {
      meet('open read')
      const file = await realFiles.openForReading(path)
      return {
        read: async (into, position) => {
          const half = meet('read') === 'short'
          return file.read(half ? into.subarray(0, Math.ceil(into.length / 2)) : into, position)
        },
        stat: async () => (meet('measure read'), file.stat()),
        close: () => file.close(),
      }
    },
    readFile: async (path, limit) => (meet('readFile'), realFiles.readFile(path, limit)),
    readHead: async (path, length) => (meet('readHead'), realFiles.readHead(path, length)),
    readdir: async (path) => (meet('readdir'), realFiles.readdir(path)),
    stat: async (path) => (meet('stat'), realFiles.stat(path)),
    lstat: async (path) => (meet('lstat'), realFiles.lstat(path)),
    realpath: async (path) => (meet('realpath'), realFiles.realpath(path)),
    writable: async (path) => (meet('writable'), realFiles.writable(path)),
    mkdir: async (path) => (meet('mkdir'), realFiles.mkdir(path)),
    makeFolders: async (path) => (meet('makeFolders'), realFiles.makeFolders(path)),
    rename: async (from, to) => (meet('rename'), realFiles.rename(from, to)),
    unlink: async (path) => (meet('unlink'), realFiles.unlink(path)),
    rmdir: async (path) => (meet('rmdir'), realFiles.rmdir(path)),
    touch: (path) => realFiles.touch(path),
    unlinkNow: (path) => {
      realFiles.unlinkNow(path)
    },
  }
  return {
    files,
    calls,
    plan: (next) => {
      calls.length = 0
      planned = next
    },
  }
}
