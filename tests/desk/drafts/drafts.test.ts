import { mkdir, readdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FORMAT, parseArticle } from '../../../src/article/index.ts'
import { isDraftId } from '../../../src/calls.ts'
import { faultyFiles } from '../disk/faultyFiles.ts'
import {
  anotherPage,
  article,
  articleWith,
  deskOver,
  refusal,
  tempFolder,
  tempsIn,
  value,
} from '../library.ts'

const TRAM = article('The night tram', 'It leaves at ten past one.')
const TRAM_2 = article('The night tram', 'It leaves at ten past two.')
const fileOf = (library: string, id: string): string => join(library, id, 'article.json')

describe('a draft', () => {
  it('is a folder named after its headline, with an article file that other programs can read', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library, { now: () => Date.UTC(2031, 4, 6) })
    const { summary, revision, notices } = value(await desk.createDraft(TRAM))
    expect(summary).toEqual({
      id: summary.id,
      title: 'The night tram',
      state: 'draft',
      tags: [],
      words: 6,
      created: Date.UTC(2031, 4, 6),
      edited: Date.UTC(2031, 4, 6),
    })
    expect(summary.id).toMatch(/^the-night-tram-[a-z0-9]{6}$/)
    expect(revision).toMatch(/^[0-9a-f]{64}$/)
    expect(notices).toEqual([])
    const text = await readFile(fileOf(library, summary.id), 'utf8')
    expect(parseArticle(text)).toEqual(parseArticle(TRAM))
    expect(JSON.parse(text)).toMatchObject({
      format: FORMAT,
      id: summary.id,
      created: '2031-05-06T00:00:00.000Z',
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    })
  })

  it('opens as it was saved, also after a restart', async () => {
    const library = await tempFolder()
    const first = await deskOver(library)
    const made = value(await first.createDraft(TRAM))
    const saved = value(await first.saveDraft(made.summary.id, TRAM_2, made.revision))
    await first.close()
    const opened = value(await (await deskOver(library)).openDraft(made.summary.id))
    expect(parseArticle(opened.article)).toEqual(parseArticle(TRAM_2))
    expect(opened.revision).toBe(saved.revision)
    expect(opened.summary).toEqual(saved.summary)
  })

  it('keeps its creation time, and fields of the file that Galley does not know', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const made = value(await desk.createDraft(TRAM))
    const path = fileOf(library, made.summary.id)
    const fields = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>
    await writeFile(path, JSON.stringify({ ...fields, created: '2020-02-02T00:00:00.000Z', desk: 'Sport' }))
    const opened = value(await desk.openDraft(made.summary.id))
    const saved = value(await desk.saveDraft(made.summary.id, TRAM_2, opened.revision))
    expect(saved.summary.created).toBe(Date.UTC(2020, 1, 2))
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      desk: 'Sport',
      created: '2020-02-02T00:00:00.000Z',
    })
  })

  it('is not written again when nothing changed', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const made = value(await desk.createDraft(TRAM))
    const before = await stat(fileOf(library, made.summary.id))
    const saved = value(await desk.saveDraft(made.summary.id, TRAM, made.revision))
    expect(saved.revision).toBe(made.revision)
    expect((await stat(fileOf(library, made.summary.id))).ino).toBe(before.ino)
  })

  it('saves one at a time: of two saves on one base, one is refused', async () => {
    const desk = await deskOver(await tempFolder())
    const { summary, revision } = value(await desk.createDraft(TRAM))
    const outcomes = await Promise.all([
      desk.saveDraft(summary.id, TRAM_2, revision, undefined, 'one'),
      desk.saveDraft(summary.id, article('Other words'), revision, undefined, 'other'),
    ])
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false])
    expect(value(await desk.openDraft(summary.id)).article).toContain('ten past two')
  })

  it('is saved only by the page that has it open', async () => {
    const desk = await deskOver(await tempFolder())
    const { summary, revision } = value(await desk.createDraft(TRAM))
    expect(refusal(await anotherPage(desk).saveDraft(summary.id, TRAM_2, revision)).code).toBe('locked')
    value(await desk.closeDraft(summary.id))
    expect(refusal(await desk.saveDraft(summary.id, TRAM_2, revision)).code).toBe('not-open')
    const opened = value(await desk.openDraft(summary.id))
    expect(parseArticle(opened.article)).toEqual(parseArticle(TRAM))
    value(await desk.saveDraft(summary.id, TRAM_2, opened.revision))
  })

  it('refuses text that is no article, and touches nothing', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { summary, revision } = value(await desk.createDraft(TRAM))
    const before = await readFile(fileOf(library, summary.id))
    for (const bad of ['', '{}', 'null', TRAM.replace('"paragraph"', '"script"')]) {
      expect(refusal(await desk.saveDraft(summary.id, bad, revision)).code).toBe('invalid')
      expect(refusal(await desk.createDraft(bad)).code).toBe('invalid')
      expect(refusal(await desk.saveCopy(summary.id, bad)).code).toBe('invalid')
    }
    expect(await readFile(fileOf(library, summary.id))).toEqual(before)
    expect((await readdir(library)).filter(isDraftId)).toEqual([summary.id])
  })

  it('can be saved as a copy with its pictures, whatever happened to the original', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { summary } = value(await desk.createDraft(TRAM))
    const gif = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64')
    const { src } = value(await desk.addImage(summary.id, 'dot.gif', gif))
    const withPicture = article('The night tram', src)
    const copy = value(await desk.saveCopy(summary.id, withPicture))
    expect(copy.summary.id).not.toBe(summary.id)
    expect(value(await desk.readImage(copy.summary.id, src.slice('images/'.length))).mime).toBe('image/gif')
    await rm(join(library, summary.id), { recursive: true })
    value(await desk.saveCopy(summary.id, withPicture))
  })
})

