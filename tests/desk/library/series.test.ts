import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LibraryQuery, SeriesChange } from '../../../src/desk.ts'
import { mergeOrders, seriesIn } from '../../../src/desk/library/seriesNotes.ts'
import { articleWith, deskOver, refusal, tempFolder, value, type TestDesk } from '../library.ts'

const TAG = 'harbour'
const ALL: LibraryQuery = { text: '', state: '', tag: TAG, person: '', sort: 'series', offset: 0, limit: 100 }
const PLACER = join(import.meta.dirname, '../../durability/processes/placer.ts')

interface SeriesLibrary {
  readonly desk: TestDesk
  readonly folder: string
  readonly ids: string[]
}

/** A library of drafts with the tag, created in this order. */
async function libraryOf(titles: readonly string[], withoutIndex = true): Promise<SeriesLibrary> {
  const root = await tempFolder()
  let time = Date.parse('2026-01-01')
  const folder = join(root, 'library')
  const now = (): number => (time += 1000)
  const desk = await deskOver(folder, { cache: join(root, 'cache'), withoutIndex, now })
  const ids: string[] = []
  for (const title of titles) {
    const { summary } = value(await desk.createDraft(articleWith({ tags: [TAG] }, title, 'x')))
    value(await desk.closeDraft(summary.id))
    ids.push(summary.id)
  }
  return { desk, folder, ids }
}

async function order(desk: TestDesk, query: Partial<LibraryQuery> = {}): Promise<string[]> {
  const { rows } = value(await desk.listDrafts({ ...ALL, ...query }))
  return rows.map(({ title, place }) => `${String(place)} ${title}`)
}

const seriesFolder = (folder: string): string => join(folder, '.galley', 'series')

/** The one file of a series. */
async function noteOf(folder: string): Promise<{ path: string; text: string }> {
  const [name = ''] = (await readdir(seriesFolder(folder))).filter((each) => each.endsWith('.json'))
  const path = join(seriesFolder(folder), name)
  return { path, text: await readFile(path, 'utf8') }
}

describe.each([
  ['with SQLite', false],
  ['in memory', true],
])('a series, %s', (_, withoutIndex) => {
  it('is numbered by creation at first, then as its drafts are moved', async () => {
    const { desk, ids } = await libraryOf(['Ash', 'Birch', 'Cedar'], withoutIndex)
    expect(await order(desk)).toEqual(['undefined Cedar', 'undefined Birch', 'undefined Ash'])
    value(await desk.saveSeries(TAG, { description: 'Trees.' }))
    expect(await order(desk)).toEqual(['1 Ash', '2 Birch', '3 Cedar'])
    value(await desk.placeInSeries(TAG, [ids[2] ?? ''], ids[0] ?? '', 'before'))
    expect(await order(desk)).toEqual(['1 Cedar', '2 Ash', '3 Birch'])
    value(await desk.placeInSeries(TAG, [ids[2] ?? '', ids[0] ?? ''], ids[1] ?? '', 'after'))
    expect(await order(desk)).toEqual(['1 Birch', '2 Cedar', '3 Ash'])
  })

  it('keeps numbers and order under a search, another order, a pin and pages', async () => {
    const { desk, ids } = await libraryOf(['Ash', 'Birch', 'Cedar'], withoutIndex)
    value(await desk.saveSeries(TAG, { order: ids.toReversed() }))
    value(await desk.pinDraft(ids[0] ?? '', true))
    expect(await order(desk)).toEqual(['1 Cedar', '2 Birch', '3 Ash'])
    expect(await order(desk, { text: 'birch' })).toEqual(['2 Birch'])
    expect(await order(desk, { sort: 'title' })).toEqual(['3 Ash', '2 Birch', '1 Cedar'])
    expect(await order(desk, { offset: 1, limit: 1 })).toEqual(['2 Birch'])
  })
})

it('keeps the fields that a newer Galley has written into a series', async () => {
  const { desk, folder, ids } = await libraryOf(['Ash', 'Birch'])
  value(await desk.saveSeries(TAG, { description: 'Trees.' }))
  const { path, text } = await noteOf(folder)
  await writeFile(path, JSON.stringify({ ...(JSON.parse(text) as object), cover: 'images/a.png' }))
  await writeFile(join(seriesFolder(folder), 'copy.json'), text.replace('{', '{ "colour": "red",'))
  value(await desk.placeInSeries(TAG, [ids[1] ?? ''], ids[0] ?? '', 'before'))
  value(await desk.renameSeries(TAG, 'quay'))
  const renamed = JSON.parse((await noteOf(folder)).text) as object
  expect(renamed).toMatchObject({ tag: 'quay', cover: 'images/a.png', colour: 'red' })
})

