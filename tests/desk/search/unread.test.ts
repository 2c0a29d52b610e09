import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LibraryQuery } from '../../../src/desk.ts'
import { type Files, realFiles } from '../../../src/desk/disk/files.ts'
import { MemoryStore } from '../../../src/desk/search/memoryStore.ts'
import { type IndexStore, type DraftToRead } from '../../../src/desk/search/store.ts'
import { threadedStore } from '../../../src/desk/search/threaded.ts'
import { fault } from '../disk/faultyFiles.ts'
import { article, deskOver, tempFolder, value } from '../library.ts'

const ALL: LibraryQuery = { text: '', state: '', tag: '', person: '', sort: 'title', offset: 0, limit: 100 }

/** A library with three drafts and a store of each kind; `file` is what a store reads of a draft. */
async function place(withoutIndex: boolean) {
  const library = await tempFolder()
  for (const name of ['ash', 'birch', 'cedar']) {
    await mkdir(join(library, name))
    await writeFile(join(library, name, 'article.json'), article(name, `the ${name} is a tree`))
  }
  const store: IndexStore = withoutIndex
    ? new MemoryStore(realFiles)
    : (await threadedStore({ file: join(await tempFolder(), 'index.sqlite'), fresh: false }, 50_000)).store
  const file = async (id: string): Promise<DraftToRead> => {
    const path = join(library, id, 'article.json')
    const { size, ino, mtimeMs, ctimeMs, birthtimeMs } = await realFiles.lstat(path)
    return { id, folder: id, path, facts: { size, ino, mtimeMs, ctimeMs, birthtimeMs } }
  }
  const list = async (text = '') =>
    (await store.find({ ...ALL, text, pinned: [], places: [] }, library)).rows.map(({ summary }) => summary)
  return { library, store, file, list }
}

describe.each([
  ['with SQLite', false],
  ['without', true],
])('the store %s', (_name, withoutIndex) => {
  it('says which files it read, and keeps the others as damaged drafts with the words it knew', async () => {
    const { library, store, file, list } = await place(withoutIndex)
    const files = [await file('ash'), await file('birch'), await file('cedar')]
    expect(await store.read(files, library)).toEqual(['ash', 'birch', 'cedar'])
    const unreadable = { ...(await file('birch')), facts: null, damage: 'it cannot be read (EBUSY)' }
    expect(await store.read([await file('ash'), unreadable], library)).toEqual(['ash'])
    expect((await list()).map(({ id, title, damage }) => [id, title, damage])).toEqual([
      ['ash', 'ash', undefined],
      ['birch', 'birch', 'it cannot be read (EBUSY)'],
      ['cedar', 'cedar', undefined],
    ])
    expect(await list('birch')).toHaveLength(1)
    expect(await store.read([await file('birch')], library)).toEqual(['birch'])
    expect((await list('birch'))[0]?.damage).toBeUndefined()
    await store.close()
  })

  it('lists a draft that it never read, and does not read behind a link that leads out', async () => {
    const { library, store, list } = await place(withoutIndex)
    const outside = await tempFolder()
    await writeFile(join(outside, 'article.json'), article('secret', 'a secret tree'))
    await symlink(outside, join(library, 'trap-aaaaaa'))
    const path = join(library, 'trap-aaaaaa', 'article.json')
    const facts = await realFiles.stat(path)
    const { size, ino, mtimeMs, ctimeMs, birthtimeMs } = facts
    const trap = { id: 'trap-aaaaaa', folder: 'trap-aaaaaa', path }
    expect(
      await store.read([{ ...trap, facts: { size, ino, mtimeMs, ctimeMs, birthtimeMs } }], library),
    ).toEqual([])
    expect(await list()).toMatchObject([
      { id: 'trap-aaaaaa', damage: expect.stringContaining('leads out of the library') as string },
    ])
    expect(await list('secret')).toEqual([])
    await store.close()
  })

  it('takes a file that would need gigabytes to parse for damaged', async () => {
    const { library, store, file, list } = await place(withoutIndex)
    const many = Array<string>(5_000_000).fill('{}').join(',')
    await writeFile(
      join(library, 'birch', 'article.json'),
      `{"format":"galley-article","version":1,"doc":[${many}]}`,
    )
    await store.read([await file('ash'), await file('birch')], library)
    expect((await list()).map(({ id, damage }) => [id, damage])).toEqual([
      ['ash', undefined],
      ['birch', 'its article.json cannot be read: it is too large to be read (EFBIG)'],
    ])
    await store.close()
  })
})

describe('the store with SQLite', () => {
  it('keeps the neighbours of a draft that it cannot keep', async () => {
    const { library, store, file, list } = await place(false)
    const facts = { size: 0, ino: 0, mtimeMs: Number.NaN, ctimeMs: 0, birthtimeMs: 0 }
    const odd = { ...(await file('birch')), facts }
    expect(await store.read([await file('ash'), odd, await file('cedar')], library)).toHaveLength(3)
    expect((await list()).map(({ id, damage }) => [id, damage])).toEqual([
      ['ash', undefined],
      ['birch', expect.stringContaining('cannot be searched')],
      ['cedar', undefined],
    ])
    await store.close()
  })
})

describe('a draft whose file was busy once', () => {
  it('is listed as damaged, and as it is once it can be read, though its file is the same', async () => {
    const library = await tempFolder()
    for (const name of ['ash', 'birch']) {
      await mkdir(join(library, name))
      await writeFile(join(library, name, 'article.json'), article(name, 'a tree'))
    }
    let isBusy = true
    const files: Files = {
      ...realFiles,
      readFile: (path, limit) =>
        isBusy && path.includes('birch') ? Promise.reject(fault('EBUSY')) : realFiles.readFile(path, limit),
    }
    const desk = await deskOver(library, { files, withoutIndex: true })
    const rows = async () => {
      value(await desk.libraryState())
      return value(await desk.listDrafts(ALL)).rows.map(({ id, damage }) => [id, damage])
    }
    expect(await rows()).toEqual([
      ['ash', undefined],
      ['birch', 'its article.json cannot be read (EBUSY)'],
    ])
    expect(value(await desk.libraryState()).drafts).toBe(2)
    isBusy = false
    await expect.poll(rows, { timeout: 20_000, interval: 100 }).toEqual([
      ['ash', undefined],
      ['birch', undefined],
    ])
  })
})
