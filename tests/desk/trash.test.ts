import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { article, deskOver, refusal, tempFolder, value } from './library.ts'
import { cp } from 'node:fs/promises'

describe('the trash', () => {
  it('takes a draft whole and gives it back as it was', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const made = value(await desk.createDraft(article('Tram', 'It leaves.')))
    value(await desk.trashDraft(made.summary.id))
    expect(value(await desk.library())).toMatchObject({ drafts: [], trashed: 1 })
    expect(refusal(await desk.openDraft(made.summary.id)).code).toBe('not-found')
    expect(value(await desk.restoreDraft(made.summary.id))).toEqual(made.summary)
    expect(value(await desk.openDraft(made.summary.id)).revision).toBe(made.revision)
    expect(value(await desk.library())).toMatchObject({ drafts: [made.summary], trashed: 0 })
  })

  it('does not take what is not there, nor give it', async () => {
    const desk = await deskOver(await tempFolder())
    expect(refusal(await desk.trashDraft('no-such-draft')).code).toBe('not-found')
    expect(refusal(await desk.restoreDraft('no-such-draft')).code).toBe('not-found')
  })

  it('keeps both when a draft of one id is thrown away twice: the last one comes back by its id', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { id } = value(await desk.createDraft(article('Tram', 'First.'))).summary
    await cp(join(library, id), join(library, 'kept'), { recursive: true })
    value(await desk.trashDraft(id))
    await cp(join(library, 'kept'), join(library, id), { recursive: true })
    const again = value(await desk.openDraft(id))
    value(await desk.saveDraft(id, article('Tram', 'Second.'), again.revision))
    value(await desk.trashDraft(id))
    expect(await readdir(join(library, '.trash'))).toHaveLength(2)
    value(await desk.restoreDraft(id))
    expect(value(await desk.openDraft(id)).article).toContain('Second.')
    expect(value(await desk.library()).trashed).toBe(1)
  })

  it('gives a draft back under another id when its own is taken meanwhile', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { id } = value(await desk.createDraft(article('Tram', 'First.'))).summary
    const kept = join(await tempFolder(), 'kept')
    await cp(join(library, id), kept, { recursive: true })
    value(await desk.trashDraft(id))
    await cp(kept, join(library, id), { recursive: true })
    const back = value(await desk.restoreDraft(id))
    expect(back.id).not.toBe(id)
    expect(back.title).toBe('Tram')
    expect(
      value(await desk.library())
        .drafts.map((draft) => draft.id)
        .sort(),
    ).toEqual([id, back.id].sort())
  })
})
