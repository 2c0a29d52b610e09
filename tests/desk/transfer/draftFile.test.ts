import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Job } from '../../../src/desk.ts'
import { article, articleWith, deskOver, tempFolder, type TestDesk, value } from '../library.ts'
import { png } from '../pictures.ts'
import { unzipped } from '../unzip.ts'

async function ended(desk: TestDesk, id: string): Promise<Job> {
  for (;;) {
    const job = value(await desk.readJob(id))
    if (job.state !== 'running') return job
    await pause(5)
  }
}

const newDesk = async (library?: string): Promise<TestDesk> =>
  deskOver(library ?? (await tempFolder()), { cache: await tempFolder() })

/** A library with a draft that has a picture and a history, and another draft. */
async function withDraft(): Promise<{ desk: TestDesk; id: string; revision: string; library: string }> {
  const library = await tempFolder()
  const desk = await newDesk(library)
  const made = value(await desk.createDraft(article('The night tram', 'Begun.')))
  const { id } = made.summary
  const { src } = value(await desk.addImage(id, 'a.png', png(20, 10)))
  const text = articleWith({}, 'The night tram', 'Begun, and gone on.', src)
  const { revision } = value(await desk.saveDraft(id, text, made.revision))
  value(await desk.keepRevision(id, 'named', 'First'))
  value(await desk.createDraft(article('Another', 'Words.')))
  return { desk, id, revision, library }
}

/** Returns the job that made a Galley file of a draft, and where the file is. */
async function packed(desk: TestDesk, id: string): Promise<{ job: Job; path: string }> {
  const job = await ended(desk, value(await desk.startBackup(id)).id)
  const made = await desk.jobFile(job.id)
  return { job, path: made.ok ? made.value.path : '' }
}

async function imported(desk: TestDesk, bytes: Uint8Array, name = 'tram.galley'): Promise<Job> {
  const { id } = value(await desk.startImport())
  value(await desk.feedImport(id, name, 0, bytes))
  value(await desk.runImport(id))
  return ended(desk, id)
}

describe('a Galley file', { timeout: 60_000 }, () => {
  it('has one draft with its pictures and history, and is called as its exports are', async () => {
    const { desk, id } = await withDraft()
    const { job, path } = await packed(desk, id)
    expect(job).toMatchObject({ state: 'done', file: 'the-night-tram.galley' })
    expect(job.done).toBe(job.total)
    const names = [...(await unzipped(await readFile(path))).keys()]
    expect(names.every((name) => name.startsWith(`${id}/`))).toBe(true)
    expect(names).toContain(`${id}/article.json`)
    expect(names.some((name) => name.startsWith(`${id}/images/`))).toBe(true)
    expect(names.some((name) => name.startsWith(`${id}/history/`))).toBe(true)
  })

  it('imported elsewhere is the same draft with its history', async () => {
    const { desk, id } = await withDraft()
    const bytes = await readFile((await packed(desk, id)).path)
    const other = await newDesk()
    const job = await imported(other, bytes)
    expect(job.report).toMatchObject({ imported: [{ id }], skipped: [] })
    expect(value(await other.openDraft(id)).article).toBe(value(await desk.openDraft(id)).article)
    expect(value(await other.listRevisions(id)).some(({ name }) => name === 'First')).toBe(true)
  })

  it('of a draft that is here already names it, and nothing is imported', async () => {
    const { desk, id } = await withDraft()
    const bytes = await readFile((await packed(desk, id)).path)
    const job = await imported(desk, bytes)
    expect(job.report).toMatchObject({ imported: [], skipped: [{ id }] })
  })

  it('of a draft that has changed here becomes another draft, and the one here stays', async () => {
    const { desk, id, revision } = await withDraft()
    const bytes = await readFile((await packed(desk, id)).path)
    const changed = articleWith({}, 'The night tram', 'Rewritten.')
    value(await desk.saveDraft(id, changed, revision))
    const job = await imported(desk, bytes)
    const [copy] = job.report?.imported ?? []
    expect(copy?.id).not.toBe(id)
    expect(value(await desk.openDraft(id)).article).toContain('Rewritten.')
    expect(value(await desk.openDraft(copy?.id ?? '')).article).toContain('Begun, and gone on.')
  })

  it('is not made of a draft that is not there, nor of one whose article cannot be read', async () => {
    const { desk, id, library } = await withDraft()
    const { job } = await packed(desk, 'no-such-draft-1a2b3c')
    expect(job).toMatchObject({ state: 'failed', problem: { code: 'not-found' } })
    value(await desk.closeDraft(id))
    await rm(join(library, id, 'article.json'))
    await mkdir(join(library, id, 'article.json'))
    const { job: unread } = await packed(desk, id)
    expect(unread.state).toBe('failed')
    expect(unread.problem?.what).toMatch(/^The Galley file was not created/)
    expect((await desk.jobFile(unread.id)).ok).toBe(false)
  })

  it('that is no zip is refused in words', async () => {
    const job = await imported(await newDesk(), new TextEncoder().encode('not a zip at all'))
    expect(job.report).toEqual({
      imported: [],
      skipped: [{ path: 'tram.galley', reason: 'it is no zip, or breaks off before its end' }],
    })
  })

  it('inside a zip is not opened', async () => {
    const { desk, id } = await withDraft()
    const bytes = await readFile((await packed(desk, id)).path)
    const { zipBytes } = await import('../../../src/desk/transfer/zip/writer.ts')
    const outer = await zipBytes([{ name: 'inner.galley', bytes, modified: 0, compress: false }])
    const job = await imported(desk, outer, 'outer.galley')
    expect(job.report).toMatchObject({ imported: [], skipped: [{ path: 'inner.galley' }] })
  })
})
