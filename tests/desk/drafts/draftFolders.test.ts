import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { realFiles } from '../../../src/desk/disk/files.ts'
import { DraftFolders } from '../../../src/desk/drafts/draftFolders.ts'
import { anotherPage, article, deskOver, tempFolder, value } from '../library.ts'

const TRAM = article('Tram', 'It leaves.')
const BUS = article('Bus', 'It waits.')

/** Writes a draft of that id into a folder of the library. */
async function putDraft(library: string, folder: string, id: string): Promise<void> {
  await mkdir(join(library, folder))
  const file = { ...(JSON.parse(TRAM) as Record<string, unknown>), id }
  await writeFile(join(library, folder, 'article.json'), JSON.stringify(file))
}

/** The real files, noting each path whose head is read. */
function filesNoting(read: string[]): typeof realFiles {
  return {
    ...realFiles,
    readHead: (path, length) => {
      read.push(path)
      return realFiles.readHead(path, length)
    },
  }
}

describe('a draft’s folder', () => {
  it('is found by the draft’s id after its owner renamed it, also at the next start', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const made = value(await desk.createDraft(TRAM))
    const { id } = made.summary
    await rename(join(library, id), join(library, 'Für Anna (neu)'))
    value(await desk.saveDraft(id, BUS, made.revision))
    await desk.close()
    const next = await deskOver(library)
    expect(value(await next.openDraft(id)).article).toContain('It waits.')
    expect(value(await next.library()).drafts.map((draft) => draft.id)).toEqual([id])
  })

  it('becomes a draft of its own when it is copied by hand: the copy gets another id and a notice says so', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const made = value(await desk.createDraft(TRAM))
    const { id } = made.summary
    await cp(join(library, id), join(library, `Copy of ${id}`), { recursive: true })
    const { drafts, notices } = value(await desk.library())
    const copy = drafts.find((draft) => draft.id !== id)?.id ?? ''
    expect(drafts).toHaveLength(2)
    expect(notices).toEqual([expect.stringContaining(`“Copy of ${id}” is a copy of “${id}”`)])
    const opened = value(await desk.openDraft(copy))
    value(await desk.saveDraft(copy, BUS, opened.revision))
    await desk.endPage()
    expect(value(await anotherPage(desk).openDraft(id)).article).toContain('It leaves.')
    await desk.close()
    const next = await deskOver(library)
    const again = value(await next.library())
    expect(again.drafts.map((draft) => draft.id).sort()).toEqual([id, copy].sort())
    expect(again.notices).toEqual([])
  })

  it('keeps the copy’s id once the copy was opened, even if the original is removed', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { id } = value(await desk.createDraft(TRAM)).summary
    await cp(join(library, id), join(library, 'kept'), { recursive: true })
    const copy = value(await desk.library()).drafts.find((draft) => draft.id !== id)?.id ?? ''
    value(await desk.openDraft(copy))
    await desk.close()
    expect(await readFile(join(library, 'kept', 'article.json'), 'utf8')).toContain(`"id": "${copy}"`)
    await rm(join(library, id), { recursive: true })
    const next = await deskOver(library)
    expect(value(await next.library()).drafts.map((draft) => draft.id)).toEqual([copy])
  })

  it('includes unsaved words when it is copied, under its own id', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const made = value(await desk.createDraft(TRAM))
    const { id } = made.summary
    const slice = { content: [{ type: 'text', text: 'Soon. ' }] }
    const steps = JSON.stringify([{ stepType: 'replace', from: 10, to: 10, slice }])
    value(await desk.appendJournal(id, made.nextLine, `${steps}\n`))
    await cp(join(library, id), join(library, 'kept'), { recursive: true })
    const copy = value(await desk.library()).drafts.find((draft) => draft.id !== id)?.id ?? ''
    const opened = value(await desk.openDraft(copy))
    expect(opened.article).toContain('"Soon. It leaves."')
    expect(await readFile(join(library, 'kept', 'article.json'), 'utf8')).toContain(`"id": "${copy}"`)
    value(await desk.saveDraft(copy, BUS, opened.revision))
    await desk.endPage()
    expect(value(await anotherPage(desk).openDraft(id)).article).toContain('"Soon. It leaves."')
  })

  it('gets a lasting id when another program wrote its article', async () => {
    const library = await tempFolder()
    await mkdir(join(library, 'Von Hand!'))
    await writeFile(join(library, 'Von Hand!', 'article.json'), TRAM)
    const ids = []
    for (let start = 0; start < 2; start += 1) {
      const desk = await deskOver(library)
      const { drafts } = value(await desk.library())
      ids.push(drafts[0]?.id)
      expect(value(await desk.openDraft(drafts[0]?.id ?? '')).article).toContain('It leaves.')
      await desk.close()
    }
    expect(ids[0]).toMatch(/^von-hand-[0-9a-f]{6}$/)
    expect(ids[1]).toBe(ids[0])
  })
})

