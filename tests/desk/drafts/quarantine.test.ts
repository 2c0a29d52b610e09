import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseArticle } from '../../../src/article/index.ts'
import type { DeskOptions } from '../../../src/desk/index.ts'
import { crash } from '../crash.ts'
import { damages, ofNewerGalley } from '../damages.ts'
import { faultyFiles } from '../disk/faultyFiles.ts'
import { article, deskOver, refusal, tempFolder, tempsIn, value } from '../library.ts'

const OLD = article('Tram', 'It leaves.')
const NEW = article('Tram', 'It leaves late.')

/** A closed draft with two revisions, OLD and NEW; its sound file. */
async function closedDraft(): Promise<{ library: string; id: string; path: string; sound: Buffer }> {
  const library = await tempFolder()
  const desk = await deskOver(library, { now: () => Date.UTC(2031, 4, 6, 10, 15) })
  const made = value(await desk.createDraft(OLD))
  const { id } = made.summary
  value(await desk.closeDraft(id))
  const opened = value(await desk.openDraft(id))
  value(await desk.saveDraft(id, NEW, opened.revision))
  await desk.close()
  const path = join(library, id, 'article.json')
  return { library, id, path, sound: await readFile(path) }
}

const later = (minutes: number): Partial<DeskOptions> => ({
  now: () => Date.UTC(2031, 4, 6, 10, 15 + minutes),
})

async function damagedFiles(library: string, id: string): Promise<string[]> {
  return (await readdir(join(library, id))).filter((name) => name.startsWith('article.damaged')).sort()
}

describe('a damaged draft with a history', () => {
  it.each(damages.filter(({ what }) => what !== 'is of a newer format'))(
    'is recovered from its newest sound revision, and the damaged file kept, when it $what',
    async ({ make }) => {
      const { library, id, path, sound } = await closedDraft()
      const damage = Buffer.from(make(sound))
      await writeFile(path, damage)
      const desk = await deskOver(library, later(3))
      expect(value(await desk.library()).drafts[0]?.damage).toBeDefined()
      const opened = value(await desk.openDraft(id))
      expect(parseArticle(opened.article)).toEqual(parseArticle(NEW))
      expect(opened.notices).toHaveLength(1)
      expect(opened.notices[0]).toMatch(
        /was damaged: .+2031-05-06 10:15 UTC, 3 minutes ago \(3 words\).+article\.damaged-1\.json/,
      )
      expect(await damagedFiles(library, id)).toEqual(['article.damaged-1.json'])
      expect(await readFile(join(library, id, 'article.damaged-1.json'))).toEqual(damage)
      expect(value(await desk.library()).drafts[0]).toMatchObject({ id, title: 'Tram' })
      value(await desk.saveDraft(id, OLD, opened.revision))
    },
  )

  it('keeps both damaged files when it is damaged twice', async () => {
    const { library, id, path } = await closedDraft()
    for (const damage of ['first', 'second']) {
      await writeFile(path, damage)
      const desk = await deskOver(library)
      value(await desk.openDraft(id))
      await desk.close()
    }
    expect(await damagedFiles(library, id)).toEqual(['article.damaged-1.json', 'article.damaged-2.json'])
    expect(await readFile(join(library, id, 'article.damaged-1.json'), 'utf8')).toBe('first')
    expect(await readFile(join(library, id, 'article.damaged-2.json'), 'utf8')).toBe('second')
  })

  it('is recovered when its file is cut off at any byte', async () => {
    const { library, id, path, sound } = await closedDraft()
    for (let length = 0; length < sound.length - 1; length += 7) {
      await writeFile(path, sound.subarray(0, length))
      const desk = await deskOver(library)
      expect(value(await desk.openDraft(id)).article, String(length)).toContain('It leaves late.')
      await desk.close()
    }
  })

  it('is recovered when its file is missing, is a folder, or is a dangling link', async () => {
    const { library, id, path } = await closedDraft()
    for (const replace of [
      () => Promise.resolve(),
      async () => {
        await mkdir(path)
        await writeFile(join(path, 'theirs.txt'), 'x')
      },
      () => symlink(join(library, 'nowhere'), path),
    ]) {
      await rm(path, { recursive: true })
      await replace()
      const desk = await deskOver(library)
      const opened = value(await desk.openDraft(id))
      expect(opened.article).toContain('It leaves late.')
      expect(opened.notices[0]).toContain('was damaged')
      await desk.close()
    }
    expect(await readFile(join(library, id, 'article.damaged-1.json', 'theirs.txt'), 'utf8')).toBe('x')
  })

  it('recovers the journal lines that follow the revision', async () => {
    const { library, id, path } = await closedDraft()
    const desk = await deskOver(library)
    const opened = value(await desk.openDraft(id))
    const slice = { content: [{ type: 'text', text: 'Soon. ' }] }
    const steps = JSON.stringify([{ stepType: 'replace', from: 10, to: 10, slice }])
    value(await desk.appendJournal(id, opened.nextLine, `${steps}\n`))
    await crash(library)
    await writeFile(path, '')
    const again = value(await (await deskOver(library)).openDraft(id))
    expect(again.article).toContain('"Soon. It leaves late."')
    expect(again.notices).toEqual([
      expect.stringContaining('was damaged'),
      expect.stringContaining('one change'),
    ])
  })

  it('is not touched when a newer Galley wrote it', async () => {
    const { library, id, path, sound } = await closedDraft()
    const newer = ofNewerGalley(sound)
    await writeFile(path, newer)
    const desk = await deskOver(library)
    const problem = refusal(await desk.openDraft(id))
    expect(problem.code).toBe('damaged')
    expect(problem.what).toContain('newer Galley')
    expect(problem.mend).toContain('Update Galley')
    expect(await readFile(path, 'utf8')).toBe(newer)
    expect(await damagedFiles(library, id)).toEqual([])
  })

  it('keeps its words when only its version is damaged, also without a revision', async () => {
    const { library, id, path, sound } = await closedDraft()
    await rm(join(library, id, 'history'), { recursive: true })
    const damage = sound.toString().replace('"version": 1', '"version": 9')
    await writeFile(path, damage)
    const desk = await deskOver(library)
    const opened = value(await desk.openDraft(id))
    expect(await readFile(path)).toEqual(sound)
    expect(parseArticle(opened.article)).toEqual(parseArticle(NEW))
    expect(opened.notices[0]).toMatch(/was damaged: .+nothing is missing.+article\.damaged-1\.json/)
    expect(await readFile(join(library, id, 'article.damaged-1.json'), 'utf8')).toBe(damage)
    value(await desk.saveDraft(id, OLD, opened.revision))
  })

  it('is not touched when a newer Galley wrote it and its words were changed since', async () => {
    const { library, id, path, sound } = await closedDraft()
    const newer = sound.toString().replace('"version": 1', '"version": 9').replace('late', 'early')
    await writeFile(path, newer)
    expect(refusal(await (await deskOver(library)).openDraft(id)).code).toBe('damaged')
    expect(await readFile(path, 'utf8')).toBe(newer)
    expect(await damagedFiles(library, id)).toEqual([])
  })

  it('is not touched while another Galley writes it', async () => {
    const { library, id, path } = await closedDraft()
    const holder = await deskOver(library)
    value(await holder.openDraft(id))
    await writeFile(path, 'damage')
    expect(refusal(await (await deskOver(library)).openDraft(id)).code).toBe('damaged')
    expect(await readFile(path, 'utf8')).toBe('damage')
  })
})

