import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { DraftSummary, Tally } from '../../desk.ts'
import { readInsideSync } from '../disk/readInside.ts'
import { articleDamage } from '../unreadable.ts'
import { openIndex, concernsWholeIndex } from './database.ts'
import { hitIn } from './hit.ts'
import { type DraftRecord, recordOf, UNREAD, unreadRecord, unsearchable } from './record.ts'
import type { FoundPage, FoundRow, IndexedDraft, StoreQuery, DraftToRead } from './store.ts'
import { TextCache } from './texts.ts'
import {
  matchesAll,
  isAmbiguous,
  ftsQuery,
  sortKey,
  indexTokens,
  type SearchWord,
  searchWords,
} from './words.ts'

/** Where pairs of characters do not decide, up to so many texts are read to get the total right; beyond, only those shown. */
const MAX_VERIFIED_ROWS = 200
/** Characters of text written in one transaction. */
const MAX_BATCH_LENGTH = 4 * 1024 * 1024

const ORDERS = {
  edited: 'edited DESC',
  created: 'created DESC',
  title: 'sorted',
  deadline: "deadline = '', deadline",
  series: 'place IS NULL, place',
} as const

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
  /** 0 for none. */
  readonly goal: number
  /** '' for none. */
  readonly deadline: string
  /** 1 for a template, else 0. */
  readonly template: number
}

/** A condition in SQL, and the values of its question marks. */
interface Condition {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
}

/** The index on SQLite: metadata in a table, words in a contentless FTS5 table beside it. Blocks: for a thread of its own. */
export class IndexTable {
  readonly #database: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  readonly #texts = new TextCache()

  constructor(file: string) {
    this.#database = openIndex(file)
  }

  #statement(sql: string): StatementSync {
    const kept = this.#statements.get(sql)
    if (kept !== undefined) return kept
    const statement = this.#database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  indexedDrafts(): IndexedDraft[] {
    return this.#statement('SELECT id, folder, stamp FROM draft').all() as unknown as IndexedDraft[]
  }

  /** As {@link Store.read}. A file that is not read, or whose words the index does not take, costs itself alone. */
  read(files: readonly DraftToRead[], library: string): string[] {
    const read: string[] = []
    let batch: DraftRecord[] = []
    let length = 0
    for (const [index, file] of files.entries()) {
      const record = readRecord(file, library)
      batch.push(record)
      length += record.text.length
      if (length < MAX_BATCH_LENGTH && index < files.length - 1) continue
      read.push(...this.#saveBatch(batch))
      batch = []
      length = 0
    }
    return read
  }

  /** Writes records in one transaction. Returns the ids of those that were read. */
  #saveBatch(records: readonly DraftRecord[]): string[] {
    this.#inTransaction(() => {
      for (const record of records) this.#saveRecord(record)
    })
    return records.filter(({ stamp }) => stamp !== UNREAD).map(({ summary }) => summary.id)
  }

  #saveRecord(record: DraftRecord): void {
    try {
      this.#inSavepoint(() => {
        if (record.stamp === UNREAD) this.#markUnread(record)
        else this.#insert(record)
      })
    } catch (error) {
      if (concernsWholeIndex(error)) throw error
      const why = error instanceof Error ? error.message : 'unknown reason'
      this.#inSavepoint(() => {
        this.#insert(unsearchable(record, why))
      })
    }
  }

  /** Runs one record's part of a transaction; a failure leaves the others. */
  #inSavepoint(work: () => void): void {
    this.#database.exec('SAVEPOINT record')
    try {
      work()
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK TO record; RELEASE record')
      throw error
    }
    this.#database.exec('RELEASE record')
  }

  /** Marks a draft as damaged; the words of its last reading stay findable. */
  #markUnread(record: DraftRecord): void {
    const { id, damage = null } = record.summary
    const { changes } = this.#statement(
      'UPDATE draft SET damage = ?, stamp = ?, folder = ? WHERE id = ?',
    ).run(...[damage, UNREAD, record.folder, id])
    if (changes === 0) this.#insert(record)
  }

  forget(ids: readonly string[]): void {
    this.#inTransaction(() => {
      for (const id of ids) this.#delete(id)
    })
  }

  #inTransaction(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      work()
      this.#database.exec('COMMIT')
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
      throw error
    }
  }

  #delete(id: string): void {
    const found = this.#statement('SELECT row FROM draft WHERE id = ?').get(id)
    if (found?.row === undefined) return
    for (const from of ['draft WHERE row', 'label WHERE row', 'words WHERE rowid'])
      this.#statement(`DELETE FROM ${from} = ?`).run(found.row)
  }

  #insert({ summary, folder, stamp, people, text }: DraftRecord): void {
    const { id, title, state, words, created, edited, damage = null, tags, goal = 0, deadline = '' } = summary
    this.#delete(id)
    const { lastInsertRowid: row } = this.#statement(
      'INSERT INTO draft (id, folder, stamp, title, sorted, state, words, created, edited, damage, tags, goal, deadline, template) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)',
    ).run(
      ...[id, folder, stamp, title, sortKey(title), state, words, created, edited, damage],
      JSON.stringify(tags),
      ...[goal, deadline, summary.template === true ? 1 : 0],
    )
    this.#statement('INSERT INTO words (rowid, title, body) VALUES (?,?,?)').run(
      row,
      indexTokens(title),
      indexTokens(text),
    )
    const label = this.#statement('INSERT OR IGNORE INTO label (row, kind, name) VALUES (?,?,?)')
    for (const tag of tags) label.run(row, 'tag', tag)
    for (const name of people) label.run(row, 'person', name)
  }

  find(query: StoreQuery, library: string): FoundPage {
    const all = conditionsOf(query)
    const words = searchWords(query.text)
    const total = this.#count(all)
    const inText = (row: Row): boolean => this.#matches(row, words, library)
    if (isAmbiguous(words) && total <= MAX_VERIFIED_ROWS) {
      const rows = this.#rows(query, all, 0, MAX_VERIFIED_ROWS).filter(inText)
      const page = rows.slice(query.offset, query.offset + query.limit)
      return { total: rows.length, rows: page.map((row) => this.#foundRow(row, words, library)) }
    }
    const rows = this.#rows(query, all, query.offset, query.limit).filter(inText)
    return { total, rows: rows.map((row) => this.#foundRow(row, words, library)) }
  }

  #count(all: readonly Condition[]): number {
    const { sql, values } = whereClause(all)
    return Number(this.#statement(`SELECT count(*) AS total FROM draft ${sql}`).get(...values)?.total)
  }

  /** Returns pinned drafts, then the others: two queries, so that the second can use an index of the table. */
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

  #ordered(query: StoreQuery, all: readonly Condition[], offset: number, limit: number): Row[] {
    const { sql, values } = whereClause(all)
    const { text, sort, places } = query
    const isSeries = sort === 'series'
    const match = isSeries ? '' : ftsQuery(text)
    // Matches in the title come first, but a series keeps its order.
    const titled = match === '' ? '' : 'row IN (SELECT rowid FROM words WHERE words MATCH ?) DESC, '
    const placed = 'LEFT JOIN (SELECT value AS id, key AS place FROM json_each(?)) USING (id)'
    return this.#statement(
      `SELECT draft.* FROM draft ${isSeries ? placed : ''} ${sql} ORDER BY ${titled}${ORDERS[sort]}, id LIMIT ? OFFSET ?`,
    ).all(
      ...(isSeries ? [JSON.stringify(places)] : []),
      ...values,
      ...(match === '' ? [] : [`title : (${match})`]),
      ...[limit, offset],
    ) as unknown as Row[]
  }

  /** Returns true if the draft's text really has the words. An unreadable draft stays listed: its title may match. */
  #matches(row: Row, words: readonly SearchWord[], library: string): boolean {
    if (words.length === 0) return true
    const text = this.#texts.read(library, row)
    return text === null || matchesAll(text.searchForm, words)
  }

  #foundRow(row: Row, words: readonly SearchWord[], library: string): FoundRow {
    const summary = summaryOf(row)
    if (words.length === 0) return { summary }
    const text = this.#texts.read(library, row)
    const hit = text === null ? undefined : hitIn(text.text, words, text.searchForm)
    return hit === undefined ? { summary } : { summary, hit }
  }

  tagged(tag: string): string[] {
    const sql =
      "SELECT id FROM draft WHERE template = 0 AND row IN (SELECT row FROM label WHERE kind = 'tag' AND name = ?) ORDER BY created, id"
    return this.#statement(sql)
      .all(tag)
      .map(({ id }) => String(id))
  }

  tallies(): { drafts: number; tags: Tally[]; people: Tally[] } {
    const of = (kind: string): Tally[] =>
      this.#statement(
        'SELECT name, count(*) AS count FROM label JOIN draft USING (row) WHERE kind = ? AND template = 0 GROUP BY name ORDER BY count DESC, name LIMIT 50',
      )
        .all(kind)
        .map(({ name, count }) => ({ name: String(name), count: Number(count) }))
    const { total } = this.#statement('SELECT count(*) AS total FROM draft WHERE template = 0').get() ?? {}
    return { drafts: Number(total), tags: of('tag'), people: of('person') }
  }

  close(): void {
    this.#database.close()
  }
}