describe('an edit made outside', () => {
  it('is not overwritten when size and time stay the same', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { summary, revision } = value(await desk.createDraft(TRAM))
    const path = fileOf(library, summary.id)
    const { atime, mtime } = await stat(path)
    const theirs = (await readFile(path, 'utf8')).replace('ten past one', 'six past one')
    await writeFile(path, theirs)
    await utimes(path, atime, mtime)
    expect((await desk.library()).ok).toBe(true)
    expect(refusal(await desk.saveDraft(summary.id, TRAM_2, revision)).code).toBe('changed-outside')
    expect(await readFile(path, 'utf8')).toBe(theirs)
    expect(await tempsIn(library)).toEqual([])
    const opened = value(await desk.openDraft(summary.id))
    expect(opened.article).toContain('six past one')
    expect(opened.notices[0]).toContain('changed outside Galley')
    value(await desk.saveDraft(summary.id, TRAM_2, opened.revision))
    expect(value(await desk.openDraft(summary.id)).notices).toEqual([])
  })

  it('is not overwritten when it deletes, empties or replaces the file', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { summary, revision } = value(await desk.createDraft(TRAM))
    const path = fileOf(library, summary.id)
    const save = () => desk.saveDraft(summary.id, TRAM_2, revision)
    await rename(path, `${path}.away`)
    expect(refusal(await save()).code).toBe('not-found')
    await writeFile(path, '')
    expect(refusal(await save()).code).toBe('changed-outside')
    expect(await readFile(path, 'utf8')).toBe('')
    await rename(`${path}.away`, path)
    expect((await save()).ok).toBe(true)
  })

  it('is not overwritten when it happens during a save', async () => {
    const library = await tempFolder()
    const disk = faultyFiles()
    const desk = await deskOver(library, { files: disk.files })
    const { summary, revision } = value(await desk.createDraft(TRAM))
    const theirs = article('Theirs')
    disk.plan((call) => {
      if (call === 'sync new') writeFileSync(fileOf(library, summary.id), theirs)
      return null
    })
    expect(refusal(await desk.saveDraft(summary.id, TRAM_2, revision)).code).toBe('changed-outside')
    expect(await readFile(fileOf(library, summary.id), 'utf8')).toBe(theirs)
    expect(await tempsIn(library)).toEqual([])
  })

  it('is reported when it removes the whole folder, and the words can be saved as a copy', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { summary, revision } = value(await desk.createDraft(TRAM))
    await rm(join(library, summary.id), { recursive: true })
    const problem = refusal(await desk.saveDraft(summary.id, TRAM_2, revision))
    expect(problem).toMatchObject({ code: 'not-found', mend: expect.stringContaining('copy') as string })
    expect((await readdir(library)).filter(isDraftId)).toEqual([])
    expect(value(await desk.saveCopy(summary.id, TRAM_2)).summary.title).toBe('The night tram')
  })
})

describe('symbolic links', () => {
  it('stay links inside the library, and their targets are saved', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { summary, revision } = value(await desk.createDraft(TRAM))
    const kept = join(library, summary.id, 'kept.json')
    await rename(fileOf(library, summary.id), kept)
    await symlink(kept, fileOf(library, summary.id))
    value(await desk.saveDraft(summary.id, TRAM_2, revision))
    expect(await readFile(kept, 'utf8')).toContain('ten past two')
  })

  it('are refused when they lead out of the library, and their targets are not touched', async () => {
    const library = await tempFolder()
    const elsewhere = await tempFolder()
    const desk = await deskOver(library)
    const one = value(await desk.createDraft(TRAM))
    const other = value(await desk.createDraft(TRAM))
    await rename(fileOf(library, one.summary.id), join(elsewhere, 'kept.json'))
    await symlink(join(elsewhere, 'kept.json'), fileOf(library, one.summary.id))
    await rename(join(library, other.summary.id), join(elsewhere, 'kept'))
    await symlink(join(elsewhere, 'kept'), join(library, other.summary.id))
    const before = (await readdir(join(elsewhere, 'kept'))).sort()
    for (const { summary, revision } of [one, other])
      expect((await desk.saveDraft(summary.id, TRAM_2, revision)).ok).toBe(false)
    expect(await readFile(join(elsewhere, 'kept.json'), 'utf8')).not.toContain('ten past two')
    expect(await readFile(join(elsewhere, 'kept', 'article.json'), 'utf8')).not.toContain('ten past two')
    expect((await readdir(join(elsewhere, 'kept'))).sort()).toEqual(before)
    expect(value(await desk.library()).drafts.map(({ damage }) => damage)).toEqual([
      expect.stringContaining('link'),
      expect.stringContaining('link'),
    ])
  })
})

