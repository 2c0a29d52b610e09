import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { DraftSummary, Tally } from '../../desk.ts'
import { readInsideSync } from '../disk/readInside.ts'
import { articleDamage } from '../unreadable.ts'
import { openIndex, refusesAll } from './database.ts'
import { hitIn } from './hit.ts'
import { type DraftRecord, recordOf, UNREAD, unreadRecord, unsearchable } from './record.ts'
import type { Found, FoundRow, Known, StoreQuery, ToRead } from './store.ts'
import { Texts } from './texts.ts'
import { holds, isAmbiguous, matchOf, sortKey, indexTokens, type Wanted, wantedWords } from './words.ts'

/** Up to so many, what pairs of characters alone cannot tell is looked up in every text; beyond, in those shown. */
const MOST_LOOKED_UP = 200
/** Characters of text that are kept in one transaction. */
const MAX_BATCH_LENGTH = 4 * 1024 * 1024

const ORDERS = { edited: 'edited DESC', created: 'created DESC', title: 'sorted' } as const

interface Row {
  readonly row: number
  readonly id: string
  readonly folder: string
  readonly stamp: string
  readonly title: string
  readonly state: DraftSummary['state']
  readonly words: number
  readonly created: number
  readonly edited: number
  readonly damage: string | null
  readonly tags: string
}

/** A condition, and what stands for its question marks. */
interface Condition {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
}

/** The index on SQLite: metadata in a table, words in a contentless FTS5 table beside it. Everything here blocks. */
export class Table {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  readonly #texts = new Texts()

  constructor(file: string) {
    this.#database = openIndex(file)
  }

  #prepared(sql: string): StatementSync {
    const kept = this.#statements.get(sql)
    if (kept !== undefined) return kept
    const statement = this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  known(): Known[] {
    return this.#prepared('SELECT id, folder, stamp FROM draft').all() as unknown as Known[]
  }

