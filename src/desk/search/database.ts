import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Raise it with any change of the tables: an index of another version is left to its own Galley and one is made anew. */
export const VERSION = 4

const TABLES = `
  CREATE TABLE draft (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, folder TEXT NOT NULL, stamp TEXT NOT NULL,
    title TEXT NOT NULL, sorted TEXT NOT NULL, state TEXT NOT NULL, words INTEGER NOT NULL,
    created REAL NOT NULL, edited REAL NOT NULL, damage TEXT, tags TEXT NOT NULL
  );
  CREATE INDEX draft_edited ON draft (edited DESC, id);
  CREATE INDEX draft_created ON draft (created DESC, id);
  CREATE INDEX draft_title ON draft (sorted, id);
  CREATE TABLE label (row INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, name, row)) WITHOUT ROWID;
  CREATE INDEX label_row ON label (row);
  CREATE VIRTUAL TABLE words USING fts5(title, body, content='', contentless_delete=1, detail=column, prefix='1 2 3');
  PRAGMA user_version = ${String(VERSION)};
`

/** How long a write waits for another process's; readers never wait for writers. */
const PATIENCE = 2000

/** SQLITE_CORRUPT, _FORMAT, _CANTOPEN, _IOERR, _NOTADB, and SQLITE_ERROR: a table that is not there or not ours. */
const BROKEN = new Set([1, 10, 11, 14, 24, 26])

/** Whether an error of SQLite tells of a file that is no use any more; not of one that somebody else is using. */
export function isBroken(error: unknown): boolean {
  return BROKEN.has(errcodeOf(error) & 0xff)
}

/** SQLITE_BUSY, _LOCKED, _READONLY, _INTERRUPT, _FULL. */
const REFUSING = new Set([5, 6, 8, 9, 13])

/** Whether an error of SQLite is about the whole index, and not about the one record that was put into it. */
export function refusesAll(error: unknown): boolean {
  return isBroken(error) || REFUSING.has(errcodeOf(error) & 0xff)
}

function errcodeOf(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0
}

/** Removes an index: whoever has it open goes on with it until it is closed. */
export function removeIndex(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(file + ending, { force: true })
}

/**
 * Opens the index, or makes a new one in place of one that cannot be used: it is a cache, nothing is lost with it.
 * @throws what SQLite threw, when it is somebody else's just now or the folder takes no file.
 */
export function openIndex(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true })
  try {
    return opened(file)
  } catch (error) {
    if (!isBroken(error)) throw error
    removeIndex(file)
    return opened(file)
  }
}

class OtherVersion extends Error {
  readonly errcode = 26
}

function opened(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: PATIENCE })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000')
    if (versionOf(database) === 0) make(database)
    if (versionOf(database) !== VERSION) throw new OtherVersion('the index is of another version')
    database.prepare('SELECT count(*) FROM draft').get()
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Another process may be making the same index: only the first of both does. */
function make(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE')
  if (versionOf(database) === 0) database.exec(TABLES)
  database.exec('COMMIT')
}

function versionOf(database: DatabaseSync): number {
  const row = database.prepare('PRAGMA user_version').get()
  return Number(row?.user_version)
}
