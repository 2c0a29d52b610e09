import { join } from 'node:path'
import type { LibraryPage, LibraryQuery, LibraryState, Series, Tally } from '../../desk.ts'
import { articleDamage } from '../unreadable.ts'
import { ifExists } from '../disk/files.ts'
import { FilterNotes } from '../library/filterNotes.ts'
import { Pins } from '../library/pins.ts'
import { placesIn, type SeriesNote, SeriesNotes } from '../library/seriesNotes.ts'
import { mapBounded } from '../queue.ts'
import { ARTICLE_FILE, type DeskContext } from '../context.ts'
import { MemoryStore } from './memoryStore.ts'
import { stampIn, UNREAD } from './record.ts'
import { type IndexedDraft, type IndexStore, StoreBroken, type DraftToRead } from './store.ts'
import { threadedStore } from './threaded.ts'

/** Files that the thread reads in one call: so few that a search never waits long for it. */
const READ_BATCH_SIZE = 40
/** Files whose times are compared in one go. */
const SCAN_BATCH_SIZE = 200
const CONCURRENCY = 8
/** Max wait of the first list for the first scan. Small libraries are complete within it. */
const FIRST_SCAN_WAIT_MS = 400
/** Drafts that are scanned in that time; a larger library is listed at once from the index. */
const SMALL_LIBRARY_SIZE = 500
/** Wait of the first scan of a larger library: the page opens a draft first, and a scan would slow that down. */
const FIRST_SCAN_DELAY_MS = 3000

/** Where the index is. */
export interface IndexOptions {
  /** The index's file; in the machine's cache folder. */
  readonly file: string
  /** Tests: no SQLite here. */
  readonly withoutIndex?: boolean
  /** How long the search's thread may take to start, in milliseconds. */
  readonly threadStartMs?: number | undefined
}

/**
 * The library's list and search. The index is a cache of the drafts' own files: it may be deleted at any time, is brought
 * up to date in the background, and answers with its present content meanwhile.
 *
 * A scan compares every draft's file times with the index and has the changed ones read, in batches: by a thread with
 * SQLite (threaded.ts, worker.ts, table.ts), or in memory where the runtime has none (memoryStore.ts). Both must find
 * the same. The desk's own changes are read at once, and a list waits for them. A draft that cannot be read is listed as
 * damaged and stays findable by the words of its last reading.
 */
export class LibraryIndex {
  readonly #context: DeskContext
  readonly #options: IndexOptions
  readonly #pins: Pins
  readonly series: SeriesNotes
  readonly filters: FilterNotes
  /** Series and filters as of the last state: a change of theirs is one of the library. */
  #lastLists = ''
  readonly #indexed = new Map<string, IndexedDraft>()
  /** Drafts that changed and are not read anew yet. */
  readonly #changed = new Set<string>()
  #store: Promise<IndexStore>
  #isInMemory = false
  #version = 1
  #progress = { done: 0, total: 0 }
  #scan: Promise<void> | null = null
  #firstScan: NodeJS.Timeout | null = null
  #lastScanAt = 0
  #lastScanMs = 0
  #pendingReads: Promise<void> = Promise.resolve()
  #closed = false
  readonly #stopListening: () => void

