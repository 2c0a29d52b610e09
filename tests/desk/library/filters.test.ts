import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ListFilter } from '../../../src/desk.ts'
import { filterIn } from '../../../src/desk/library/filterNotes.ts'
import { deskOver, refusal, tempFolder, value, type TestDesk } from '../library.ts'

const DUE: ListFilter = { text: 'tram', state: 'ready', tag: '밤', person: 'Mina', sort: 'deadline' }

async function emptyLibrary(): Promise<{ desk: TestDesk; folder: string }> {
  const folder = await tempFolder()
  return { desk: await deskOver(folder, { cache: await tempFolder() }), folder }
}

async function filters(desk: TestDesk): Promise<unknown> {
  return value(await desk.libraryState()).filters
}

describe('saved filters', () => {
  it('are listed by name, replaced, renamed and deleted', async () => {
    const { desk } = await emptyLibrary()
    value(await desk.saveFilter('Due', DUE))
    value(await desk.saveFilter('All', { ...DUE, tag: '' }))
    value(await desk.saveFilter('Due', { ...DUE, text: '' }))
    expect(await filters(desk)).toEqual([
      { name: 'All', filter: { ...DUE, tag: '' } },
      { name: 'Due', filter: { ...DUE, text: '' } },
    ])
    value(await desk.renameFilter('Due', 'Soon'))
    value(await desk.deleteFilter('All'))
    value(await desk.deleteFilter('All'))
    expect(await filters(desk)).toEqual([{ name: 'Soon', filter: { ...DUE, text: '' } }])
    expect(refusal(await desk.renameFilter('Due', 'x')).what).toContain('There is no saved filter “Due”')
  })

  it('are all kept when two windows save at once, and read by the next start', async () => {
    const { desk, folder } = await emptyLibrary()
    const other = desk.connectPage().desk
    const names = Array.from({ length: 8 }, (_, index) => `Filter ${String(index)}`)
    await Promise.all(names.map((name, index) => (index % 2 ? desk : other).saveFilter(name, DUE)))
    const next = await deskOver(folder, { cache: await tempFolder() })
    expect(value(await next.libraryState()).filters.map(({ name }) => name)).toEqual(names)
    expect((await readdir(join(folder, '.galley', 'filters'))).length).toBe(8)
  })

  it('keep the fields of a newer Galley when they are renamed, saved and merged', async () => {
    const { desk, folder } = await emptyLibrary()
    const place = join(folder, '.galley', 'filters')
    await mkdir(place, { recursive: true })
    const newer = { name: 'Due', filter: { ...DUE, photos: 'none' }, saved: 1, colour: 'red' }
    await writeFile(join(place, 'a.json'), JSON.stringify(newer))
    await writeFile(join(place, 'b.json'), JSON.stringify({ ...newer, colour: undefined, icon: 'tram' }))
    expect(await filters(desk)).toEqual([{ name: 'Due', filter: DUE }])
    const onDisk = async (): Promise<unknown> => {
      const [file = ''] = await readdir(place)
      return JSON.parse(await readFile(join(place, file), 'utf8'))
    }
    value(await desk.renameFilter('Due', 'Soon'))
    const kept = { name: 'Soon', filter: { ...DUE, photos: 'none' }, colour: 'red', icon: 'tram' }
    expect(await onDisk()).toMatchObject(kept)
    value(await desk.saveFilter('Soon', { ...DUE, text: '' }))
    expect(await onDisk()).toEqual({
      ...kept,
      filter: { ...DUE, text: '' },
      saved: expect.any(Number) as unknown,
    })
  })

  it('are the newer of two that machines saved under one name', async () => {
    const { desk, folder } = await emptyLibrary()
    await mkdir(join(folder, '.galley', 'filters'), { recursive: true })
    for (const saved of [7, 9, 8]) {
      const text = JSON.stringify({ name: 'Due', filter: { ...DUE, text: String(saved) }, saved })
      await writeFile(join(folder, '.galley', 'filters', `${String(saved)}.json`), text)
    }
    expect(await filters(desk)).toEqual([{ name: 'Due', filter: { ...DUE, text: '9' } }])
  })

  it.each([
    '{}',
    JSON.stringify({ name: '', filter: DUE }),
    JSON.stringify({ name: 'a', filter: { ...DUE, sort: 'size' } }),
    JSON.stringify({ name: 'a', filter: { ...DUE, text: 'x'.repeat(301) } }),
    JSON.stringify({ name: 'a', filter: { ...DUE, tag: { $gt: '' } } }),
  ])('are none if their file is %s', (text) => {
    expect(filterIn(text)).toBeNull()
  })
})