describe('a damaged draft without a sound revision', () => {
  it('is listed but not opened, and the problem names its file', async () => {
    const { library, id, path } = await closedDraft()
    await rm(join(library, id, 'history'), { recursive: true })
    await writeFile(path, 'damage')
    const desk = await deskOver(library)
    const problem = refusal(await desk.openDraft(id))
    expect(problem.code).toBe('damaged')
    expect(problem.safe).toContain(path)
    expect(value(await desk.library()).drafts[0]).toMatchObject({
      id,
      damage: expect.stringContaining('not JSON') as string,
    })
    expect(await readdir(join(library, id))).not.toContain('lock')
  })
})

describe('recovery on a failing disk', () => {
  it('leaves the damaged file or the recovered draft, and loses neither, at every call', async () => {
    for (const [damage, kind] of [
      ['bytes', 'ENOSPC'],
      ['bytes', 'short'],
      ['folder', 'EIO'],
    ] as const) {
      let rounds = 0
      for (let reached = true; reached; rounds += 1) {
        const { library, id, path } = await closedDraft()
        if (damage === 'bytes') await writeFile(path, 'damage')
        else {
          await rm(path)
          await mkdir(path)
          await writeFile(join(path, 'damage'), 'damage')
        }
        const disk = faultyFiles()
        const desk = await deskOver(library, { files: disk.files })
        disk.plan((_, index) => (index === rounds ? kind : null))
        const outcome = await desk.openDraft(id)
        reached = disk.calls.length > rounds
        disk.plan(() => null)
        const where = `${damage} ${kind} ${String(rounds)}`
        const left = await readdir(join(library, id), { recursive: true })
        expect(await hasDamage(join(library, id), left), where).toBe(true)
        expect(await tempsIn(library), where).toEqual([])
        if (!outcome.ok) expect(outcome.problem.what, where).not.toBe('')
        await desk.close()
        const next = await deskOver(library)
        expect(value(await next.openDraft(id)).article, where).toContain('It leaves late.')
        await next.close()
      }
      expect(rounds).toBeGreaterThan(10)
    }
  }, 60_000)
})

/** Returns true if what was found in the article's place is still somewhere. */
async function hasDamage(folder: string, names: readonly string[]): Promise<boolean> {
  for (const name of names)
    if (
      (/^article\.(damaged-\d+\.)?json$/.test(name) || name.endsWith('/damage')) &&
      (await readFile(join(folder, name), 'utf8').catch(() => '')) === 'damage'
    )
      return true
  return false
}
