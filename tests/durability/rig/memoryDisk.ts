import { readFileSync } from 'node:fs'
import type { FileFacts, Files, OpenFile } from '../../../src/desk/disk/files.ts'

/**
 * A disk in memory that models power cuts. A file's bytes survive a cut once the file was synced, a name once its folder
 * was. Unsynced data may survive as a whole, in part, or not at all, and the tests choose the worst of these.
 */

/** How a call fails: with an error, with a write of half the bytes, or with a power cut. Null if it does not. */
export type Fault = 'ENOSPC' | 'EIO' | 'short' | 'cut' | null

/** What becomes of what was not synced. */
export interface Fate {
  /** True if the n-th change of a name that was not synced reached the disk. Changes reach it in their order. */
  readonly names: (pending: number) => number
  /** What is left of a file's bytes that were not synced. */
  readonly bytes: (synced: Uint8Array, now: Uint8Array) => Uint8Array
}

interface FileNode {
  readonly kind: 'file'
  readonly ino: number
  now: Uint8Array
  synced: Uint8Array
  mode: number
  mtimeMs: number
}

interface FolderNode {
  readonly kind: 'folder'
  readonly ino: number
  readonly names: Map<string, Node>
  mode: number
  mtimeMs: number
}

type Node = FileNode | FolderNode

/** One change of names, as a journaling file system has it: all of it or nothing. */
interface Change {
  readonly folders: readonly FolderNode[]
  readonly make: (state: Names) => void
}

/** The names of every folder as they are on the disk itself. */
type Names = Map<FolderNode, Map<string, Node>>

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code })
}

const EMPTY = new Uint8Array()

export class MemoryDisk {
  #ino = 1
  #clock = Date.UTC(2026, 2, 2)
  readonly #root: FolderNode
  /** Changes of names that are not synced yet, in their order. */
  #pending: Change[] = []
  readonly #durable: Names = new Map()
  /** Calls that change something or wait for the disk, since the last plan. */
  readonly calls: string[] = []
  #planned: (call: string, index: number) => Fault = () => null
  #dead = false
  /** What a sync does nothing for although it says so: to see that a test would notice. */
  deafTo: 'file' | 'folder' | null = null

  /** True if the power is gone. */
  get dead(): boolean {
    return this.#dead
  }

  constructor() {
    this.#root = this.#folder()
  }

  /** What happens from now on; `index` counts from 0. */
  plan(fault: (call: string, index: number) => Fault): void {
    this.calls.length = 0
    this.#planned = fault
  }

  /** A disk with what a power cut now would leave on this one. */
  afterCut(fate: Fate): MemoryDisk {
    const durable: Names = new Map([...this.#durable].map(([folder, names]) => [folder, new Map(names)]))
    const reached = fate.names(this.#pending.length)
    for (const change of this.#pending.slice(0, reached)) change.make(durable)
    const disk = new MemoryDisk()
    disk.#fill(disk.#root, this.#root, durable, fate)
    return disk
  }

  #fill(to: FolderNode, from: FolderNode, durable: Names, fate: Fate): void {
    for (const [name, node] of durable.get(from) ?? []) {
      if (node.kind === 'folder') {
        const folder = this.#folder()
        this.#fill(folder, node, durable, fate)
        to.names.set(name, folder)
      } else {
        const bytes = name === 'lock' ? ofTheDead(node.now) : fate.bytes(node.synced, node.now)
        to.names.set(name, this.#file(bytes, bytes, node.mode))
      }
    }
    this.#durable.set(to, new Map(to.names))
  }

  #folder(): FolderNode {
    const folder: FolderNode = {
      kind: 'folder',
      ino: (this.#ino += 1),
      names: new Map(),
      mode: 0o40755,
      mtimeMs: this.#tick(),
    }
    this.#durable.set(folder, new Map())
    return folder
  }

  #file(now: Uint8Array, synced: Uint8Array, mode: number): FileNode {
    return { kind: 'file', ino: (this.#ino += 1), now, synced, mode: 0o100000 | mode, mtimeMs: this.#tick() }
  }

  #tick(): number {
    return (this.#clock += 1)
  }

  #meet(call: string): Fault {
    if (this.#dead) throw failure('EIO', 'the power is gone')
    const fault = this.#planned(call, this.calls.length)
    this.calls.push(call)
    if (fault === 'cut') {
      this.#dead = true
      throw failure('EIO', 'the power went')
    }
    if (fault !== null && fault !== 'short') throw failure(fault, call)
    return fault
  }

  #find(path: string): Node {
    let node: Node = this.#root
    for (const part of partsOf(path)) {
      if (node.kind === 'file') throw failure('ENOTDIR', path)
      const next: Node | undefined = node.names.get(part)
      if (next === undefined) throw failure('ENOENT', path)
      node = next
    }
    return node
  }

  #parent(path: string): { folder: FolderNode; name: string } {
    const parts = partsOf(path)
    const name = parts.pop() ?? ''
    const folder = this.#find(`/${parts.join('/')}`)
    if (folder.kind === 'file') throw failure('ENOTDIR', path)
    return { folder, name }
  }

  #change(
    folders: readonly FolderNode[],
    make: (namesOf: (folder: FolderNode) => Map<string, Node>) => void,
  ): void {
    make((folder) => folder.names)
    for (const folder of folders) folder.mtimeMs = this.#tick()
    this.#pending.push({
      folders,
      make: (state) => {
        make((folder) => {
          const names = state.get(folder) ?? new Map<string, Node>()
          state.set(folder, names)
          return names
        })
      },
    })
  }

