import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import type { DraftSummary, Tally } from '../../desk.ts'
import { ARTICLE_FILE } from '../shelf.ts'
import { hitIn } from './hit.ts'
import { type DraftRecord, recordOf, searchableText } from './record.ts'
import type { Found, FoundRow, Known, StoreQuery, ToRead } from './store.ts'
import { folded, holds, matchOf, tokensOf, type Wanted, wantedWords } from './words.ts'
import { metadataFrom } from '../../article/index.ts'
import type { NodeJSON } from '../../blocks/node.ts'

/** Raise it with any change of the tables: an index of another version is thrown away and built anew. */
const VERSION = 1

const TABLES = `
  CREATE TABLE draft (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, folder TEXT NOT NULL, stamp TEXT NOT NULL,
    title TEXT NOT NULL, sorted TEXT NOT NULL, state TEXT NOT NULL, words INTEGER NOT NULL,
    created REAL NOT NULL, edited REAL NOT NULL, damage TEXT
  );
  CREATE INDEX draft_edited ON draft (edited DESC);
  CREATE INDEX draft_created ON draft (created DESC);
  CREATE INDEX draft_title ON draft (sorted);
  CREATE TABLE label (row INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, name, row)) WITHOUT ROWID;
  CREATE INDEX label_row ON label (row);
  CREATE VIRTUAL TABLE words USING fts5(title, body, content='', contentless_delete=1, detail=column, prefix='1 2 3');
  PRAGMA user_version = ${String(VERSION)};
`

const ORDERS = { edited: 'edited DESC', created: 'created DESC', title: 'sorted' } as const

interface Row {
  readonly row: number
  readonly id: string
  readonly folder: string
  readonly title: string
  readonly state: DraftSummary['state']
  readonly words: number
  readonly created: number
  readonly edited: number
  readonly damage: string | null
}

/** Opens the index, or makes a new one in place of one that cannot be used. It is a cache: nothing is lost with it. */
function opened(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true })
  for (let attempt = 0; ; attempt += 1) {
    let database: DatabaseSync | undefined
    try {
      database = new DatabaseSync(file)
      database.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 4000; PRAGMA cache_size = -16000',
      )
      const { user_version: version } = database.prepare('PRAGMA user_version').get() as {
        user_version: number
      }
      if (version === 0) database.exec(`BEGIN IMMEDIATE; ${TABLES} COMMIT`)
      else if (version !== VERSION) throw new Error('the index is of another version')
      database.prepare('SELECT count(*) FROM draft').get()
      return database
    } catch (error) {
      database?.close()
      if (attempt > 0) throw error
      for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true })
    }
  }
}

/** The index on SQLite: metadata in a table, words in a contentless FTS5 table beside it. Everything here blocks. */
export class Table {
  readonly #database: DatabaseSync

  constructor(file: string) {
    this.#database = opened(file)
  }

  known(): Known[] {
    return this.#database.prepare('SELECT id, folder, stamp FROM draft').all() as unknown as Known[]
  }

