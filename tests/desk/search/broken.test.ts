import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isBroken, openIndex, INDEX_VERSION } from '../../../src/desk/search/database.ts'
import type { LibraryQuery } from '../../../src/desk.ts'
import { article, deskOver, tempFolder, value, type TestDesk } from '../library.ts'

const ALL: LibraryQuery = { text: '', state: '', tag: '', person: '', sort: 'title', offset: 0, limit: 100 }
const PATIENT = { timeout: 30_000, interval: 200 }

interface Place {
  readonly desk: TestDesk
  readonly index: string
  readonly log: string[]
  readonly open: () => Promise<TestDesk>
}

async function place(): Promise<Place> {
  const folder = await tempFolder()
  const cache = join(folder, 'cache')
  const log: string[] = []
  const open = (): Promise<TestDesk> =>
    deskOver(join(folder, 'library'), { cache, withoutIndex: false, log: (line) => log.push(line) })
  const desk = await open()
  for (const title of ['Ash', 'Birch', 'Cedar']) value(await desk.createDraft(article(title, 'a tall tree')))
  expect(await found(desk)).toEqual(['Ash', 'Birch', 'Cedar'])
  return { desk, index: join(cache, 'index.sqlite'), log, open }
}

async function found(desk: TestDesk, text = 'tree'): Promise<string[]> {
  // A page asks for both, again and again.
  value(await desk.libraryState())
  return value(await desk.listDrafts({ ...ALL, text })).rows.map(({ title }) => title)
}

/** A lock on the index that outlasts everybody's patience, taken as another process would. */
function lockFor(index: string, mode: string): DatabaseSync {
  const other = new DatabaseSync(index)
  other.exec(mode)
  onTestFinished(() => {
    if (other.isOpen) other.close()
  })
  return other
}

describe('the index under a running desk', { timeout: 60_000 }, () => {
  it('may be deleted', async () => {
    const { desk, index } = await place()
    for (const ending of ['', '-wal', '-shm']) await rm(index + ending, { force: true })
    expect(await found(desk)).toEqual(['Ash', 'Birch', 'Cedar'])
    value(await desk.createDraft(article('Doug', 'a tall tree')))
    await expect.poll(() => found(desk), PATIENT).toEqual(['Ash', 'Birch', 'Cedar', 'Doug'])
  })

  it('may be overwritten with anything', async () => {
    const { desk, index } = await place()
    const rubbish = 'no database at all '.repeat(4000)
    for (const ending of ['', '-wal']) await writeFile(index + ending, rubbish)
    value(await desk.createDraft(article('Doug', 'a tall tree')))
    await expect.poll(() => found(desk), PATIENT).toEqual(['Ash', 'Birch', 'Cedar', 'Doug'])
  })

  it('may lose its tables: it is built anew while it is asked', async () => {
    const { desk, index, log } = await place()
    const other = new DatabaseSync(index)
    other.exec('DROP TABLE draft; DROP TABLE words')
    other.close()
    await expect.poll(() => found(desk), PATIENT).toEqual(['Ash', 'Birch', 'Cedar'])
    expect(log.join('\n')).toContain('built anew')
    expect(value(await desk.libraryState()).index.state).toBe('ready')
  })

  it('may be locked by another process: lists go on, and what changed is found once it is free', async () => {
    const { desk, index } = await place()
    const other = lockFor(index, 'BEGIN IMMEDIATE')
    value(await desk.createDraft(article('Doug', 'a tall tree')))
    expect(await found(desk)).toEqual(['Ash', 'Birch', 'Cedar'])
    other.exec('ROLLBACK')
    await expect.poll(() => found(desk), PATIENT).toEqual(['Ash', 'Birch', 'Cedar', 'Doug'])
  })
})

describe('an index that is found', { timeout: 60_000 }, () => {
  it('of another version is made anew', async () => {
    const { desk, index, open } = await place()
    await desk.close()
    const other = new DatabaseSync(index)
    other.exec(`PRAGMA user_version = ${String(INDEX_VERSION + 1)}`)
    other.close()
    await expect.poll(async () => found(await open()), PATIENT).toEqual(['Ash', 'Birch', 'Cedar'])
  })

  it.each([0.1, 0.4, 0.7, 0.95])('cut at %d of its length is made anew', async (share) => {
    const { desk, index, open } = await place()
    await desk.close()
    const bytes = await readFile(index)
    await writeFile(index, bytes.subarray(0, Math.floor(bytes.length * share)))
    const again = await open()
    await expect.poll(() => found(again), PATIENT).toEqual(['Ash', 'Birch', 'Cedar'])
  })

  it('to be a folder is no reason to do without lists', async () => {
    const { desk, index, open, log } = await place()
    await desk.close()
    await rm(index)
    await copyFile(import.meta.filename, `${index}.txt`)
    await rm(join(index, '..'), { recursive: true })
    await writeFile(join(index, '..'), 'a file where the cache folder should be')
    const again = await open()
    await expect.poll(() => found(again), PATIENT).toEqual(['Ash', 'Birch', 'Cedar'])
    expect(value(await again.libraryState()).index.state).toBe('unindexed')
    expect(log.join('\n')).toContain('no search index')
  })

  it('is made once when two processes make it', async () => {
    const folder = await tempFolder()
    const file = join(folder, 'index.sqlite')
    const [one, other] = [openIndex(file), openIndex(file)]
    one.exec("INSERT INTO label VALUES (1, 'tag', 'wood')")
    expect(other.prepare('SELECT name FROM label').all().length).toBe(1)
    one.close()
    other.close()
  })
})

describe('an error of SQLite', () => {
  it('tells a file of no use from one that somebody uses', async () => {
    const folder = await tempFolder()
    const file = join(folder, 'index.sqlite')
    const database = openIndex(file)
    const other = lockFor(file, 'BEGIN IMMEDIATE')
    database.exec('PRAGMA busy_timeout = 0')
    expect(
      isBroken(
        thrownBy(() => {
          database.exec('BEGIN IMMEDIATE')
        }),
      ),
    ).toBe(false)
    other.close()
    database.close()
    await writeFile(file, 'x'.repeat(10_000))
    const rubbish = new DatabaseSync(file)
    expect(isBroken(thrownBy(() => rubbish.prepare('SELECT * FROM draft').all()))).toBe(true)
    rubbish.close()
    expect(isBroken(new Error('anything else'))).toBe(false)
  })
})

function thrownBy(task: () => unknown): unknown {
  try {
    task()
  } catch (error) {
    return error
  }
  throw new Error('expected an error')
}
