import { join } from 'node:path'
import type { LibraryPage, LibraryQuery, LibraryState } from '../../desk.ts'
import { type FileTimes, ifThere } from '../files.ts'
import { Pins } from '../pins.ts'
import { mapBounded } from '../queue.ts'
import { ARTICLE_FILE, type Shelf } from '../shelf.ts'
import { PlainStore } from './plain.ts'
import { stampOf } from './record.ts'
import type { Known, Store, ToRead } from './store.ts'
import { threadedStore } from './threaded.ts'

/** Files read between two answers: small enough that a search never waits long for the thread. */
const BATCH = 40
/** Files looked at between two breaths of the event loop. */
const STRIDE = 200
const AT_ONCE = 8
/** How long the first list may wait for the first look through a library; a small one is whole by then. */
const FIRST_LOOK = 400

export interface IndexOptions {
  /** The index's file; in the machine's cache folder. */
  readonly file: string
  /** Tests: no SQLite here. */
  readonly plain?: boolean
}

/**
 * What the library lists and finds by. A cache over the drafts' own files: it may be thrown away at any time, is brought
 * up to date in the background, and answers with what it knows meanwhile.
 */
export class LibraryIndex {
  readonly #shelf: Shelf
  readonly #options: IndexOptions
  readonly #pins: Pins
  readonly #known = new Map<string, Known>()
  /** Drafts that changed and are not read anew yet. */
  readonly #changed = new Set<string>()
  #store: Promise<Store>
  #plain = false
  #version = 1
  #progress = { done: 0, total: 0 }
  #round: Promise<void> | null = null
  #lastRound = 0
  #lasted = 0
  #reading: Promise<void> = Promise.resolve()
  #closed = false
  readonly #off: () => void

