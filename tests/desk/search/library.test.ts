import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type Article,
  emptyMetadata,
  person,
  readText,
  stringifyArticle,
  type Metadata,
} from '../../../src/article/index.ts'
import type { LibraryPage, LibraryQuery, Outcome } from '../../../src/desk.ts'
import { withMetadata, article, p } from '../../build.ts'
import { openPage, type TestDesk } from '../library.ts'

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'articles')
const EVERYTHING: LibraryQuery = {
  text: '',
  state: '',
  tag: '',
  person: '',
  sort: 'edited',
  offset: 0,
  limit: 100,
}

let folder = ''
let desk: TestDesk

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problem.what)
  return outcome.value
}

async function open(withoutIndex: boolean): Promise<TestDesk> {
  const settings = { notices: [], read: () => ({}) as never, write: () => undefined }
  return openPage({ library: join(folder, 'library'), cache: join(folder, 'cache'), settings, withoutIndex })
}

const list = async (query: Partial<LibraryQuery> = {}): Promise<LibraryPage> =>
  value(await desk.listDrafts({ ...EVERYTHING, ...query }))
const titles = async (query: Partial<LibraryQuery> = {}): Promise<string[]> =>
  (await list(query)).rows.map(({ title }) => title)
const add = async (one: Article): Promise<string> =>
  value(await desk.createDraft(stringifyArticle(one))).summary.id
const fixture = async (name: string): Promise<Article> =>
  readText(await readFile(join(FIXTURES, name), 'utf8'))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'galley-search-'))
})

afterEach(async () => {
  await desk.close()
  await rm(folder, { recursive: true, force: true })
})

