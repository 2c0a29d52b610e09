import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** To be raised with any change of the tables or of what {@link searchableText} returns: an index of another version is removed and built again. */
export const INDEX_VERSION = 6

const TABLES = `
  CREATE TABLE draft (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, folder TEXT NOT NULL, stamp TEXT NOT NULL,
    title TEXT NOT NULL, sorted TEXT NOT NULL, state TEXT NOT NULL, words INTEGER NOT NULL,
    created REAL NOT NULL, edited REAL NOT NULL, damage TEXT, tags TEXT NOT NULL,
    goal INTEGER NOT NULL, deadline TEXT NOT NULL, template INTEGER NOT NULL
  );
  CREATE INDEX draft_edited ON draft (edited DESC, id);
  CREATE INDEX draft_created ON draft (created DESC, id);
  CREATE INDEX draft_title ON draft (sorted, id);
  CREATE INDEX draft_deadline ON draft (deadline = '', deadline, id);
  CREATE TABLE label (row INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, name, row)) WITHOUT ROWID;
  CREATE INDEX label_row ON label (row);
  CREATE VIRTUAL TABLE words USING fts5(title, body, content='', contentless_delete=1, detail=column, prefix='1 2 3');
  PRAGMA user_version = ${String(INDEX_VERSION)};
`

/** How long a write waits for another process's. Readers never wait for writers (WAL). */
const BUSY_TIMEOUT_MS = 2000

/** SQLITE_CORRUPT, _FORMAT, _CANTOPEN, _IOERR, _NOTADB, and SQLITE_ERROR: a table that is not there or not ours. */
const BROKEN_CODES = new Set([1, 10, 11, 14, 24, 26])

/** Returns true for an SQLite error that means that the file is of no use any more; not for one that is merely in use. */
export function isBroken(error: unknown): boolean {
  return BROKEN_CODES.has(sqliteCode(error) & 0xff)
}

/** SQLITE_BUSY, _LOCKED, _READONLY, _INTERRUPT, _FULL. */
const UNAVAILABLE_CODES = new Set([5, 6, 8, 9, 13])

/** Returns true for an SQLite error about the whole index, not about the one record that was inserted. */
export function concernsWholeIndex(error: unknown): boolean {
  return isBroken(error) || UNAVAILABLE_CODES.has(sqliteCode(error) & 0xff)
}

function sqliteCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0
}

/** Removes an index's files. A process that has it open can use it until it closes it. */
export function removeIndex(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(file + ending, { force: true })
}

/**
 * Opens the index; one that cannot be used is removed and made again: it is a cache.
 * @throws what SQLite threw, when another process has it locked or the folder cannot be written.
 */
export function openIndex(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true })
  try {
    return openDatabase(file)
  } catch (error) {
    if (!isBroken(error)) throw error
    removeIndex(file)
    return openDatabase(file)
  }
}

class OtherIndexVersion extends Error {
  readonly errcode = 26
}

function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000')
    if (versionOf(database) === 0) createTables(database)
    if (versionOf(database) !== INDEX_VERSION) throw new OtherIndexVersion('the index is of another version')
    database.prepare('SELECT count(*) FROM draft').get()
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Another process may be making the same index: the second one finds it made. */
function createTables(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE')
  if (versionOf(database) === 0) database.exec(TABLES)
  database.exec('COMMIT')
}

function versionOf(database: DatabaseSync): number {
  const row = database.prepare('PRAGMA user_version').get()
  return Number(row?.user_version)
}
