import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseArticle, stringifyArticle } from '../../../src/article/index.ts'
import { openDesk } from '../../../src/desk/index.ts'
import { article, deskOver, settingsInMemory, tempFolder, tempsIn, value, type TestDesk } from '../library.ts'
import { png } from '../pictures.ts'

const STRAY = '.article.json.0badcafe-00000000.galley-tmp'
const TRAM = article('Tram', 'It leaves.')

/** A draft with half-written files of a killed process in every folder Galley writes to. */
async function litter(library: string, id: string): Promise<void> {
  for (const folder of ['', 'images', 'history']) {
    await mkdir(join(library, id, folder), { recursive: true })
    await writeFile(join(library, id, folder, STRAY), '{"form')
  }
}

describe('temp files of a killed process', () => {
  it('are removed at the start wherever Galley writes; other files stay', async () => {
    const library = await tempFolder()
    const first = await deskOver(library)
    const { id } = value(await first.createDraft(TRAM)).summary
    await first.close()
    await litter(library, id)
    await writeFile(join(library, id, 'mine.galley-tmp'), 'x')
    await deskOver(library)
    expect(await tempsIn(library)).toEqual([join(id, 'mine.galley-tmp')])
    expect(await readdir(join(library, id))).not.toContain('lock')
  })

  it('wait for the delay that the host sets, and stay if the desk is closed before', async () => {
    const library = await tempFolder()
    const first = await deskOver(library)
    const { id } = value(await first.createDraft(TRAM)).summary
    await first.close()
    await litter(library, id)
    const options = { library, settings: settingsInMemory(), withoutIndex: true }
    const brief = value(await openDesk({ ...options, sweepDelayMs: 60_000 }))
    await brief.close()
    await brief.swept
    expect(await tempsIn(library)).toHaveLength(3)
    const desk = value(await openDesk({ ...options, sweepDelayMs: 1 }))
    await desk.swept
    expect(await tempsIn(library)).toEqual([])
    await desk.close()
  })

  it('stay in a draft that another Galley writes, because they may be its own', async () => {
    const library = await tempFolder()
    const holder = await deskOver(library)
    const { id } = value(await holder.createDraft(TRAM)).summary
    await litter(library, id)
    const desk = await deskOver(library)
    expect(await tempsIn(library)).toHaveLength(3)
    await holder.close()
    value(await desk.openDraft(id))
    expect(await tempsIn(library)).toEqual([])
  })

  it('stay outside the library, even if a folder of a draft links there', async () => {
    const library = await tempFolder()
    const elsewhere = await tempFolder()
    const first = await deskOver(library)
    const { id } = value(await first.createDraft(TRAM)).summary
    await first.close()
    await writeFile(join(elsewhere, STRAY), 'theirs')
    await symlink(elsewhere, join(library, id, 'images'))
    await symlink(elsewhere, join(library, 'link-aaaaaa'))
    await writeFile(join(library, id, STRAY), 'ours')
    await deskOver(library)
    expect(await readdir(elsewhere)).toEqual([STRAY])
    expect(await readdir(join(library, id))).not.toContain(STRAY)
  })
})

describe('pictures', () => {
  async function withPicture(): Promise<{
    desk: TestDesk
    library: string
    id: string
    src: string
    revision: string
    nextLine: number
  }> {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const made = value(await desk.createDraft(TRAM))
    const { id } = made.summary
    const { src } = value(await desk.addImage(id, 'a.png', png(3, 2)))
    const shown = article('Tram', src)
    const { revision } = value(await desk.saveDraft(id, shown, made.revision))
    return { desk, library, id, src, revision, nextLine: made.nextLine }
  }
  const images = (library: string, id: string): Promise<string[]> => readdir(join(library, id, 'images'))

  it('move to the draft’s trash on close when no version shows them; pictures of the owner stay', async () => {
    const { desk, library, id, src, revision } = await withPicture()
    await writeFile(join(library, id, 'images', 'mine.png'), png(5, 5))
    value(await desk.saveDraft(id, TRAM, revision))
    expect(await images(library, id)).toContain(src.slice('images/'.length))
    value(await desk.closeDraft(id))
    expect((await images(library, id)).sort()).toEqual(['.trash', 'mine.png'])
    expect(await readdir(join(library, id, 'images', '.trash'))).toContain(src.slice('images/'.length))
    expect((await desk.readImage(id, src.slice('images/'.length))).ok).toBe(true)
  })

  it('stay when the draft or any revision shows them', async () => {
    const { desk, library, id, src, revision } = await withPicture()
    value(await desk.keepRevision(id, 'named', 'With picture'))
    value(await desk.saveDraft(id, TRAM, revision))
    value(await desk.closeDraft(id))
    expect(await images(library, id)).toEqual([src.slice('images/'.length)])
  })

  it('all stay when a revision cannot be read, because it may show them', async () => {
    const { desk, library, id, revision } = await withPicture()
    value(await desk.keepRevision(id, 'named', 'One'))
    value(await desk.saveDraft(id, TRAM, revision))
    const history = join(library, id, 'history')
    for (const name of await readdir(history)) {
      const text = await readFile(join(history, name), 'utf8')
      await writeFile(join(history, name), text.replace('"data":"', '"data":"x'))
    }
    value(await desk.closeDraft(id))
    expect(await images(library, id)).toHaveLength(1)
  })

  it('stay when only unsaved text shows them', async () => {
    const { desk, library, id, src, revision, nextLine } = await withPicture()
    value(await desk.saveDraft(id, TRAM, revision))
    const figure = (parseArticle(article('Tram', src)).doc.content ?? [])[2]?.content?.[0]
    const steps = [{ stepType: 'replace', from: 21, to: 21, slice: { content: [figure] } }]
    value(await desk.appendJournal(id, nextLine, `${JSON.stringify(steps)}\n`))
    value(await desk.closeDraft(id))
    expect(await images(library, id)).toHaveLength(1)
    expect(stringifyArticle(parseArticle(value(await desk.openDraft(id)).article))).toContain(src)
  })
})
