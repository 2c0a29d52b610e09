import { join } from 'node:path'
import type { LibraryPage, LibraryQuery, LibraryState } from '../../desk.ts'
import { articleDamage } from '../unreadable.ts'
import { ifThere } from '../disk/files.ts'
import { Pins } from '../library/pins.ts'
import { mapBounded } from '../queue.ts'
import { ARTICLE_FILE, type DeskContext } from '../context.ts'
import { PlainStore } from './plain.ts'
import { stampIn, UNREAD } from './record.ts'
import { type Known, type Store, StoreBroken, type ToRead } from './store.ts'
import { threadedStore } from './threaded.ts'

/** Files read between two answers: small enough that a search never waits long for the thread. */
const BATCH = 40
/** Files looked at between two breaths of the event loop. */
const STRIDE = 200
const AT_ONCE = 8
/** How long the first list may wait for the first look through a library; a small one is whole by then. */
const FIRST_LOOK = 400
/** So many drafts are looked through in that time; of more, what the index knows is listed at once. */
const SMALL = 500

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
  readonly #context: DeskContext
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

  constructor(context: DeskContext, options: IndexOptions) {
    this.#context = context
    this.#options = options
    this.#pins = new Pins(context)
    this.#store = this.#open()
    this.#off = context.changes.on((id) => {
      this.#changed.add(id)
      this.#readChanged()
    })
  }

  async #open(fresh = false): Promise<Store> {
    const { file, plain = false } = this.#options
    if (!plain)
      try {
        const { store, known } = await threadedStore({ file, fresh })
        for (const one of known) this.#learn(one)
        return store
      } catch (error) {
        this.#context.log(`no search index: ${String(error)}`)
      }
    this.#plain = true
    return new PlainStore(this.#context.files)
  }

  #learn(known: Known): void {
    this.#known.set(known.id, known)
    this.#context.draftFolders.register(known.id, known.folder)
  }

  /** Some drafts of the library, as the query wants them. */
  async list(query: LibraryQuery): Promise<LibraryPage> {
    await this.#store
    await this.#firstLook()
    await this.#reading
    const pinned = await this.#pins.read()
    const found = await this.#ask((store) => store.find({ ...query, pinned }, this.#context.folder))
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
    await this.#store
    this.#lookAgain()
    const { tags, people } = await this.#ask((store) => store.tallies())
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
    await this.#round
    await this.#reading
    await (await this.#store).close()
  }

  /** Asks the store; one that broke (its file was deleted or damaged under it) is built anew, once. */
  async #ask<T>(question: (store: Store) => Promise<T>): Promise<T> {
    const store = await this.#store
    try {
      return await question(store)
    } catch (error) {
      if (this.#closed || !(error instanceof StoreBroken)) throw error
      await this.#renew(store, error)
      return await question(await this.#store)
    }
  }

  /** A new index in place of a broken one; whoever asks meanwhile waits for it. */
  async #renew(broken: Store, why: StoreBroken): Promise<void> {
    if ((await this.#store) !== broken) return
    this.#context.log(`the search index is built anew: ${why.message}`)
    this.#store = broken.close().then(() => {
      this.#known.clear()
      this.#version += 1
      return this.#open(true)
    })
    await this.#store
    void this.#begun()
  }

  /** The first look through the folders; whoever lists waits for it, but not for long. */
  async #firstLook(): Promise<void> {
    if (this.#lastRound > 0) return
    const round = this.#round ?? this.#begun()
    let timer: ReturnType<typeof setTimeout> | undefined
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.#known.size > SMALL ? 0 : FIRST_LOOK)
    })
    await Promise.race([round, enough])
    clearTimeout(timer)
  }

  /** Looks through again when the last look is old enough, for what others changed; the longer it takes, the rarer. */
  #lookAgain(): void {
    if (this.#round !== null || this.#closed) return
    if (performance.now() - this.#lastRound < Math.max(1500, this.#lasted * 20)) return
    void this.#begun()
  }

  /** Begins a look through the library, in place of one under way. Never rejects: the next one tries again. */
  #begun(): Promise<void> {
    const since = performance.now()
    const isCurrent = (): boolean => this.#round === round && !this.#closed
    const round = Promise.resolve()
      .then(() => this.#lookThrough(isCurrent))
      .catch((error: unknown) => {
        this.#context.log(`could not look through the library: ${String(error)}`)
      })
      .then(() => {
        if (this.#round !== round) return
        this.#lastRound = performance.now()
        this.#lasted = this.#lastRound - since
        this.#progress = { done: 0, total: 0 }
        this.#round = null
      })
    this.#round = round
    return round
  }

  async #lookThrough(isCurrent: () => boolean): Promise<void> {
    const entries = [...(await this.#context.draftFolders.scan())]
    const there = new Set(entries.map(([id]) => id))
    await this.#forget([...this.#known.keys()].filter((id) => !there.has(id)))
    const stale: ToRead[] = []
    for (let at = 0; at < entries.length && isCurrent(); at += STRIDE)
      stale.push(...(await this.#staleOf(entries.slice(at, at + STRIDE))))
    // What could not be read is tried again at every look: that is no progress to show.
    const total = stale.filter(({ id }) => this.#known.get(id)?.stamp !== UNREAD).length
    for (let at = 0; at < stale.length && isCurrent(); at += BATCH) {
      this.#progress = { done: Math.min(at, total), total }
      await this.#read(stale.slice(at, at + BATCH))
    }
  }

  /** Those of these drafts whose files are not what the index holds. */
  async #staleOf(entries: readonly (readonly [id: string, folder: string])[]): Promise<ToRead[]> {
    const looked = await mapBounded(entries, AT_ONCE, async ([id, folder]): Promise<ToRead[]> => {
      const path = join(this.#context.folder, folder, ARTICLE_FILE)
      const facts = await this.#factsOf(path)
      const known = this.#known.get(id)
      const isKnown = facts.damage === undefined && known?.stamp === stampIn(facts.facts)
      return isKnown && known.folder === folder ? [] : [{ id, folder, path, ...facts }]
    })
    return looked.flat()
  }

  /** Facts are null for a draft without its article: it is listed too, as damaged. */
  async #factsOf(path: string): Promise<Pick<ToRead, 'facts' | 'damage'>> {
    try {
      const facts = await ifThere(this.#context.files.stat(path))
      if (facts === undefined) return { facts: null }
      const { size, ino, mtimeMs, ctimeMs, birthtimeMs } = facts
      return { facts: { size, ino, mtimeMs, ctimeMs, birthtimeMs } }
    } catch (error) {
      return { facts: null, damage: articleDamage(error) }
    }
  }

  /** What the store could not read is not known as it is: the next look reads it again. */
  async #read(files: readonly ToRead[]): Promise<void> {
    if (files.length === 0) return
    const read = new Set(await this.#ask((store) => store.read(files, this.#context.folder)))
    let changed = read.size > 0
    for (const { id, folder, facts } of files) {
      const stamp = read.has(id) ? stampIn(facts) : UNREAD
      changed ||= this.#known.get(id)?.stamp !== stamp
      this.#known.set(id, { id, folder, stamp })
    }
    if (changed) this.#version += 1
  }

  async #forget(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    await this.#ask((store) => store.forget(ids))
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
        this.#context.log(`could not index ${ids.join(', ')}: ${String(error)}`)
      }
    })
  }

  async #readAnew(ids: readonly string[]): Promise<void> {
    const there: (readonly [string, string])[] = []
    const gone: string[] = []
    for (const id of ids) {
      const folder = this.#context.draftFolders.folderOf(id)
      const facts = await ifThere(this.#context.files.lstat(join(this.#context.folder, folder))).catch(
        () => null,
      )
      if (facts !== undefined) there.push([id, folder])
      else gone.push(id)
    }
    await this.#forget(gone.filter((id) => this.#known.has(id)))
    await this.#read(await this.#staleOf(there))
  }
}