  /** Every change of names in the folder, and with it what came before: a journal keeps its order. */
  #syncFolder(folder: FolderNode): void {
    const last = this.#pending.findLastIndex(({ folders }) => folders.includes(folder))
    for (const change of this.#pending.slice(0, last + 1)) change.make(this.#durable)
    this.#pending = this.#pending.slice(last + 1)
  }

  #facts(node: Node): FileFacts {
    const { ino, mode, mtimeMs } = node
    const size = node.kind === 'file' ? node.now.length : 0
    const isDirectory = (): boolean => node.kind === 'folder'
    return {
      size,
      dev: 1,
      ino,
      mode,
      mtimeMs,
      ctimeMs: mtimeMs,
      birthtimeMs: mtimeMs,
      isDirectory,
      isFile: () => !isDirectory(),
    }
  }

  #opened(node: Node, append: boolean, call: string): OpenFile {
    return {
      write: async (bytes) => {
        const half = (await this.#call(`write ${call}`)) === 'short'
        if (node.kind === 'folder') throw failure('EISDIR', call)
        const taken = half ? bytes.subarray(0, Math.ceil(bytes.length / 2)) : bytes
        node.now = Buffer.concat([node.now, taken])
        node.mtimeMs = this.#tick()
        return { bytesWritten: taken.length }
      },
      sync: async () => {
        await this.#call(`sync ${call}`)
        if (node.kind === this.deafTo) return
        if (node.kind === 'folder') this.#syncFolder(node)
        else node.synced = node.now
      },
      stat: async () => (await this.#call(`measure ${call}`), this.#facts(node)),
      truncate: async (size) => {
        await this.#call(`cut ${call}`)
        if (node.kind === 'file') node.now = node.now.subarray(0, size)
        if (!append) throw failure('EINVAL', call)
      },
      close: () => Promise.resolve(),
    }
  }

  async #call(call: string): Promise<Fault> {
    await Promise.resolve()
    return this.#meet(call)
  }

  readonly files: Files = {
    open: async (path, flags, mode = 0o666) => {
      await this.#call(`open ${flags} ${nameIn(path)}`)
      if (flags === 'r') return this.#opened(this.#find(path), false, nameIn(path))
      const { folder, name } = this.#parent(path)
      const there = folder.names.get(name)
      if (there !== undefined && flags === 'wx') throw failure('EEXIST', path)
      if (there !== undefined) return this.#opened(there, true, nameIn(path))
      const file = this.#file(EMPTY, EMPTY, mode & 0o777)
      this.#change([folder], (namesOf) => namesOf(folder).set(name, file))
      return this.#opened(file, flags === 'a', nameIn(path))
    },
    openForReading: async (path) => {
      const bytes = await this.files.readFile(path)
      return {
        read: (into, position) => {
          const part = bytes.subarray(position, position + into.length)
          into.set(part)
          return Promise.resolve({ bytesRead: part.length })
        },
        stat: () => this.files.stat(path),
        close: () => Promise.resolve(),
      }
    },
    readFile: async (path) => {
      if (path.startsWith('/proc/')) return readFileSync(path)
      await this.#call('readFile')
      const node = this.#find(path)
      if (node.kind === 'folder') throw failure('EISDIR', path)
      return Uint8Array.from(node.now)
    },
    readHead: async (path, length) => (await this.files.readFile(path)).subarray(0, length),
    readdir: async (path) => {
      await this.#call('readdir')
      const node = this.#find(path)
      if (node.kind === 'file') throw failure('ENOTDIR', path)
      return [...node.names.keys()]
    },
    stat: async (path) => (await this.#call('stat'), this.#facts(this.#find(path))),
    lstat: async (path) => (await this.#call('lstat'), this.#facts(this.#find(path))),
    realpath: async (path) => (await this.#call('realpath'), this.#find(path), path),
    writable: async (path) => {
      await this.#call('writable')
      this.#find(path)
    },
    mkdir: async (path) => {
      await this.#call(`mkdir ${nameIn(path)}`)
      const { folder, name } = this.#parent(path)
      if (folder.names.has(name)) throw failure('EEXIST', path)
      const made = this.#folder()
      this.#change([folder], (namesOf) => namesOf(folder).set(name, made))
    },
    makeFolders: async (path) => {
      const parts = partsOf(path)
      for (let depth = 1; depth <= parts.length; depth += 1)
        await this.files.mkdir(`/${parts.slice(0, depth).join('/')}`).catch((error: unknown) => {
          if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
        })
    },
    rename: async (from, to) => {
      await this.#call(`rename ${nameIn(to)}`)
      const [source, target] = [this.#parent(from), this.#parent(to)]
      const node = this.#find(from)
      const there = target.folder.names.get(target.name)
      if (there?.kind === 'folder' && there.names.size > 0) throw failure('ENOTEMPTY', to)
      this.#change([source.folder, target.folder], (namesOf) => {
        namesOf(source.folder).delete(source.name)
        namesOf(target.folder).set(target.name, node)
      })
    },
    unlink: async (path) => {
      await this.#call(`unlink ${nameIn(path)}`)
      if (this.#find(path).kind === 'folder') throw failure('EPERM', path)
      this.#remove(path)
    },
    rmdir: async (path) => {
      await this.#call(`rmdir ${nameIn(path)}`)
      const node = this.#find(path)
      if (node.kind === 'file') throw failure('ENOTDIR', path)
      if (node.names.size > 0) throw failure('ENOTEMPTY', path)
      this.#remove(path)
    },
    touch: (path) => {
      this.#find(path).mtimeMs = this.#tick()
      return Promise.resolve()
    },
    unlinkNow: (path) => {
      if (!this.#dead) this.#remove(path)
    },
  }

  #remove(path: string): void {
    const { folder, name } = this.#parent(path)
    this.#change([folder], (namesOf) => namesOf(folder).delete(name))
  }

  /** Every file, by path: for the test to look at, without a call. */
  all(): ReadonlyMap<string, Uint8Array> {
    const found = new Map<string, Uint8Array>()
    const walk = (folder: FolderNode, at: string): void => {
      for (const [name, node] of folder.names)
        if (node.kind === 'file') found.set(`${at}/${name}`, node.now)
        else walk(node, `${at}/${name}`)
    }
    walk(this.#root, '')
    return found
  }

  /** Puts a file there as other hands would: at once, synced. */
  put(path: string, bytes: Uint8Array | string): void {
    let folder = this.#root
    const parts = partsOf(path)
    const name = parts.pop() ?? ''
    for (const part of parts) {
      const next = folder.names.get(part) ?? this.#folder()
      if (next.kind === 'file') throw failure('ENOTDIR', path)
      this.#both(folder, part, next)
      folder = next
    }
    const content = Uint8Array.from(Buffer.from(bytes))
    this.#both(folder, name, this.#file(content, content, 0o644))
  }

  #both(folder: FolderNode, name: string, node: Node): void {
    folder.names.set(name, node)
    this.#durable.get(folder)?.set(name, node)
  }

  /** Makes everything there is now durable: the point from which a test looks at what follows. */
  settle(): void {
    for (const change of this.#pending) change.make(this.#durable)
    this.#pending = []
    const walk = (folder: FolderNode): void => {
      for (const node of folder.names.values())
        if (node.kind === 'file') node.synced = node.now
        else walk(node)
    }
    walk(this.#root)
  }
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '')
}

function nameIn(path: string): string {
  return (path.split('/').at(-1) ?? '').replace(/[0-9a-f]{8}-[0-9a-f]{8}/, 'x').slice(0, 60)
}

/** After a power cut no process lives that took a lock: this one is given a number that no process has. */
function ofTheDead(lock: Uint8Array): Uint8Array {
  return Buffer.from(
    Buffer.from(lock)
      .toString()
      .replace(/"pid":\d+/, '"pid":4194999'),
  )
}