function readRecord(file: DraftToRead, library: string): DraftRecord {
  if (file.damage !== undefined) return unreadRecord(file, file.damage)
  if (file.facts === null) return recordOf(file, null)
  try {
    return recordOf(file, readInsideSync(library, file.path))
  } catch (error) {
    return unreadRecord(file, articleDamage(error))
  }
}

function summaryOf({ id, title, state, words, created, edited, damage, tags, ...row }: Row): DraftSummary {
  const { goal, deadline, template } = row
  const common: DraftSummary = {
    ...{ id, title, state, words, created, edited, tags: JSON.parse(tags) as string[] },
    ...(goal === 0 ? {} : { goal }),
    ...(deadline === '' ? {} : { deadline }),
    ...(template === 0 ? {} : { template: true }),
  }
  return damage === null ? common : { ...common, damage }
}

function conditionsOf({ text, state, tag, person, templates = false }: StoreQuery): Condition[] {
  const all: Condition[] = []
  const match = ftsQuery(text)
  const add = (sql: string, value: SQLInputValue): void => {
    all.push({ sql, values: [value] })
  }
  if (match !== '') add('row IN (SELECT rowid FROM words WHERE words MATCH ?)', match)
  // A query without a single letter or digit finds nothing, rather than everything.
  else if (text.trim() !== '') add('0 = ?', 1)
  add('template = ?', templates ? 1 : 0)
  if (state !== '') add('state = ?', state)
  if (tag !== '') add("row IN (SELECT row FROM label WHERE kind = 'tag' AND name = ?)", tag)
  if (person !== '') add("row IN (SELECT row FROM label WHERE kind = 'person' AND name = ?)", person)
  return all
}

function whereClause(all: readonly Condition[]): { sql: string; values: SQLInputValue[] } {
  return {
    sql: all.length === 0 ? '' : `WHERE ${all.map(({ sql }) => sql).join(' AND ')}`,
    values: all.flatMap(({ values }) => values),
  }
}