describe.each([
  ['with SQLite', false],
  ['without SQLite', true],
])('the library %s', (_name, withoutIndex) => {
  beforeEach(async () => {
    desk = await open(withoutIndex)
  })

  it('says which index it has', async () => {
    expect(value(await desk.libraryState()).index.state).toBe(withoutIndex ? 'unindexed' : 'ready')
  })

  it('finds words anywhere, unfinished ones too, and Korean ones from two syllables', async () => {
    for (const name of ['tea-at-midnight.txt', 'lighthouse-ko.txt', 'night-ferry.txt'])
      await add(await fixture(name))
    expect(await titles({ text: 'make-up kettle' })).toEqual([expect.stringContaining('Burn The Kettle')])
    expect(await titles({ text: 'gazet' })).toEqual([expect.stringContaining('Burn The Kettle')])
    expect(await titles({ text: '등대' })).toEqual([expect.stringContaining('등대')])
    expect(await titles({ text: 'etle' })).toEqual([])
    const { rows } = await list({ text: 'panic' })
    expect(rows[0]?.hit?.match).toBe('panic')
  })

  it('puts a word of the title before the same word in a text', async () => {
    await add(article('The Lamp', '', p('Nothing else.')))
    await add(article('Something newer', '', p('It has a lamp in it.')))
    expect(await titles({ text: 'lamp' })).toEqual(['The Lamp', 'Something newer'])
  })

  it('lists templates apart, and drafts that are due first', async () => {
    const make = (title: string, more: Partial<Metadata>): Article =>
      withMetadata({ ...emptyMetadata(), tags: ['wood'], ...more }, article(title, '', p('x')))
    await add(make('Cedar', {}))
    await add(make('Birch', { deadline: '2026-12-24' }))
    await add(make('Ash', { deadline: '2026-12-01', goal: 800 }))
    await add(make('Form', { template: true, deadline: '2026-01-01' }))
    expect(await titles({ sort: 'deadline' })).toEqual(['Ash', 'Birch', 'Cedar'])
    expect(await titles({ templates: true })).toEqual(['Form'])
    expect((await list({ sort: 'deadline', limit: 1 })).rows[0]).toMatchObject({
      ...{ goal: 800, deadline: '2026-12-01' },
    })
    const { tags, drafts } = value(await desk.libraryState())
    expect({ tags, drafts }).toEqual({ tags: [{ name: 'wood', count: 3 }], drafts: 3 })
  })

  it('sorts, filters and pages', async () => {
    const make = (title: string, tag: string, state: 'draft' | 'ready', who: string): Article =>
      withMetadata(
        { ...emptyMetadata(), tags: [tag], state, cast: [person(who)] },
        article(title, '', p('x')),
      )
    await add(make('Cedar', 'wood', 'draft', 'Mina'))
    await add(make('Birch', 'wood', 'ready', 'Jun'))
    const ash = await add(make('Ash', 'stone', 'draft', 'Mina'))
    expect(await titles({ sort: 'title' })).toEqual(['Ash', 'Birch', 'Cedar'])
    expect(await titles({ sort: 'title', tag: 'wood' })).toEqual(['Birch', 'Cedar'])
    expect(await titles({ sort: 'title', person: 'Mina', state: 'draft' })).toEqual(['Ash', 'Cedar'])
    expect(await list({ sort: 'title', offset: 1, limit: 1 })).toMatchObject({
      total: 3,
      rows: [{ title: 'Birch' }],
    })
    const { tags, people, drafts } = value(await desk.libraryState())
    expect({ tags, people, drafts }).toEqual({
      tags: [
        { name: 'wood', count: 2 },
        { name: 'stone', count: 1 },
      ],
      people: [
        { name: 'Mina', count: 2 },
        { name: 'Jun', count: 1 },
      ],
      drafts: 3,
    })
    value(await desk.trashDraft(ash))
    expect(await titles({ sort: 'title' })).toEqual(['Birch', 'Cedar'])
    expect(value(await desk.libraryState()).drafts).toBe(2)
  })

  it('keeps pins on top, across a restart', async () => {
    const oak = await add(article('Oak', '', p('x')))
    await add(article('Elm', '', p('x')))
    value(await desk.pinDraft(oak, true))
    expect((await list({ sort: 'title' })).rows.map(({ title, pinned }) => [title, pinned])).toEqual([
      ['Oak', true],
      ['Elm', false],
    ])
    await desk.close()
    desk = await open(withoutIndex)
    expect((await list()).rows[0]).toMatchObject({ title: 'Oak', pinned: true })
  })

  it('sees what others add, change and take away', async () => {
    const id = await add(article('Before', '', p('first words')))
    value(await desk.closeDraft(id))
    const [name = ''] = (await readdir(join(folder, 'library'))).filter((one) => !one.startsWith('.'))
    const path = join(folder, 'library', name, 'article.json')
    await writeFile(path, (await readFile(path, 'utf8')).replace('first words', 'other words'))
    const { version } = value(await desk.libraryState())
    await expect
      .poll(async () => titles({ text: 'other' }), { timeout: 15_000, interval: 500 })
      .toEqual(['Before'])
    await expect
      .poll(async () => value(await desk.libraryState()).version > version || version > 1)
      .toBe(true)
    await rename(join(folder, 'library', name), join(folder, 'elsewhere'))
    await expect
      .poll(async () => value(await desk.libraryState()).drafts, { timeout: 15_000, interval: 500 })
      .toBe(0)
    expect(await titles()).toEqual([])
  })

  it('lists a draft that cannot be read, and says why', async () => {
    await add(article('Sound', '', p('x')))
    await desk.close()
    const [name = ''] = (await readdir(join(folder, 'library'))).filter((one) => !one.startsWith('.'))
    await writeFile(join(folder, 'library', name, 'article.json'), '{"format":"galley-article","ver')
    desk = await open(withoutIndex)
    await expect
      .poll(async () => (await list()).rows[0]?.damage ?? '', { timeout: 15_000 })
      .toContain('not JSON')
  })
})

describe('the index is a cache', () => {
  const index = (): string => join(folder, 'cache', 'index.sqlite')

  it.each([
    ['deleted', () => rm(index(), { force: true })],
    [
      'damaged',
      () => writeFile(index(), 'no database at all, but long enough to be taken for one'.repeat(100)),
    ],
    ['empty', () => writeFile(index(), '')],
  ])('that is built anew when it was %s while Galley was closed', async (_what, harm) => {
    desk = await open(false)
    await add(article('Kept', '', p('the words')))
    await desk.close()
    await harm()
    desk = await open(false)
    await expect.poll(() => titles({ text: 'words' }), { timeout: 15_000 }).toEqual(['Kept'])
  })

  it('that two processes may use at once', async () => {
    desk = await open(false)
    const other = await open(false)
    await add(article('One', '', p('a')))
    value(await other.createDraft(stringifyArticle(article('Two', '', p('b')))))
    await expect
      .poll(() => titles({ sort: 'title' }), { timeout: 15_000, interval: 500 })
      .toEqual(['One', 'Two'])
    await other.close()
  })
})