  /** As {@link Store.read}. A file that is not read, or whose words the index does not take, costs itself alone. */
  read(files: readonly ToRead[], library: string): string[] {
    const read: string[] = []
    let batch: DraftRecord[] = []
    let length = 0
    for (const [index, file] of files.entries()) {
      const record = recordIn(file, library)
      batch.push(record)
      length += record.text.length
      if (length < MAX_BATCH_LENGTH && index < files.length - 1) continue
      read.push(...this.#keep(batch))
      batch = []
      length = 0
    }
    return read
  }

  /** Returns the ids of those that were read. */
  #keep(records: readonly DraftRecord[]): string[] {
    this.#together(() => {
      for (const record of records) this.#keepOne(record)
    })
    return records.filter(({ stamp }) => stamp !== UNREAD).map(({ summary }) => summary.id)
  }

  #keepOne(record: DraftRecord): void {
    try {
      this.#apart(() => {
        if (record.stamp === UNREAD) this.#putUnread(record)
        else this.#put(record)
      })
    } catch (error) {
      if (refusesAll(error)) throw error
      const why = error instanceof Error ? error.message : 'unknown reason'
      this.#apart(() => {
        this.#put(unsearchable(record, why))
      })
    }
  }

  /** One record within a transaction: what fails leaves the others. */
  #apart(work: () => void): void {
    this.#database.exec('SAVEPOINT record')
    try {
      work()
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK TO record; RELEASE record')
      throw error
    }
    this.#database.exec('RELEASE record')
  }

  /** What is known of a draft stays findable while its file cannot be read. */
  #putUnread(record: DraftRecord): void {
    const { id, damage = null } = record.summary
    const { changes } = this.#prepared('UPDATE draft SET damage = ?, stamp = ?, folder = ? WHERE id = ?').run(
      ...[damage, UNREAD, record.folder, id],
    )
    if (changes === 0) this.#put(record)
  }

  forget(ids: readonly string[]): void {
    this.#together(() => {
      for (const id of ids) this.#drop(id)
    })
  }

  #together(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      work()
      this.#database.exec('COMMIT')
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
      throw error
    }
  }

  #drop(id: string): void {
    const found = this.#prepared('SELECT row FROM draft WHERE id = ?').get(id)
    if (found?.row === undefined) return
    for (const from of ['draft WHERE row', 'label WHERE row', 'words WHERE rowid'])
      this.#prepared(`DELETE FROM ${from} = ?`).run(found.row)
  }

  #put({ summary, folder, stamp, people, text }: DraftRecord): void {
    const { id, title, state, words, created, edited, damage = null, tags } = summary
    this.#drop(id)
    const { lastInsertRowid: row } = this.#prepared(
      'INSERT INTO draft (id, folder, stamp, title, sorted, state, words, created, edited, damage, tags) VALUES (?,?,?,?,?,?,?,?,?,?,?)',
    ).run(
      ...[id, folder, stamp, title, sortKey(title), state, words, created, edited, damage],
      JSON.stringify(tags),
    )
    this.#prepared('INSERT INTO words (rowid, title, body) VALUES (?,?,?)').run(
      row,
      indexTokens(title),
      indexTokens(text),
    )
    const label = this.#prepared('INSERT OR IGNORE INTO label (row, kind, name) VALUES (?,?,?)')
    for (const tag of tags) label.run(row, 'tag', tag)
    for (const name of people) label.run(row, 'person', name)
  }

  find(query: StoreQuery, library: string): Found {
    const all = conditions(query)
    const words = wantedWords(query.text)
    const total = this.#count(all)
    const inText = (row: Row): boolean => this.#holds(row, words, library)
    if (isAmbiguous(words) && total <= MOST_LOOKED_UP) {
      const rows = this.#rows(query, all, 0, MOST_LOOKED_UP).filter(inText)
      const page = rows.slice(query.offset, query.offset + query.limit)
      return { total: rows.length, rows: page.map((row) => this.#shown(row, words, library)) }
    }
    const rows = this.#rows(query, all, query.offset, query.limit).filter(inText)
    return { total, rows: rows.map((row) => this.#shown(row, words, library)) }
  }

  #count(all: readonly Condition[]): number {
    const { sql, values } = joined(all)
    return Number(this.#prepared(`SELECT count(*) AS total FROM draft ${sql}`).get(...values)?.total)
  }

  /** Pinned drafts first, then the others: two questions, so that the second can follow an index of the table. */
  #rows(query: StoreQuery, all: readonly Condition[], offset: number, limit: number): Row[] {
    if (query.pinned.length === 0) return this.#ordered(query, all, offset, limit)
    const pinned = JSON.stringify(query.pinned)
    const isPinned = { sql: 'id IN (SELECT value FROM json_each(?))', values: [pinned] }
    const first = this.#ordered(query, [...all, isPinned], 0, query.pinned.length)
    const top = first.slice(offset, offset + limit)
    const others = { ...isPinned, sql: `NOT ${isPinned.sql}` }
    const skipped = Math.max(0, offset - first.length)
    return [...top, ...this.#ordered(query, [...all, others], skipped, limit - top.length)]
  }

  #ordered({ text, sort }: StoreQuery, all: readonly Condition[], offset: number, limit: number): Row[] {
    const { sql, values } = joined(all)
    const match = matchOf(text)
    // Who looks for words means titles before texts.
    const titled = match === '' ? '' : 'row IN (SELECT rowid FROM words WHERE words MATCH ?) DESC, '
    return this.#prepared(
      `SELECT * FROM draft ${sql} ORDER BY ${titled}${ORDERS[sort]}, id LIMIT ? OFFSET ?`,
    ).all(...values, ...(match === '' ? [] : [`title : (${match})`]), limit, offset) as unknown as Row[]
  }

  /** Whether the draft's text holds the words after all; a draft that cannot be read is listed by its title. */
  #holds(row: Row, words: readonly Wanted[], library: string): boolean {
    if (words.length === 0) return true
    const text = this.#texts.read(library, row)
    return text === null || holds(text.folded, words)
  }

  #shown(row: Row, words: readonly Wanted[], library: string): FoundRow {
    const summary = summaryOf(row)
    if (words.length === 0) return { summary }
    const text = this.#texts.read(library, row)
    const hit = text === null ? undefined : hitIn(text.text, words, text.folded)
    return hit === undefined ? { summary } : { summary, hit }
  }

  tallies(): { tags: Tally[]; people: Tally[] } {
    const of = (kind: string): Tally[] =>
      this.#prepared(
        'SELECT name, count(*) AS count FROM label WHERE kind = ? GROUP BY name ORDER BY count DESC, name LIMIT 50',
      )
        .all(kind)
        .map(({ name, count }) => ({ name: String(name), count: Number(count) }))
    return { tags: of('tag'), people: of('person') }
  }

  close(): void {
    this.#database.close()
  }
}

function recordIn(file: ToRead, library: string): DraftRecord {
  if (file.damage !== undefined) return unreadRecord(file, file.damage)
  if (file.facts === null) return recordOf(file, null)
  try {
    return recordOf(file, readInsideSync(library, file.path))
  } catch (error) {
    return unreadRecord(file, articleDamage(error))
  }
}

function summaryOf({ id, title, state, words, created, edited, damage, tags }: Row): DraftSummary {
  const common = { id, title, state, words, created, edited, tags: JSON.parse(tags) as string[] }
  return damage === null ? common : { ...common, damage }
}

function conditions({ text, state, tag, person }: StoreQuery): Condition[] {
  const all: Condition[] = []
  const match = matchOf(text)
  const add = (sql: string, value: SQLInputValue): void => {
    all.push({ sql, values: [value] })
  }
  if (match !== '') add('row IN (SELECT rowid FROM words WHERE words MATCH ?)', match)
  // A query without a single letter or digit finds nothing, rather than everything.
  else if (text.trim() !== '') add('0 = ?', 1)
  if (state !== '') add('state = ?', state)
  if (tag !== '') add("row IN (SELECT row FROM label WHERE kind = 'tag' AND name = ?)", tag)
  if (person !== '') add("row IN (SELECT row FROM label WHERE kind = 'person' AND name = ?)", person)
  return all
}

function joined(all: readonly Condition[]): { sql: string; values: SQLInputValue[] } {
  return {
    sql: all.length === 0 ? '' : `WHERE ${all.map(({ sql }) => sql).join(' AND ')}`,
    values: all.flatMap(({ values }) => values),
  }
}
