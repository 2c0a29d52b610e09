import { readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseArticle } from '../../../src/article/index.ts'
import { article, deskOver, refusal, tempFolder, value } from '../library.ts'

const TRAM = article('The night tram', 'It leaves.')
const MINE = article('The night tram', 'It leaves late.')

describe('a library whose folder is deleted while a draft is open', () => {
  it('is created again by a copy of the draft, which keeps the words', async () => {
    const library = join(await tempFolder(), 'Galley')
    const desk = await deskOver(library)
    const { summary, revision } = value(await desk.createDraft(TRAM))
    await rm(library, { recursive: true })
    expect(refusal(await desk.saveDraft(summary.id, MINE, revision))).toMatchObject({
      code: 'not-found',
      mend: expect.stringContaining('copy') as string,
    })
    const copy = value(await desk.saveCopy(summary.id, MINE))
    expect(copy.lockedBy).toBeUndefined()
    expect(parseArticle(copy.article)).toEqual(parseArticle(MINE))
    expect((await readdir(library)).filter((name) => !name.startsWith('.'))).toEqual([copy.summary.id])
    const saved = value(await desk.saveDraft(copy.summary.id, TRAM, copy.revision))
    expect(saved.revision).not.toBe(copy.revision)
    value(await desk.appendJournal(copy.summary.id, copy.nextLine, '[]\n'))
    const exported = value(await desk.exportDraft(copy.summary.id, 'markdown'))
    expect(Buffer.from(exported.bytes).toString()).toContain('It leaves.')
  })

  it('says what to do about an export and about every other call', async () => {
    const library = join(await tempFolder(), 'Galley')
    const desk = await deskOver(library)
    const { summary, nextLine } = value(await desk.createDraft(TRAM))
    await rm(library, { recursive: true })
    for (const outcome of [
      await desk.exportDraft(summary.id, 'markdown'),
      await desk.openDraft(summary.id),
      await desk.keepRevision(summary.id, 'named', 'Mine'),
      await desk.appendJournal(summary.id, nextLine, '[]\n'),
    ]) {
      const { what, safe, mend } = refusal(outcome)
      for (const sentence of [what, safe, mend]) expect(sentence).not.toBe('')
    }
    expect(desk.draftsInUse).toBe(1)
  })

  it('works again when the folder is back', async () => {
    const library = join(await tempFolder(), 'Galley')
    const desk = await deskOver(library)
    const { summary, revision } = value(await desk.createDraft(TRAM))
    await rename(library, `${library} elsewhere`)
    expect(refusal(await desk.saveDraft(summary.id, MINE, revision)).code).toBe('not-found')
    await rename(`${library} elsewhere`, library)
    value(await desk.saveDraft(summary.id, MINE, revision))
  })
})
