import type { DraftSummary, Tally } from '../../desk.ts'
import { readInside } from '../disk/readInside.ts'
import { articleDamage } from '../unreadable.ts'
import type { Files } from '../disk/files.ts'
import { mapBounded } from '../queue.ts'
import { hitIn } from './hit.ts'
import { type DraftRecord, recordOf, UNREAD, unreadRecord } from './record.ts'
import type { Found, Store, StoreQuery, ToRead } from './store.ts'
import { folded, holds, sortKey, type Wanted, wantedWords } from './words.ts'

const CONCURRENCY = 8

interface Kept extends DraftRecord {
  readonly foldedText: string
  readonly foldedTitle: string
  readonly sorted: string
}

/** The index where the runtime has no SQLite: every text in memory, looked through at each search. Slower, and says so. */
export class PlainStore implements Store {
  readonly #files: Pick<Files, 'realpath' | 'readFile'>
  readonly #records = new Map<string, Kept>()

  constructor(files: Pick<Files, 'realpath' | 'readFile'>) {
    this.#files = files
  }

  known(): ReturnType<Store['known']> {
    return Promise.resolve(
      [...this.#records.values()].map(({ summary, folder, stamp }) => ({ id: summary.id, folder, stamp })),
    )
  }

  async read(files: readonly ToRead[], library: string): Promise<string[]> {
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
        foldedText: folded(`${title} ${record.text}`),
        foldedTitle: folded(title),
        sorted: sortKey(title),
      })
    }
    return records.filter(({ stamp }) => stamp !== UNREAD).map(({ summary }) => summary.id)
  }

  async #record(file: ToRead, library: string): Promise<DraftRecord> {
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

  find(query: StoreQuery): Promise<Found> {
    const words = wantedWords(query.text)
    const nothing = words.length === 0 && query.text.trim() !== ''
    const pinned = new Set(query.pinned)
    const matching = [...this.#records.values()]
      .filter((record) => !nothing && fits(record, query) && holds(record.foldedText, words))
      .sort(
        (one, other) =>
          place(one, pinned, words) - place(other, pinned, words) || compare(one, other, query.sort),
      )
    const rows = matching.slice(query.offset, query.offset + query.limit).map(({ summary, text }) => {
      const hit = words.length === 0 ? undefined : hitIn(text, words)
      return hit === undefined ? { summary } : { summary, hit }
    })
    return Promise.resolve({ total: matching.length, rows })
  }

  tallies(): ReturnType<Store['tallies']> {
    const records = [...this.#records.values()]
    return Promise.resolve({
      tags: tally(records.flatMap(({ summary }) => summary.tags)),
      people: tally(records.flatMap(({ people }) => people)),
    })
  }

  close(): Promise<void> {
    this.#records.clear()
    return Promise.resolve()
  }
}

function fits({ summary, people }: Kept, { state, tag, person }: StoreQuery): boolean {
  return (
    (state === '' || summary.state === state) &&
    (tag === '' || summary.tags.includes(tag)) &&
    (person === '' || people.includes(person))
  )
}

/** Pinned ones first, then those whose title is meant. */
function place(
  { summary, foldedTitle }: Kept,
  pinned: ReadonlySet<string>,
  words: readonly Wanted[],
): number {
  const titled = words.length > 0 && holds(foldedTitle, words)
  return (pinned.has(summary.id) ? 0 : 2) + (titled ? 0 : 1)
}

function compare(one: Kept, other: Kept, sort: StoreQuery['sort']): number {
  const by = (a: DraftSummary, b: DraftSummary): number => (a.id < b.id ? -1 : 1)
  if (sort !== 'title') return other.summary[sort] - one.summary[sort] || by(one.summary, other.summary)
  if (one.sorted === other.sorted) return by(one.summary, other.summary)
  return one.sorted < other.sorted ? -1 : 1
}

function tally(names: readonly string[]): Tally[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1))
    .slice(0, 50)
}