describe('folder names', () => {
  it('yield the id however the envelope is written, and only from the envelope', async () => {
    const library = await tempFolder()
    const fields = JSON.parse(TRAM) as Record<string, unknown>
    const texts = {
      compact: JSON.stringify({ ...fields, id: 'one-aaaaaa' }),
      bom: `\ufeff${JSON.stringify({ ...fields, id: 'two-aaaaaa' }, null, 4)}`,
      sorted: JSON.stringify({ doc: fields.doc, format: fields.format, id: 'three-aaaaaa', version: 1 }),
      path: JSON.stringify({ ...fields, id: '../../etc' }),
      damaged: '{"format": "galley-article", "version": 1, "doc": {"id": "no-aaaaaa"',
    }
    for (const [name, text] of Object.entries(texts)) {
      await mkdir(join(library, name))
      await writeFile(join(library, name, 'article.json'), text)
    }
    await mkdir(join(library, 'holiday'))
    const names = new DraftFolders(realFiles, library)
    expect(Object.fromEntries([...(await names.scan())].map(([id, folder]) => [folder, id]))).toEqual({
      compact: 'one-aaaaaa',
      bom: 'two-aaaaaa',
      sorted: 'three-aaaaaa',
      path: 'path',
      damaged: 'damaged',
    })
  })

  it('assign an id that several claim to the folder Galley named, otherwise to the oldest', async () => {
    const library = await tempFolder()
    const put = async (folder: string, id: string): Promise<void> => {
      await mkdir(join(library, folder))
      const file = { ...(JSON.parse(TRAM) as Record<string, unknown>), id }
      await writeFile(join(library, folder, 'article.json'), JSON.stringify(file))
      await pause(5)
    }
    await put('A copy', 'tram-aaaaaa')
    await put('renamed-aaaaaa', 'tram-aaaaaa')
    await put('Second', 'bus-bbbbbb')
    await put('First', 'bus-bbbbbb')
    const names = new DraftFolders(realFiles, library)
    const survey = await names.scan()
    expect(survey.size).toBe(4)
    expect(survey.get('tram-aaaaaa')).toBe('renamed-aaaaaa')
    expect(survey.get('bus-bbbbbb')).toBe('Second')
  })

  it('are the same each time when requested concurrently', async () => {
    const library = await tempFolder()
    for (const name of ['a', 'b', 'c'])
      for (const text of [TRAM]) {
        await mkdir(join(library, name))
        const file = { ...(JSON.parse(text) as Record<string, unknown>), id: 'tram-aaaaaa' }
        await writeFile(join(library, name, 'article.json'), JSON.stringify(file))
      }
    const names = new DraftFolders(realFiles, library)
    const surveys = await Promise.all(Array.from({ length: 5 }, () => names.scan()))
    for (const survey of surveys) expect(survey.size).toBe(3)
    expect(names.notices).toHaveLength(2)
  })

  it('yield one draft by its id without a look into the others, if Galley named its folder', async () => {
    const library = await tempFolder()
    for (const [folder, id] of [
      ['bus-bbbbbb', 'bus-bbbbbb'],
      ['renamed-aaaaaa', 'tram-aaaaaa'],
      ['Second', 'ferry-cccccc'],
    ] as const)
      await putDraft(library, folder, id)
    const read: string[] = []
    const names = new DraftFolders(filesNoting(read), library)
    await names.locate('tram-aaaaaa')
    expect(names.folderOf('tram-aaaaaa')).toBe('renamed-aaaaaa')
    expect(read).toEqual([join(library, 'renamed-aaaaaa', 'article.json')])
    await names.locate('ferry-cccccc')
    expect(names.folderOf('ferry-cccccc')).toBe('Second')
    expect([...(await names.scan()).keys()].sort()).toEqual(['bus-bbbbbb', 'ferry-cccccc', 'tram-aaaaaa'])
  })

  it('are the same by id and by a scan where several could be a draft’s', async () => {
    const library = await tempFolder()
    await putDraft(library, 'older-aaaaaa', 'tram-aaaaaa')
    await putDraft(library, 'newer-aaaaaa', 'tram-aaaaaa')
    await putDraft(library, 'Mine', 'bus-bbbbbb')
    await symlink(join(library, 'Mine'), join(library, 'link-bbbbbb'))
    const scanned = await new DraftFolders(realFiles, library).scan()
    for (const id of ['tram-aaaaaa', 'bus-bbbbbb']) {
      const names = new DraftFolders(realFiles, library)
      await names.locate(id)
      expect(names.folderOf(id)).toBe(scanned.get(id))
    }
  })

  it('stay as they were found when the index remembers others', async () => {
    const names = new DraftFolders(realFiles, await tempFolder())
    names.register('tram-aaaaaa', 'renamed-aaaaaa')
    names.registerRemembered('tram-aaaaaa', 'tram-aaaaaa')
    names.registerRemembered('bus-bbbbbb', 'renamed-aaaaaa')
    names.registerRemembered('ferry-cccccc', 'ferry')
    expect(['tram-aaaaaa', 'bus-bbbbbb', 'ferry-cccccc'].map((id) => names.folderOf(id))).toEqual([
      'renamed-aaaaaa',
      'bus-bbbbbb',
      'ferry',
    ])
  })

  it('are not read again when the index knows them', async () => {
    const library = await tempFolder()
    await mkdir(join(library, 'tram'))
    const read: string[] = []
    const names = new DraftFolders(filesNoting(read), library)
    names.register('tram-aaaaaa', 'tram')
    expect([...(await names.scan())]).toEqual([['tram-aaaaaa', 'tram']])
    expect(read).toEqual([])
  })
})