describe('an invalid id', () => {
  it.each(['..', '.', '', '../x', 'a/b', 'a\\b', '.trash', 'x\0', 'a b', '-x', 'x-', 'C:', 'x'.repeat(101)])(
    'is refused by every call: %j',
    async (id) => {
      const library = await tempFolder()
      await mkdir(join(library, 'inner'))
      await writeFile(join(library, 'article.json'), TRAM)
      const desk = await deskOver(join(library, 'inner'))
      const zero = '0'.repeat(64)
      for (const outcome of [
        await desk.openDraft(id),
        await desk.saveDraft(id, TRAM, zero),
        await desk.saveCopy(id, TRAM),
        await desk.trashDraft(id),
        await desk.restoreDraft(id),
        await desk.addImage(id, 'x.png', new Uint8Array(3)),
        await desk.exportDraft(id, 'markdown'),
      ])
        expect(refusal(outcome).code).toBe('invalid')
      expect(refusal(await desk.readImage(id, 'x.png')).code).toBe('not-found')
    },
  )
})

describe('the library', () => {
  it('lists drafts newest edit first, with the facts of their files', async () => {
    const library = await tempFolder()
    let time = Date.UTC(2030, 0, 1)
    const desk = await deskOver(library, { now: () => (time += 1000) })
    value(await desk.createDraft(articleWith({ tags: ['night', 'city'], state: 'ready' }, 'First')))
    value(await desk.createDraft(article('밤의 전차', '한 시 십 분에 떠난다.')))
    const { drafts, folder, trashed } = value(await desk.library())
    expect(folder).toBe(library)
    expect(trashed).toBe(0)
    expect(drafts.map(({ title, words, tags, state }) => ({ title, words, tags, state }))).toEqual([
      { title: '밤의 전차', words: 5, tags: [], state: 'draft' },
      { title: 'First', words: 0, tags: ['night', 'city'], state: 'ready' },
    ])
    expect(drafts[0]?.id).toMatch(/^밤의-전차-[a-z0-9]{6}$/)
  })

  it('notices an outside change although size and time are the same', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { summary } = value(await desk.createDraft(TRAM))
    const path = fileOf(library, summary.id)
    const time = new Date(Date.UTC(2030, 0, 1))
    await utimes(path, time, time)
    expect(value(await desk.library()).drafts[0]?.title).toBe('The night tram')
    await writeFile(path, (await readFile(path, 'utf8')).replace('The night tram', 'The night boat'))
    await utimes(path, time, time)
    expect(value(await desk.library()).drafts[0]?.title).toBe('The night boat')
  })

  it('skips folders that are no drafts, and lists a draft whatever its folder is called', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { summary } = value(await desk.createDraft(TRAM))
    await mkdir(join(library, 'Holiday'))
    await writeFile(join(library, 'notes.txt'), 'x')
    await mkdir(join(library, 'my notes (2)'))
    await writeFile(join(library, 'my notes (2)', 'article.json'), TRAM_2)
    const { drafts, notices } = value(await desk.library())
    const other = drafts.find(({ id }) => id !== summary.id)
    expect(drafts).toHaveLength(2)
    expect(other?.id).toMatch(/^my-notes-2-[0-9a-f]{6}$/)
    expect(value(await desk.openDraft(other?.id ?? '')).article).toContain('ten past two')
    expect(notices).toEqual([])
  })

  it('removes half-written files of a killed process', async () => {
    const library = await tempFolder()
    const first = await deskOver(library)
    const { summary } = value(await first.createDraft(TRAM))
    await first.close()
    await writeFile(join(library, summary.id, '.article.json.0badcafe-00000000.galley-tmp'), '{"form')
    const desk = await deskOver(library)
    expect(await tempsIn(library)).toEqual([])
    expect(value(await desk.library()).drafts).toHaveLength(1)
  })

  it('finishes the calls under way before it closes, and refuses later ones', async () => {
    const desk = await deskOver(await tempFolder())
    const { summary, revision } = value(await desk.createDraft(TRAM))
    const saving = desk.saveDraft(summary.id, TRAM_2, revision)
    await desk.close()
    expect((await saving).ok).toBe(true)
    expect(refusal(await desk.openDraft(summary.id)).what).toContain('closing')
  })
})
