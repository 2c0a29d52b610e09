import type { DraftSummary, Tally } from '../../desk.ts'
import { readInside } from '../disk/readInside.ts'
import { articleDamage } from '../unreadable.ts'
import type { Files } from '../disk/files.ts'
import { mapBounded } from '../queue.ts'
import { hitIn } from './hit.ts'
import { type DraftRecord, recordOf, UNREAD, unreadRecord } from './record.ts'
import type { FoundPage, IndexStore, StoreQuery, DraftToRead } from './store.ts'
import { searchForm, matchesAll, sortKey, type SearchWord, searchWords } from './words.ts'

const CONCURRENCY = 8

/** A record with the search forms of its texts and the key its title is sorted by. */
interface SearchableRecord extends DraftRecord {
  readonly textForm: string
  readonly titleForm: string
  readonly sortKey: string
}

/**
 * The index where the runtime has no SQLite: every text in memory, searched anew for each query. Slower, and the state
 * says so (`unindexed`). Finds the same as IndexTable.
 */
export class MemoryStore implements IndexStore {
  readonly #files: Pick<Files, 'realpath' | 'readFile'>
  readonly #records = new Map<string, SearchableRecord>()

  constructor(files: Pick<Files, 'realpath' | 'readFile'>) {
    this.#files = files
  }

  indexedDrafts(): ReturnType<IndexStore['indexedDrafts']> {
    return Promise.resolve(
      [...this.#records.values()].map(({ summary, folder, stamp }) => ({ id: summary.id, folder, stamp })),
    )
  }

  async read(files: readonly DraftToRead[], library: string): Promise<string[]> {
    const records = await mapBounded(files, CONCURRENCY, (file) => this.#record(file, library))
    for (const record of records) {
      const { id, title } = record.summary
      const before = this.#records.get(id)
      const isUnread = record.stamp === UNREAD
      if (isUnread && before !== undefined) {
        const summary = { ...before.summary, damage: record.summary.damage ?? '' }
        this.#records.set(id, { ...before, summary, folder: record.folder, stamp: UNREAD })
        continue
      }
      this.#records.set(id, {
        ...record,
        textForm: searchForm(`${title} ${record.text}`),
        titleForm: searchForm(title),
        sortKey: sortKey(title),
      })
    }
    return records.filter(({ stamp }) => stamp !== UNREAD).map(({ summary }) => summary.id)
  }

  async #record(file: DraftToRead, library: string): Promise<DraftRecord> {
    if (file.damage !== undefined) return unreadRecord(file, file.damage)
    if (file.facts === null) return recordOf(file, null)
    try {
      return recordOf(file, await readInside(this.#files, library, file.path))
    } catch (error) {
      return unreadRecord(file, articleDamage(error))
    }
  }

  forget(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#records.delete(id)
    return Promise.resolve()
  }

  find(query: StoreQuery): Promise<FoundPage> {
    const words = searchWords(query.text)
    const nothing = words.length === 0 && query.text.trim() !== ''
    const pinned = new Set(query.pinned)
    const places = new Map(query.places.map((id, place) => [id, place]))
    // Matches in the title come first, but a series keeps its order.
    const titled = query.sort === 'series' ? [] : words
    const matching = [...this.#records.values()]
      .filter((record) => !nothing && matchesFilters(record, query) && matchesAll(record.textForm, words))
      .sort(
        (one, other) =>
          sortRank(one, pinned, titled) - sortRank(other, pinned, titled) ||
          compare(one, other, query.sort, places),
      )
    const rows = matching.slice(query.offset, query.offset + query.limit).map(({ summary, text }) => {
      const hit = words.length === 0 ? undefined : hitIn(text, words)
      return hit === undefined ? { summary } : { summary, hit }
    })
    return Promise.resolve({ total: matching.length, rows })
  }

  tagged(tag: string): Promise<string[]> {
    const found = [...this.#records.values()]
      .map(({ summary }) => summary)
      .filter(({ template, tags }) => template !== true && tags.includes(tag))
      .sort((one, other) => one.created - other.created || (one.id < other.id ? -1 : 1))
    return Promise.resolve(found.map(({ id }) => id))
  }

  tallies(): ReturnType<IndexStore['tallies']> {
    const records = [...this.#records.values()].filter(({ summary }) => summary.template !== true)
    return Promise.resolve({
      drafts: records.length,
      tags: tallyOf(records.flatMap(({ summary }) => summary.tags)),
      people: tallyOf(records.flatMap(({ people }) => people)),
    })
  }

  close(): Promise<void> {
    this.#records.clear()
    return Promise.resolve()
  }
}

function matchesFilters(
  { summary, people }: SearchableRecord,
  { state, tag, person, templates = false }: StoreQuery,
): boolean {
  return (
    (summary.template === true) === templates &&
    (state === '' || summary.state === state) &&
    (tag === '' || summary.tags.includes(tag)) &&
    (person === '' || people.includes(person))
  )
}

/** Returns 0 to 3: pinned drafts first, and in each half drafts with the words in their title. */
function sortRank(
  { summary, titleForm: foldedTitle }: SearchableRecord,
  pinned: ReadonlySet<string>,
  words: readonly SearchWord[],
): number {
  const titled = words.length > 0 && matchesAll(foldedTitle, words)
  return (pinned.has(summary.id) ? 0 : 2) + (titled ? 0 : 1)
}

function compare(
  one: SearchableRecord,
  other: SearchableRecord,
  sort: StoreQuery['sort'],
  places: ReadonlyMap<string, number>,
): number {
  const by = (a: DraftSummary, b: DraftSummary): number => (a.id < b.id ? -1 : 1)
  if (sort === 'series') {
    const placeOf = ({ summary }: SearchableRecord): number => places.get(summary.id) ?? places.size
    return placeOf(one) - placeOf(other) || by(one.summary, other.summary)
  }
  if (sort === 'deadline') {
    const [due, otherDue] = [one.summary.deadline ?? '~', other.summary.deadline ?? '~']
    return due === otherDue ? by(one.summary, other.summary) : due < otherDue ? -1 : 1
  }
  if (sort !== 'title') return other.summary[sort] - one.summary[sort] || by(one.summary, other.summary)
  if (one.sortKey === other.sortKey) return by(one.summary, other.summary)
  return one.sortKey < other.sortKey ? -1 : 1
}

/** Counts names; the 50 most frequent, the most frequent first. */
function tallyOf(names: readonly string[]): Tally[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1))
    .slice(0, 50)
}