  constructor(shelf: Shelf, options: IndexOptions) {
    this.#shelf = shelf
    this.#options = options
    this.#pins = new Pins(shelf)
    this.#store = this.#open()
    this.#off = shelf.changes.on((id) => {
      this.#changed.add(id)
      this.#readChanged()
    })
  }

  async #open(): Promise<Store> {
    const { file, plain = false } = this.#options
    if (!plain)
      try {
        const store = await threadedStore(file)
        for (const known of await store.known()) this.#learn(known)
        return store
      } catch (error) {
        this.#shelf.log(`no search index: ${String(error)}`)
      }
    this.#plain = true
    return new PlainStore(this.#shelf.files)
  }

  #learn(known: Known): void {
    this.#known.set(known.id, known)
    this.#shelf.names.learn(known.id, known.folder)
  }

  /** Some drafts of the library, as the query wants them. */
  async list(query: LibraryQuery): Promise<LibraryPage> {
    const store = await this.#store
    await this.#firstLook()
    await this.#reading
    const pinned = await this.#pins.read()
    const found = await this.#ask((working) => working.find({ ...query, pinned }, this.#shelf.folder), store)
    const isPinned = new Set(pinned)
    return {
      total: found.total,
      rows: found.rows.map(({ summary, hit }) => ({
        ...summary,
        pinned: isPinned.has(summary.id),
        ...(hit === undefined ? {} : { hit }),
      })),
    }
  }

  async state(): Promise<Omit<LibraryState, 'folder' | 'trashed' | 'notices'>> {
    const store = await this.#store
    this.#lookAgain()
    const { tags, people } = await this.#ask((working) => working.tallies(), store)
    const building = this.#progress.done < this.#progress.total
    const state = building ? 'building' : this.#plain ? 'plain' : 'ready'
    return {
      drafts: this.#known.size,
      tags,
      people,
      version: this.#version,
      index: { state, ...this.#progress },
    }
  }

  async pin(id: string, pinned: boolean): Promise<void> {
    await this.#pins.set(id, pinned)
    this.#version += 1
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#off()
    await this.#round?.catch(() => undefined)
    await this.#reading
    await (await this.#store).close()
  }

  /** Asks the store; one that broke (its file was deleted or damaged under it) is built anew, once. */
  async #ask<T>(question: (store: Store) => Promise<T>, store: Store): Promise<T> {
    try {
      return await question(store)
    } catch (error) {
      if (this.#closed) throw error
      this.#shelf.log(`the search index is built anew: ${String(error)}`)
      await store.close().catch(() => undefined)
      this.#known.clear()
      this.#store = this.#open()
      const fresh = await this.#store
      this.#round = null
      await this.#firstLook()
      return await question(fresh)
    }
  }

  /** The first look through the folders; whoever lists waits for it, but not for long. */
  async #firstLook(): Promise<void> {
    if (this.#lastRound > 0) return
    this.#round ??= this.#lookThrough()
    let timer: ReturnType<typeof setTimeout> | undefined
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#known.size > 0 ? 0 : FIRST_LOOK)
    })
    await Promise.race([this.#round.catch(() => undefined), enough])
    clearTimeout(timer)
  }

  /** Looks through again when the last look is old enough, for what others changed; the longer it takes, the rarer. */
  #lookAgain(): void {
    if (this.#round !== null || this.#closed) return
    if (performance.now() - this.#lastRound < Math.max(1500, this.#lasted * 20)) return
    this.#round = this.#lookThrough()
  }

  async #lookThrough(): Promise<void> {
    const since = performance.now()
    try {
      const folders = await this.#shelf.names.survey()
      const entries = [...folders]
      const gone = [...this.#known.keys()].filter((id) => !folders.has(id))
      await this.#forget(gone)
      const stale: ToRead[] = []
      for (let at = 0; at < entries.length && !this.#closed; at += STRIDE)
        stale.push(...(await this.#staleOf(entries.slice(at, at + STRIDE))))
      this.#progress = { done: 0, total: stale.length }
      for (let at = 0; at < stale.length && !this.#closed; at += BATCH) {
        await this.#read(stale.slice(at, at + BATCH))
        this.#progress = { ...this.#progress, done: Math.min(stale.length, at + BATCH) }
      }
    } finally {
      this.#lastRound = performance.now()
      this.#lasted = this.#lastRound - since
      this.#progress = { done: 0, total: 0 }
      this.#round = null
    }
  }

  /** Those of these drafts whose files are not what the index holds. */
  async #staleOf(entries: readonly (readonly [id: string, folder: string])[]): Promise<ToRead[]> {
    const looked = await mapBounded(entries, AT_ONCE, async ([id, folder]): Promise<ToRead[]> => {
      const path = join(this.#shelf.folder, folder, ARTICLE_FILE)
      const facts = await this.#factsOf(path)
      const known = this.#known.get(id)
      if (known?.stamp === stampOf(facts) && known.folder === folder) return []
      return [{ id, folder, path, facts }]
    })
    return looked.flat()
  }

  /** Null for a draft without its article: it is listed too, as damaged. */
  async #factsOf(path: string): Promise<FileTimes | null> {
    const facts = await ifThere(this.#shelf.files.stat(path)).catch(() => undefined)
    if (facts === undefined) return null
    const { size, ino, mtimeMs, ctimeMs, birthtimeMs } = facts
    return { size, ino, mtimeMs, ctimeMs, birthtimeMs }
  }

  async #read(files: readonly ToRead[]): Promise<void> {
    if (files.length === 0) return
    const store = await this.#store
    await store.read(files)
    for (const { id, folder, facts } of files) this.#known.set(id, { id, folder, stamp: stampOf(facts) })
    this.#version += 1
  }

  async #forget(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    await (await this.#store).forget(ids)
    for (const id of ids) this.#known.delete(id)
    this.#version += 1
  }

  /** Reads what the desk itself changed, at once; a list that is asked for meanwhile waits for it. */
  #readChanged(): void {
    this.#reading = this.#reading.then(async () => {
      const ids = [...this.#changed]
      this.#changed.clear()
      if (ids.length === 0 || this.#closed) return
      try {
        await this.#readAnew(ids)
      } catch (error) {
        this.#shelf.log(`could not index ${ids.join(', ')}: ${String(error)}`)
      }
    })
  }

  async #readAnew(ids: readonly string[]): Promise<void> {
    const there: (readonly [string, string])[] = []
    const gone: string[] = []
    for (const id of ids) {
      const folder = this.#shelf.names.folderOf(id)
      const facts = await ifThere(this.#shelf.files.lstat(join(this.#shelf.folder, folder))).catch(
        () => undefined,
      )
      if (facts?.isDirectory() === true) there.push([id, folder])
      else gone.push(id)
    }
    await this.#forget(gone.filter((id) => this.#known.has(id)))
    await this.#read(await this.#staleOf(there))
  }
}