describe('a series', () => {
  it('is counted in the state, and ends without a change of its drafts', async () => {
    const { desk } = await libraryOf(['Ash', 'Birch'])
    value(await desk.saveSeries(TAG, { description: 'Trees.' }))
    value(await desk.saveSeries('empty', {}))
    expect(value(await desk.libraryState()).series).toEqual([
      { tag: 'empty', description: '', count: 0 },
      { tag: TAG, description: 'Trees.', count: 2 },
    ])
    value(await desk.endSeries(TAG))
    expect(value(await desk.libraryState()).series.map(({ tag }) => tag)).toEqual(['empty'])
    expect(value(await desk.libraryState()).tags).toEqual([{ name: TAG, count: 2 }])
    expect(refusal(await desk.placeInSeries(TAG, [], 'x-1', 'before')).code).toBe('not-found')
  })

  it('has a draft that comes back from the trash at its place', async () => {
    const { desk, ids } = await libraryOf(['Ash', 'Birch', 'Cedar', 'Elm'])
    value(await desk.saveSeries(TAG, {}))
    value(await desk.trashDraft(ids[1] ?? ''))
    expect(await order(desk)).toEqual(['1 Ash', '2 Cedar', '3 Elm'])
    value(await desk.saveSeries(TAG, { order: [ids[3] ?? '', ids[0] ?? '', ids[2] ?? ''] }))
    value(await desk.restoreDraft(ids[1] ?? ''))
    expect(await order(desk)).toEqual(['1 Elm', '2 Ash', '3 Birch', '4 Cedar'])
  })

  it('follows its tag to another name, and into another series', async () => {
    const { desk, ids } = await libraryOf(['Ash', 'Birch'])
    value(await desk.saveSeries('trees', { description: 'Trees.', order: ids.toReversed() }))
    value(await desk.renameSeries('trees', TAG))
    expect(await order(desk)).toEqual(['1 Birch', '2 Ash'])
    value(await desk.saveSeries('wood', { description: 'Wood.', order: ids }))
    value(await desk.renameSeries('wood', TAG))
    const { series } = value(await desk.libraryState())
    expect(series).toEqual([{ tag: TAG, description: 'Trees.', count: 2 }])
    expect(await order(desk)).toEqual(['1 Birch', '2 Ash'])
  })

  it('keeps every move of two windows and another process', { timeout: 60_000 }, async () => {
    const count = 20
    const titles = Array.from({ length: count }, (_, index) => String(index))
    const { desk, folder, ids } = await libraryOf([...titles, 'Cedar', 'Elm', 'Oak'])
    value(await desk.saveSeries(TAG, { description: 'Trees.' }))
    const [cedar = '', elm = '', oak = ''] = ids.slice(count)
    // The other process moves each of the first drafts once, to the place behind the last one.
    const cache = await tempFolder()
    const other = spawn(process.execPath, [PLACER, folder, cache, TAG, ids.slice(0, count).join(), oak])
    const ended = new Promise((resolve) => other.once('exit', resolve))
    // Meanwhile two windows move others to and fro.
    const window = desk.connectPage().desk
    while (other.exitCode === null) {
      await Promise.all([
        desk.placeInSeries(TAG, [cedar], elm, 'after').then(value),
        window.placeInSeries(TAG, [cedar], elm, 'before').then(value),
      ])
    }
    expect(await ended).toBe(0)
    value(await desk.placeInSeries(TAG, [cedar], elm, 'before'))
    const expected = ['Cedar', 'Elm', 'Oak', ...titles.toReversed()]
    expect(await order(desk)).toEqual(expected.map((title, index) => `${String(index + 1)} ${title}`))
  })

  it('appears with its changes when another machine wrote it, and raises the version', async () => {
    const { desk, folder, ids } = await libraryOf(['Ash', 'Birch'])
    const { version } = value(await desk.libraryState())
    await mkdir(seriesFolder(folder), { recursive: true })
    const note = { tag: TAG, description: 'Synced.', described: 5, order: ids.toReversed(), ordered: 5 }
    await writeFile(join(seriesFolder(folder), 'anything.json'), JSON.stringify(note))
    const state = value(await desk.libraryState())
    expect(state.version).toBeGreaterThan(version)
    expect(state.series[0]?.description).toBe('Synced.')
    expect(await order(desk)).toEqual(['1 Birch', '2 Ash'])
  })

  it('merges the copy that a sync client left beside it, and removes the copy with the next change', async () => {
    const { desk, folder, ids } = await libraryOf(['Ash', 'Birch', 'Cedar'])
    value(await desk.saveSeries(TAG, { description: 'Here.' }))
    const { path } = await noteOf(folder)
    const later = Date.parse('2030-01-01')
    const copy = {
      tag: TAG,
      description: 'Older.',
      described: 1,
      order: ids.slice(0, 2).reverse(),
      ordered: later,
    }
    await writeFile(path.replace('.json', ' (conflicted copy).json'), JSON.stringify(copy))
    expect(await order(desk)).toEqual(['1 Birch', '2 Cedar', '3 Ash'])
    expect(value(await desk.libraryState()).series[0]?.description).toBe('Here.')
    value(await desk.saveSeries(TAG, { description: 'Merged.' }))
    expect(await readdir(seriesFolder(folder))).toEqual([path.split('/').at(-1)])
    expect(await order(desk)).toEqual(['1 Birch', '2 Cedar', '3 Ash'])
  })
})

