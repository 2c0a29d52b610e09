import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Fault, faultyFiles } from './faultyFiles.ts'
import { article, deskOver, tempFolder, tempsIn, value } from '../library.ts'

const OLD = article('The night tram', 'It leaves at ten past one.')
const NEW = article('The night tram', 'It leaves at ten past one.', 'Nobody gets off at the depot.')
/** More calls than any save makes. */
const MAX_ROUNDS = 60

/** Saves NEW over OLD on a disk with that fault at its n-th call; answers whether the call was reached. */
async function saveWithFault(at: number, kind: Fault, forGood: boolean): Promise<boolean> {
  const disk = faultyFiles()
  const library = await tempFolder()
  const desk = await deskOver(library, { files: disk.files })
  const draft = value(await desk.createDraft(OLD))
  const path = join(library, draft.summary.id, 'article.json')
  const old = await readFile(path, 'utf8')

  disk.plan((call, index) => {
    // A full disk refuses what needs room, for as long as it is full; it still removes.
    if (forGood) return index >= at && /open new|write new|sync/.test(call) ? kind : null
    return index === at ? kind : null
  })
  const outcome = await desk.saveDraft(draft.summary.id, NEW, draft.revision)
  const reached = disk.calls.length > at
  disk.plan(() => null)

  const now = await readFile(path, 'utf8')
  const where = `${kind ?? ''} at call ${String(at)}`
  if (outcome.ok) expect(now, where).toContain('Nobody gets off')
  else expect([old, now.includes('Nobody gets off') ? now : ''], where).toContain(now)
  // What failed once is saved by trying again, with the same words and the same base: nothing is stuck.
  if (!outcome.ok) {
    expect(outcome.problem.code, where).not.toBe('changed-outside')
    expect(outcome.problem.safe, where).toMatch(/still there/)
    value(await desk.saveDraft(draft.summary.id, NEW, draft.revision))
  }
  expect(value(await desk.openDraft(draft.summary.id)).article, where).toContain('Nobody gets off')
  return reached
}

describe('a save on a failing disk', () => {
  for (const [kind, forGood] of [
    ['ENOSPC', false],
    ['ENOSPC', true],
    ['EIO', false],
    ['short', false],
  ] as const)
    it(`leaves the whole old or the whole new draft: ${kind}${forGood ? ' from then on' : ''} at every call`, async () => {
      let rounds = 0
      while (rounds < MAX_ROUNDS && (await saveWithFault(rounds, kind, forGood))) rounds += 1
      expect(rounds).toBeGreaterThan(10)
      expect(rounds).toBeLessThan(MAX_ROUNDS)
    })

  it('reports a save as done only once the disk has synced the file’s name', async () => {
    const disk = faultyFiles()
    const desk = await deskOver(await tempFolder(), { files: disk.files })
    const { summary, revision } = value(await desk.createDraft(OLD))
    disk.plan((call) => (call === 'sync folder' ? 'EIO' : null))
    expect((await desk.saveDraft(summary.id, NEW, revision)).ok).toBe(false)
    expect((await desk.saveDraft(summary.id, NEW, revision)).ok).toBe(false)
    disk.plan(() => null)
    value(await desk.saveDraft(summary.id, NEW, revision))
    expect(disk.calls).toContain('sync folder')
  })

  it('says that the disk is full, and leaves no temp file', async () => {
    const disk = faultyFiles()
    const library = await tempFolder()
    const desk = await deskOver(library, { files: disk.files })
    const draft = value(await desk.createDraft(OLD))
    disk.plan((call) => (call === 'write new' ? 'ENOSPC' : null))
    const outcome = await desk.saveDraft(draft.summary.id, NEW, draft.revision)
    expect(outcome).toMatchObject({ ok: false, problem: { code: 'full' } })
    expect(await tempsIn(library)).toEqual([])
  })
})

describe('a new draft on a failing disk', () => {
  it('exists completely or not at all, at every call', async () => {
    let reached = true
    for (let at = 0; reached; at += 1) {
      const disk = faultyFiles()
      const library = await tempFolder()
      const desk = await deskOver(library, { files: disk.files })
      disk.plan((_, index) => (index === at ? 'ENOSPC' : null))
      const outcome = await desk.createDraft(OLD)
      reached = disk.calls.length > at
      disk.plan(() => null)
      const { drafts } = value(await desk.library())
      expect(drafts.map(({ title, damage }) => [title, damage])).toEqual(
        outcome.ok ? [['The night tram', undefined]] : [],
      )
      expect(await tempsIn(library)).toEqual([])
    }
  })
})

describe('trash and restore on a failing disk', () => {
  it('keep the draft in one of both places, at every call', async () => {
    for (const act of ['trashDraft', 'restoreDraft'] as const) {
      let reached = true
      for (let at = 0; reached; at += 1) {
        const disk = faultyFiles()
        const library = await tempFolder()
        const desk = await deskOver(library, { files: disk.files })
        const { id } = value(await desk.createDraft(OLD)).summary
        if (act === 'restoreDraft') value(await desk.trashDraft(id))
        disk.plan((_, index) => (index === at ? 'EIO' : null))
        await desk[act](id)
        reached = disk.calls.length > at
        disk.plan(() => null)
        const { drafts, trashed } = value(await desk.library())
        expect(drafts.length + trashed, `${act} at call ${String(at)}`).toBe(1)
      }
    }
  })
})