  constructor(context: DeskContext, options: IndexOptions) {
    this.#context = context
    this.#options = options
    this.#pins = new Pins(context)
    this.series = new SeriesNotes(context)
    this.filters = new FilterNotes(context)
    this.#store = this.#open()
    this.#stopListening = context.changes.on((id) => {
      this.#changed.add(id)
      this.#readChanged()
    })
  }

  async #open(fresh = false): Promise<IndexStore> {
    const { file, withoutIndex = false, threadStartMs } = this.#options
    if (!withoutIndex)
      try {
        const { store, known } = await threadedStore({ file, fresh }, threadStartMs)
        for (const one of known) this.#remember(one)
        return store
      } catch (error) {
        this.#context.log(`no search index: ${String(error)}`)
      }
    this.#isInMemory = true
    return new MemoryStore(this.#context.files)
  }

  #remember(known: IndexedDraft): void {
    this.#indexed.set(known.id, known)
    this.#context.draftFolders.registerRemembered(known.id, known.folder)
  }

  /** Returns a page of the drafts that match the query, in its order, pinned ones first. */
  async list(query: LibraryQuery): Promise<LibraryPage> {
    await this.#store
    await this.#waitForFirstScan()
    await this.#pendingReads
    // Before the rows are read: what changes meanwhile has a later version, and is listed once more.
    const version = this.#version
    const pinned = await this.#pins.read()
    const places = await this.#places(query.tag)
    const placeOf = new Map(places?.map((id, index) => [id, index + 1]))
    const isBySeries = query.sort === 'series' && places !== null
    const found = await this.#useStore((store) =>
      store.find(
        isBySeries
          ? { ...query, pinned: [], places }
          : { ...query, sort: query.sort === 'series' ? 'edited' : query.sort, pinned, places: [] },
        this.#context.folder,
      ),
    )
    const isPinned = new Set(pinned)
    return {
      total: found.total,
      version,
      rows: found.rows.map(({ summary, hit }) => {
        const place = placeOf.get(summary.id)
        return {
          ...summary,
          pinned: isPinned.has(summary.id),
          ...(hit === undefined ? {} : { hit }),
          ...(place === undefined ? {} : { place }),
        }
      }),
    }
  }

  /** Returns the drafts of a tag's series in their order; null if the tag is no series. */
  async #places(tag: string): Promise<readonly string[] | null> {
    const note = tag === '' ? undefined : (await this.series.read()).get(tag)
    return note === undefined ? null : placesIn(note, await this.tagged(tag))
  }

  /** Returns the ids of the drafts with a tag, the oldest first. */
  async tagged(tag: string): Promise<readonly string[]> {
    await this.#pendingReads
    return this.#useStore((store) => store.tagged(tag))
  }

  /** Returns the number of drafts, their tags and people, and how far the index is. Starts a scan when one is due. */
  async state(): Promise<Omit<LibraryState, 'folder' | 'trashed' | 'notices'>> {
    await this.#store
    this.#rescanIfDue()
    await this.#pendingReads
    const [notes, filters] = await Promise.all([this.series.read(), this.filters.read()])
    const lists = JSON.stringify([[...notes], filters])
    if (this.#lastLists !== '' && lists !== this.#lastLists) this.#version += 1
    this.#lastLists = lists
    // Before the drafts are counted: what changes meanwhile has a later version, and is counted once more.
    const version = this.#version
    const { drafts, tags, people } = await this.#useStore((store) => store.tallies())
    const series = await Promise.all([...notes.values()].map((note) => this.#seriesOf(note, tags)))
    const building = this.#progress.done < this.#progress.total
    const state = building ? 'building' : this.#isInMemory ? 'unindexed' : 'ready'
    return {
      drafts,
      tags,
      people,
      series: series.sort((one, other) => (one.tag < other.tag ? -1 : 1)),
      filters,
      version,
      index: { state, ...this.#progress },
    }
  }

  /** @param tallies the most used tags: a series may be none of them */
  async #seriesOf({ tag, description }: SeriesNote, tallies: readonly Tally[]): Promise<Series> {
    const tally = tallies.find(({ name }) => name === tag)
    return { tag, description, count: tally?.count ?? (await this.tagged(tag)).length }
  }

  /** Pins a draft or unpins it. @throws what the file system threw. */
  async pin(id: string, pinned: boolean): Promise<void> {
    await this.#pins.set(id, pinned)
    this.#version += 1
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#firstScan !== null) clearTimeout(this.#firstScan)
    this.#stopListening()
    await this.#scan
    await this.#pendingReads
    await (await this.#store).close()
  }

  /** Runs a question on the store; a broken one (its file was deleted or damaged) is first rebuilt, once. */
  async #useStore<T>(question: (store: IndexStore) => Promise<T>): Promise<T> {
    const store = await this.#store
    try {
      return await question(store)
    } catch (error) {
      if (this.#closed || !(error instanceof StoreBroken)) throw error
      await this.#rebuild(store, error)
      return await question(await this.#store)
    }
  }

  /** Replaces a broken index by an empty one and scans; questions meanwhile wait for it. */
  async #rebuild(broken: IndexStore, why: StoreBroken): Promise<void> {
    if ((await this.#store) !== broken) return
    this.#context.log(`the search index is built anew: ${why.message}`)
    this.#store = broken.close().then(() => {
      this.#indexed.clear()
      this.#version += 1
      return this.#open(true)
    })
    await this.#store
    void this.#startScan()
  }

  /** Waits for the first scan, but not for long, and in a large library not at all. */
  async #waitForFirstScan(): Promise<void> {
    if (this.#lastScanAt > 0 || this.#isFirstScanLater()) return
    const round = this.#scan ?? this.#startScan()
    let timer: ReturnType<typeof setTimeout> | undefined
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, FIRST_SCAN_WAIT_MS)
    })
    await Promise.race([round, enough])
    clearTimeout(timer)
  }

  /** Schedules the first scan of a large library that the index knows. Returns true if that scan is still to come. */
  #isFirstScanLater(): boolean {
    if (this.#lastScanAt > 0 || this.#scan !== null || this.#indexed.size <= SMALL_LIBRARY_SIZE) return false
    this.#firstScan ??= setTimeout(() => {
      if (this.#scan === null && !this.#closed) void this.#startScan()
    }, FIRST_SCAN_DELAY_MS).unref()
    return true
  }

  /** Scans again for changes of other programs. The longer a scan takes, the rarer it is: at most a twentieth of the time. */
  #rescanIfDue(): void {
    if (this.#scan !== null || this.#closed || this.#isFirstScanLater()) return
    if (performance.now() - this.#lastScanAt < Math.max(1500, this.#lastScanMs * 20)) return
    void this.#startScan()
  }

  /** Starts a scan in place of a running one. Never rejects: the next scan tries again. */
  #startScan(): Promise<void> {
    const since = performance.now()
    const isCurrent = (): boolean => this.#scan === round && !this.#closed
    const round = Promise.resolve()
      .then(() => this.#scanLibrary(isCurrent))
      .catch((error: unknown) => {
        this.#context.log(`could not look through the library: ${String(error)}`)
      })
      .then(() => {
        if (this.#scan !== round) return
        this.#lastScanAt = performance.now()
        this.#lastScanMs = this.#lastScanAt - since
        this.#progress = { done: 0, total: 0 }
        this.#scan = null
      })
    this.#scan = round
    return round
  }

  async #scanLibrary(isCurrent: () => boolean): Promise<void> {
    const entries = [...(await this.#context.draftFolders.scan())]
    const there = new Set(entries.map(([id]) => id))
    await this.#forget([...this.#indexed.keys()].filter((id) => !there.has(id)))
    const stale: DraftToRead[] = []
    for (let at = 0; at < entries.length && isCurrent(); at += SCAN_BATCH_SIZE)
      stale.push(...(await this.#staleDrafts(entries.slice(at, at + SCAN_BATCH_SIZE))))
    // Unreadable drafts are tried again at every scan: they are not counted as progress.
    const total = stale.filter(({ id }) => this.#indexed.get(id)?.stamp !== UNREAD).length
    for (let at = 0; at < stale.length && isCurrent(); at += READ_BATCH_SIZE) {
      this.#progress = { done: Math.min(at, total), total }
      await this.#readFiles(stale.slice(at, at + READ_BATCH_SIZE))
    }
  }

  /** Returns those of the drafts whose files changed since they were indexed. */
  async #staleDrafts(entries: readonly (readonly [id: string, folder: string])[]): Promise<DraftToRead[]> {
    const looked = await mapBounded(entries, CONCURRENCY, async ([id, folder]): Promise<DraftToRead[]> => {
      const path = join(this.#context.folder, folder, ARTICLE_FILE)
      const facts = await this.#factsOf(path)
      const known = this.#indexed.get(id)
      const isKnown = facts.damage === undefined && known?.stamp === stampIn(facts.facts)
      return isKnown && known.folder === folder ? [] : [{ id, folder, path, ...facts }]
    })
    return looked.flat()
  }

  /** Returns null facts for a draft without an article: it is listed as damaged. */
  async #factsOf(path: string): Promise<Pick<DraftToRead, 'facts' | 'damage'>> {
    try {
      const facts = await ifExists(this.#context.files.stat(path))
      if (facts === undefined) return { facts: null }
      const { size, ino, mtimeMs, ctimeMs, birthtimeMs } = facts
      return { facts: { size, ino, mtimeMs, ctimeMs, birthtimeMs } }
    } catch (error) {
      return { facts: null, damage: articleDamage(error) }
    }
  }

  /** Reads files into the store. Those it could not read are marked, so that the next scan reads them again. */
  async #readFiles(files: readonly DraftToRead[]): Promise<void> {
    if (files.length === 0) return
    const read = new Set(await this.#useStore((store) => store.read(files, this.#context.folder)))
    let changed = read.size > 0
    for (const { id, folder, facts } of files) {
      const stamp = read.has(id) ? stampIn(facts) : UNREAD
      changed ||= this.#indexed.get(id)?.stamp !== stamp
      this.#indexed.set(id, { id, folder, stamp })
    }
    if (changed) this.#version += 1
  }

  async #forget(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    await this.#useStore((store) => store.forget(ids))
    for (const id of ids) this.#indexed.delete(id)
    this.#version += 1
  }

  /** Reads the drafts that the desk itself changed, at once; a list waits for it. */
  #readChanged(): void {
    this.#pendingReads = this.#pendingReads.then(async () => {
      const ids = [...this.#changed]
      this.#changed.clear()
      if (ids.length === 0 || this.#closed) return
      try {
        await this.#readDrafts(ids)
      } catch (error) {
        this.#context.log(`could not index ${ids.join(', ')}: ${String(error)}`)
      }
    })
  }

  async #readDrafts(ids: readonly string[]): Promise<void> {
    const there: (readonly [string, string])[] = []
    const gone: string[] = []
    for (const id of ids) {
      const folder = this.#context.draftFolders.folderOf(id)
      const facts = await ifExists(this.#context.files.lstat(join(this.#context.folder, folder))).catch(
        () => null,
      )
      if (facts !== undefined) there.push([id, folder])
      else gone.push(id)
    }
    await this.#forget(gone.filter((id) => this.#indexed.has(id)))
    await this.#readFiles(await this.#staleDrafts(there))
  }
}