  read(files: readonly ToRead[]): void {
    const records = files.flatMap(({ id, folder, path, facts }) => {
      try {
        return [recordOf(id, folder, facts === null ? null : readFileSync(path), facts)]
      } catch {
        // It went, or cannot be read now: the next round sees.
        return []
      }
    })
    this.#together(() => {
      for (const record of records) this.#put(record)
    })
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
      this.#database.exec('ROLLBACK')
      throw error
    }
  }

  #drop(id: string): void {
    const found = this.#database.prepare('SELECT row FROM draft WHERE id = ?').get(id) as
      { row: number } | undefined
    if (found === undefined) return
    for (const from of ['draft WHERE row', 'label WHERE row', 'words WHERE rowid'])
      this.#database.prepare(`DELETE FROM ${from} = ?`).run(found.row)
  }

  #put({ summary, folder, stamp, people, text }: DraftRecord): void {
    const { id, title, state, words, created, edited, damage = null } = summary
    this.#drop(id)
    const { lastInsertRowid: row } = this.#database
      .prepare(
        'INSERT INTO draft (id, folder, stamp, title, sorted, state, words, created, edited, damage) VALUES (?,?,?,?,?,?,?,?,?,?)',
      )
      .run(id, folder, stamp, title, folded(title), state, words, created, edited, damage)
    this.#database
      .prepare('INSERT INTO words (rowid, title, body) VALUES (?,?,?)')
      .run(row, tokensOf(title), tokensOf(text))
    const label = this.#database.prepare('INSERT OR IGNORE INTO label (row, kind, name) VALUES (?,?,?)')
    for (const tag of summary.tags) label.run(row, 'tag', tag)
    for (const name of people) label.run(row, 'person', name)
  }

  find(query: StoreQuery, library: string): Found {
    const { where, values } = conditions(query)
    const { total } = this.#database
      .prepare(`SELECT count(*) AS total FROM draft ${where}`)
      .get(...values) as { total: number }
    const pinned = JSON.stringify(query.pinned)
    const first = 'id IN (SELECT value FROM json_each(?)) DESC'
    const match = matchOf(query.text)
    // Who looks for words means titles before texts.
    const titled = match === '' ? '' : `, row IN (SELECT rowid FROM words WHERE words MATCH ?) DESC`
    const rows = this.#database
      .prepare(
        `SELECT * FROM draft ${where} ORDER BY ${first}${titled}, ${ORDERS[query.sort]}, id LIMIT ? OFFSET ?`,
      )
      .all(
        ...values,
        pinned,
        ...(match === '' ? [] : [`title : (${match})`]),
        query.limit,
        query.offset,
      ) as unknown as Row[]
    const words = wantedWords(query.text)
    const found = rows.flatMap((row) => this.#shown(row, words, library))
    return { total: total - (rows.length - found.length), rows: found }
  }

  /** A row with its hit; none when its text does not hold the words after all. */
  #shown(row: Row, words: readonly Wanted[], library: string): FoundRow[] {
    const summary: DraftSummary = { ...summaryOfRow(row), tags: this.#tags(row.row) }
    if (words.length === 0) return [{ summary }]
    const text = textOf(join(library, row.folder, ARTICLE_FILE))
    if (text === null) return [{ summary }]
    if (!holds(folded(text), words)) return []
    const hit = hitIn(text, words)
    return [hit === undefined ? { summary } : { summary, hit }]
  }

  #tags(row: number): string[] {
    return this.#database
      .prepare("SELECT name FROM label WHERE row = ? AND kind = 'tag'")
      .all(row)
      .map(({ name }) => String(name))
  }

  tallies(): { tags: Tally[]; people: Tally[] } {
    const of = (kind: string): Tally[] =>
      this.#database
        .prepare(
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

function summaryOfRow({ id, title, state, words, created, edited, damage }: Row): Omit<DraftSummary, 'tags'> {
  return { id, title, state, words, created, edited, ...(damage === null ? {} : { damage }) }
}

function conditions({ text, state, tag, person }: StoreQuery): { where: string; values: SQLInputValue[] } {
  const all: [string, SQLInputValue][] = []
  const match = matchOf(text)
  if (match !== '') all.push(['row IN (SELECT rowid FROM words WHERE words MATCH ?)', match])
  // A query without a single letter or digit finds nothing, rather than everything.
  else if (text.trim() !== '') all.push(['0 = ?', 1])
  if (state !== '') all.push(['state = ?', state])
  if (tag !== '') all.push(["row IN (SELECT row FROM label WHERE kind = 'tag' AND name = ?)", tag])
  if (person !== '') all.push(["row IN (SELECT row FROM label WHERE kind = 'person' AND name = ?)", person])
  return {
    where: all.length === 0 ? '' : `WHERE ${all.map(([condition]) => condition).join(' AND ')}`,
    values: all.map(([, value]) => value),
  }
}

/** The searchable text of a draft's file; null when it cannot be read now. */
function textOf(path: string): string | null {
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as { doc: NodeJSON; metadata: unknown }
    return searchableText(file.doc, metadataFrom(file.metadata))
  } catch {
    return null
  }
}
