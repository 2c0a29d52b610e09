import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LibraryQuery } from '../../../src/desk.ts'
import { pinsIn } from '../../../src/desk/library/pins.ts'
import { article, deskOver, refusal, tempFolder, value, type TestDesk } from '../library.ts'

const ALL: LibraryQuery = { text: '', state: '', tag: '', person: '', sort: 'title', offset: 0, limit: 100 }

async function pinned(desk: TestDesk): Promise<string[]> {
  const { rows } = value(await desk.listDrafts(ALL))
  return rows.filter((row) => row.pinned).map(({ title }) => title)
}

async function libraryOf(...titles: string[]): Promise<{ desk: TestDesk; folder: string; ids: string[] }> {
  const folder = await tempFolder()
  const desk = await deskOver(join(folder, 'library'), { cache: join(folder, 'cache'), withoutIndex: true })
  const ids: string[] = []
  for (const title of titles) ids.push(value(await desk.createDraft(article(title, 'x'))).summary.id)
  return { desk, folder: join(folder, 'library'), ids }
}

describe('pins', () => {
  it('are a list of ids in the library, so that they travel with it', async () => {
    const { desk, folder, ids } = await libraryOf('Ash', 'Birch', 'Cedar')
    for (const id of ids.slice(1)) value(await desk.pinDraft(id, true))
    expect(await pinned(desk)).toEqual(['Birch', 'Cedar'])
    const text = await readFile(join(folder, '.galley', 'pins.json'), 'utf8')
    expect(JSON.parse(text)).toEqual(ids.slice(1))
    value(await desk.pinDraft(ids[1] ?? '', false))
    expect(await pinned(desk)).toEqual(['Cedar'])
  })

  it('leave what they do not know in the list', async () => {
    const { desk, folder, ids } = await libraryOf('Ash', 'Birch')
    const unknown = { draft: ids[0], until: '2027-01-01' }
    await mkdir(join(folder, '.galley'), { recursive: true })
    await writeFile(join(folder, '.galley', 'pins.json'), JSON.stringify([unknown, ids[0]]))
    value(await desk.pinDraft(ids[1] ?? '', true))
    expect(await pinned(desk)).toEqual(['Ash', 'Birch'])
    const text = await readFile(join(folder, '.galley', 'pins.json'), 'utf8')
    expect(JSON.parse(text)).toEqual([unknown, ...ids])
  })

  it('are all kept when they are set concurrently', async () => {
    const { desk, ids } = await libraryOf('Ash', 'Birch', 'Cedar')
    await Promise.all(ids.map((id) => desk.pinDraft(id, true)))
    expect(await pinned(desk)).toEqual(['Ash', 'Birch', 'Cedar'])
  })

  it('appear in the next list when another Galley set them', async () => {
    const { desk, folder, ids } = await libraryOf('Ash', 'Birch')
    await mkdir(join(folder, '.galley'), { recursive: true })
    await writeFile(join(folder, '.galley', 'pins.json'), JSON.stringify([ids[0]]))
    expect(await pinned(desk)).toEqual(['Ash'])
  })

  it.each(['', '{"a":1}', '[', '\u0000\u0000'])(
    'are set aside when the file %j is unreadable',
    async (text) => {
      const { desk, folder, ids } = await libraryOf('Ash')
      await mkdir(join(folder, '.galley'), { recursive: true })
      await writeFile(join(folder, '.galley', 'pins.json'), text)
      expect(await pinned(desk)).toEqual([])
      value(await desk.pinDraft(ids[0] ?? '', true))
      expect(await pinned(desk)).toEqual(['Ash'])
      const aside = (await readdir(join(folder, '.galley'))).filter((name) => name.startsWith('pins.unread-'))
      expect(await readFile(join(folder, '.galley', aside[0] ?? ''), 'utf8')).toBe(text)
    },
  )

  it('are not overwritten when the disk refuses to read them', async () => {
    const { desk, folder, ids } = await libraryOf('Ash')
    await mkdir(join(folder, '.galley', 'pins.json'), { recursive: true })
    expect(await pinned(desk)).toEqual([])
    const problem = refusal(await desk.pinDraft(ids[0] ?? '', true))
    expect(problem.code).toBe('damaged')
    expect(problem.what).toContain('“pins.json” cannot be read, it is a folder')
  })

  it('are neither read nor written when the file is a link or lies in a linked folder', async () => {
    const { desk, folder, ids } = await libraryOf('Ash')
    const elsewhere = await tempFolder()
    await writeFile(join(elsewhere, 'pins.json'), JSON.stringify(ids))
    await mkdir(join(folder, '.galley'))
    await symlink(join(elsewhere, 'pins.json'), join(folder, '.galley', 'pins.json'))
    expect(await pinned(desk)).toEqual([])
    expect(refusal(await desk.pinDraft(ids[0] ?? '', false)).what).toContain('leads out of the library')
    await rm(join(folder, '.galley'), { recursive: true })
    await symlink(elsewhere, join(folder, '.galley'))
    expect(await pinned(desk)).toEqual([])
    expect(refusal(await desk.pinDraft(ids[0] ?? '', false)).what).toContain(
      '“.galley” in the library is a link',
    )
    expect(await readFile(join(elsewhere, 'pins.json'), 'utf8')).toBe(JSON.stringify(ids))
  })

  it('are the valid ids of a list that another program wrote', () => {
    expect(pinsIn('["a-1", "../x", 7, null, "한글-2"]')).toEqual(['a-1', '한글-2'])
  })
})
