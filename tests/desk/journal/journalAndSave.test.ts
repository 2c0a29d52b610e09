import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { type Files, realFiles } from '../../../src/desk/disk/files.ts'
import { crash } from '../crash.ts'
import { faultyFiles } from '../disk/faultyFiles.ts'
import { asides, oneDraft, reopened, typed } from './journals.ts'
import { article, deskOver, refusal, value } from '../library.ts'

/** A disk that holds a draft's file back until it is let go. */
function heldBack() {
  const held = Promise.withResolvers<null>()
  const begun = Promise.withResolvers<null>()
  const files: Files = {
    ...realFiles,
    open: async (path, flags, mode) => {
      const file = await realFiles.open(path, flags, mode)
      if (!isHolding || !path.includes('.article.json.')) return file
      begun.resolve(null)
      return { ...file, sync: () => held.promise.then(() => file.sync()) }
    },
  }
  let isHolding = false
  return {
    files,
    hold: () => {
      isHolding = true
    },
    begun: begun.promise,
    letGo: () => {
      held.resolve(null)
    },
  }
}

describe('text typed during a slow save', () => {
  const SOON = article('Tram', 'Soon. It leaves.')

  it.each([1, 0])('is on the disk before the save is, with %i lines typed before', async (before) => {
    const disk = heldBack()
    const written = await oneDraft({ files: disk.files })
    const { desk, id, draft, append } = written
    if (before > 0) value(await append(typed('Soon. ')))
    disk.hold()
    const from = draft.nextLine
    const save = desk.saveDraft(
      id,
      before > 0 ? SOON : article('Tram', 'It leaves!'),
      draft.revision,
      from + before,
    )
    await disk.begun
    value(await append(typed('Very. ')))
    const kept = await readFile(written.path('journal.jsonl'), 'utf8')
    expect(kept).toContain('Very. ')
    disk.letGo()
    value(await save)
    // And the journal goes on from the new file.
    value(await append(typed('Now. ')))
    const { draft: again } = await reopened(written)
    expect(again.article).toContain(before > 0 ? '"Now. Very. Soon. It leaves."' : '"Now. Very. It leaves!"')
    expect(again.notices).toEqual([expect.stringContaining('2 changes')])
    expect(await asides(written)).toEqual([])
  })

  it('is replayed whichever file a crash leaves, the old or the new one', async () => {
    const disk = heldBack()
    const written = await oneDraft({ files: disk.files })
    const { desk, id, draft, path, library, append } = written
    value(await append(typed('Soon. ')))
    disk.hold()
    const save = desk.saveDraft(id, SOON, draft.revision, draft.nextLine + 1)
    await disk.begun
    value(await append(typed('Very. ')))
    const [old, journal] = [await readFile(path('article.json')), await readFile(path('journal.jsonl'))]
    disk.letGo()
    value(await save)
    const now = await readFile(path('article.json'))
    await crash(library)
    for (const file of [old, now]) {
      await writeFile(path('article.json'), file)
      await writeFile(path('journal.jsonl'), journal)
      const next = await deskOver(library)
      expect(value(await next.openDraft(id)).article).toContain('"Very. Soon. It leaves."')
      await next.close()
    }
    expect(await asides(written)).toEqual([])
  })

  it('stays out of the snapshot although it arrived first, because a save says which lines it includes', async () => {
    const written = await oneDraft()
    const { desk, id, draft, append } = written
    for (const text of ['Soon. ', 'Very. ']) value(await append(typed(text)))
    const saved = value(await desk.saveDraft(id, SOON, draft.revision, draft.nextLine + 1))
    value(await append(typed('Now. ')))
    // Of the three lines the first two are in this one.
    const later = article('Tram', 'Very. Soon. It leaves.')
    value(await desk.saveDraft(id, later, saved.revision, draft.nextLine + 2))
    expect((await reopened(written)).draft.article).toContain('"Now. Very. Soon. It leaves."')
  })

  it('is not replayed twice when it is in the snapshot but follows its record', async () => {
    for (const isOld of [true, false]) {
      const disk = heldBack()
      const written = await oneDraft({ files: disk.files })
      const { desk, id, draft, path, append } = written
      disk.hold()
      const save = desk.saveDraft(id, SOON, draft.revision, draft.nextLine + 1)
      await disk.begun
      const old = await readFile(path('article.json'))
      value(await append(typed('Soon. ') + typed('Very. ')))
      disk.letGo()
      value(await save)
      if (isOld) await writeFile(path('article.json'), old)
      const { draft: again } = await reopened(written)
      expect(again.article).toContain('"Very. Soon. It leaves."')
    }
  })

  it('is accepted after a snapshot that includes lines which never arrived', async () => {
    const written = await oneDraft()
    const { desk, id, draft } = written
    value(await desk.saveDraft(id, SOON, draft.revision, draft.nextLine + 1))
    // The line that the save included arrives late, with the one after it.
    value(await desk.appendJournal(id, draft.nextLine, typed('Soon. ') + typed('Very. ')))
    expect((await reopened(written)).draft.article).toContain('"Very. Soon. It leaves."')
  })

  it('stays in the journal of the old file when the save fails', async () => {
    const disk = faultyFiles()
    const written = await oneDraft({ files: disk.files })
    const { desk, id, draft, append } = written
    value(await append(typed('Soon. ')))
    disk.plan((call) => (call === 'open new' ? 'ENOSPC' : null))
    expect(refusal(await desk.saveDraft(id, SOON, draft.revision, draft.nextLine + 1)).code).toBe('full')
    disk.plan(() => null)
    value(await append(typed('Very. ')))
    expect((await reopened(written)).draft.article).toContain('"Very. Soon. It leaves."')
  })

  it('is in the journal of the new file when the save could not be announced in the old one', async () => {
    const disk = faultyFiles()
    const written = await oneDraft({ files: disk.files })
    const { desk, id, draft, append } = written
    value(await append(typed('Soon. ')))
    let isFailing = true
    disk.plan((call) => {
      if (call === 'open new') isFailing = false
      return isFailing && call === 'write end' ? 'ENOSPC' : null
    })
    const save = desk.saveDraft(id, SOON, draft.revision, draft.nextLine + 1)
    const late = append(typed('Very. '))
    value(await save)
    disk.plan(() => null)
    // Refused or taken: the page sends what was refused again.
    if (!(await late).ok) value(await append(typed('Very. ')))
    expect((await reopened(written)).draft.article).toContain('"Very. Soon. It leaves."')
  })
})