describe('a hostile or damaged file of a series', () => {
  const good = { tag: TAG, description: '', described: 0, order: [], ordered: 0 }

  it.each([
    '',
    '[',
    '7',
    '{"tag":"__proto__"}',
    JSON.stringify({ ...good, tag: 'a\nb' }),
    JSON.stringify({ ...good, tag: 'x'.repeat(301) }),
    JSON.stringify({ ...good, description: 'x'.repeat(2001) }),
    JSON.stringify({ ...good, description: '\u0007' }),
    JSON.stringify({ ...good, order: 'all' }),
  ])('is none if it is %j', (text) => {
    expect(seriesIn(text)).toBeNull()
  })

  it('loses what is no id, repeated or beyond the limit', () => {
    const order = [
      '../x',
      7,
      'a-1',
      'a-1',
      '한글-2',
      ...Array.from({ length: 10_001 }, (_, i) => `d-${String(i)}`),
    ]
    const note = seriesIn(JSON.stringify({ ...good, order, ordered: -1, described: '5' }))
    expect(note?.order.slice(0, 3)).toEqual(['a-1', '한글-2', 'd-0'])
    expect([note?.order.length, note?.ordered, note?.described]).toEqual([10_000, 0, 0])
  })

  it('is set aside in the place of a series, and stays', async () => {
    const { desk, folder } = await libraryOf(['Ash'])
    value(await desk.saveSeries(TAG, { description: 'Trees.' }))
    const { path } = await noteOf(folder)
    await writeFile(path, '\u0000\u0000')
    expect(value(await desk.libraryState()).series).toEqual([])
    value(await desk.saveSeries(TAG, { description: 'Again.' }))
    const names = await readdir(seriesFolder(folder))
    const aside = names.find((name) => name.includes('.unread-')) ?? ''
    expect(await readFile(join(seriesFolder(folder), aside), 'utf8')).toBe('\u0000\u0000')
    expect(value(await desk.libraryState()).series[0]?.description).toBe('Again.')
  })

  it('is neither read nor written where it, or its folder, is a link', async () => {
    const { desk, folder } = await libraryOf(['Ash'])
    const elsewhere = await tempFolder()
    await writeFile(join(elsewhere, 'a.json'), JSON.stringify(good))
    value(await desk.saveSeries(TAG, {}))
    const { path } = await noteOf(folder)
    await rm(path)
    await symlink(join(elsewhere, 'a.json'), path)
    expect(value(await desk.libraryState()).series).toEqual([])
    expect(refusal(await desk.saveSeries(TAG, {})).what).toContain('leads out of the library')
    await rm(seriesFolder(folder), { recursive: true })
    await symlink(elsewhere, seriesFolder(folder))
    expect(value(await desk.libraryState()).series).toEqual([])
    expect(refusal(await desk.saveSeries(TAG, {})).what).toContain('is a link')
    expect(await readdir(elsewhere)).toEqual(['a.json'])
  })

  const hostile: readonly (readonly [unknown, unknown])[] = [
    [1, {}],
    ['', {}],
    ['a\nb', {}],
    ['x'.repeat(301), {}],
    [TAG, null],
    [TAG, { description: 'x'.repeat(2001) }],
    [TAG, { order: ['../x'] }],
    [TAG, { order: ['a-1', 'a-1'] }],
  ]
  it.each(hostile)('is refused as an argument: %j, %j', async (tag, change) => {
    const { desk } = await libraryOf([])
    expect(refusal(await desk.saveSeries(tag as string, change as SeriesChange)).code).toBe('invalid')
  })
})

it.each([
  ['abc', 'cxa', 'abcx'],
  ['ab', 'xab', 'xab'],
  ['', 'ab', 'ab'],
  ['cba', 'axbycz', 'czbyax'],
])('merges the orders %s and %s to %s', (first, second, merged) => {
  expect(mergeOrders(first.split(''), second.split('')).join('')).toBe(merged)
})
