import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultyFiles, type FaultyFiles } from './faultyFiles.ts'
import { article, deskOver, refusal, tempFolder, tempsIn, value } from '../library.ts'

const TRAM = article('Tram', 'It leaves.')
const LATE = article('Tram', 'It leaves late.')

function fill(disk: FaultyFiles, code: 'ENOSPC' | 'EACCES'): void {
  disk.plan((call) => (/open (new|end)|write|mkdir|truncate/.test(call) ? code : null))
}

describe.each([
  ['full', 'ENOSPC'],
  ['denied', 'EACCES'],
] as const)('a library on a disk that is %s', (problem, code) => {
  it('opens, lists and reads drafts, reports failed writes, and writes again once it can', async () => {
    const library = await tempFolder()
    const first = await deskOver(library)
    const { id } = value(await first.createDraft(TRAM)).summary
    await first.close()
    const disk = faultyFiles()
    fill(disk, code)
    const desk = await deskOver(library, { files: disk.files })
    expect(value(await desk.library()).drafts).toMatchObject([{ id, title: 'Tram' }])
    const opened = value(await desk.openDraft(id))
    expect(opened.article).toContain('It leaves.')
    expect(opened.notices).toEqual([expect.stringContaining(code)])
    expect(opened.lockedBy).toBeUndefined()
    for (const outcome of [
      await desk.saveDraft(id, LATE, opened.revision),
      await desk.appendJournal(id, opened.nextLine, '[]\n'),
      await desk.createDraft(TRAM),
      await desk.saveCopy(id, LATE),
      await desk.keepRevision(id, 'named', 'x'),
    ])
      expect(refusal(outcome).code).toBe(problem)
    expect(value(await desk.listRevisions(id))).toHaveLength(1)
    expect(value(await desk.exportDraft(id, 'markdown')).bytes.length).toBeGreaterThan(0)
    expect((await readdir(join(library, id))).sort()).toEqual(['article.json', 'article.md', 'history'])
    disk.plan(() => null)
    value(await desk.saveDraft(id, LATE, opened.revision))
    expect(await tempsIn(library)).toEqual([])
  })

  it('shows words that were not saved before a crash, though it cannot save them', async () => {
    const library = await tempFolder()
    const first = await deskOver(library)
    const made = value(await first.createDraft(TRAM))
    const { id } = made.summary
    const slice = { content: [{ type: 'text', text: 'Soon. ' }] }
    const steps = JSON.stringify([{ stepType: 'replace', from: 10, to: 10, slice }])
    value(await first.appendJournal(id, made.nextLine, `${steps}\n`))
    await first.close()
    const disk = faultyFiles()
    fill(disk, code)
    const desk = await deskOver(library, { files: disk.files })
    const opened = value(await desk.openDraft(id))
    expect(opened.article).toContain('"Soon. It leaves."')
    expect(opened.revision).toBe(made.revision)
    disk.plan(() => null)
    value(await desk.saveDraft(id, opened.article, opened.revision))
    await desk.close()
    expect(value(await (await deskOver(library)).openDraft(id)).article).toContain('"Soon. It leaves."')
  })
})
