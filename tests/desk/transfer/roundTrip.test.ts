import { copyFile, cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Job } from '../../../src/desk.ts'
import { article, articleWith, deskOver, tempFolder, type TestDesk, value } from '../library.ts'
import { jpeg, png } from '../pictures.ts'
import { unzipped } from '../unzip.ts'

const TITLES = [
  'The night tram',
  '등대지기의 마지막 밤 🗼',
  'CON',
  '../../etc/passwd',
  'A/B\\C:D*E?F"G<H>I|J...',
  '\u202Ecod.exe reversed',
  'é'.repeat(300),
  '',
  'The night tram',
]

async function ended(desk: TestDesk, id: string): Promise<Job> {
  for (;;) {
    const job = value(await desk.readJob(id))
    if (job.state !== 'running') return job
    await pause(5)
  }
}

/** Backs a library up; answers where the zip is and the job. */
async function backedUp(desk: TestDesk): Promise<{ zip: string; job: Job }> {
  const started = value(await desk.startBackup())
  const job = await ended(desk, started.id)
  const made = await desk.jobFile(job.id)
  return { zip: made.ok ? made.value.path : '', job }
}

async function importedZip(desk: TestDesk, zip: string): Promise<Job> {
  const bytes = await readFile(zip)
  const { id } = value(await desk.startImport())
  for (let offset = 0; offset < bytes.length; offset += 50_000)
    value(await desk.feedImport(id, 'Galley.zip', offset, bytes.subarray(offset, offset + 50_000)))
  value(await desk.runImport(id))
  return ended(desk, id)
}

/** A library with everything there is: history, named revisions, pictures, trash, titles that no file could have. */
async function fullLibrary(): Promise<{ desk: TestDesk; library: string; ids: string[]; trashed: string }> {
  const library = await tempFolder()
  const desk = await deskOver(library, { cache: await tempFolder() })
  const ids: string[] = []
  for (const title of TITLES) {
    const made = value(await desk.createDraft(article(title, 'Begun.')))
    const { id } = made.summary
    const picture = value(await desk.addImage(id, 'a.png', png(20 + ids.length, 10)))
    const text = articleWith({ tags: ['밤', 'tram'] }, title, 'Begun, and gone on.', picture.src)
    value(await desk.saveDraft(id, text, made.revision))
    value(await desk.keepRevision(id, 'named', `As of ${title.slice(0, 20)}`))
    value(await desk.closeDraft(id))
    ids.push(id)
  }
  const gone = value(await desk.createDraft(article('Thrown away', 'And not forgotten.')))
  value(await desk.trashDraft(gone.summary.id))
  return { desk, library, ids, trashed: gone.summary.id }
}

async function picturesOf(desk: TestDesk, id: string, text: string): Promise<(string | undefined)[]> {
  const names = [...text.matchAll(/images\/([\w.]+)/g)].map(([, name = '']) => name)
  const read = await Promise.all(names.map((name) => desk.readImage(id, name)))
  return read.map((picture) => (picture.ok ? Buffer.from(picture.value.bytes).toString('hex') : undefined))
}

describe('a backup', { timeout: 60_000 }, () => {
  it('brings series, with their order, and saved filters, and changes none that are there', async () => {
    const { desk, ids } = await fullLibrary()
    const filter = { text: 'tram', state: 'ready', tag: '밤', person: '', sort: 'deadline' } as const
    value(await desk.saveSeries('밤', { description: 'At night.', order: ids.toReversed() }))
    value(await desk.saveFilter('Due', filter))
    const { zip } = await backedUp(desk)
    const into = await deskOver(await tempFolder(), { cache: await tempFolder() })
    value(await into.saveFilter('Due', { ...filter, text: '' }))
    const job = await importedZip(into, zip)
    expect(job.report?.skipped).toEqual([])
    const state = value(await into.libraryState())
    expect(state.series).toEqual([{ tag: '밤', description: 'At night.', count: ids.length }])
    expect(state.filters.map((saved) => saved.filter.text)).toEqual([''])
    const query = {
      text: '',
      state: '',
      tag: '밤',
      person: '',
      sort: 'series',
      offset: 0,
      limit: 99,
    } as const
    expect(value(await into.listDrafts(query)).rows.map(({ id }) => id)).toEqual(ids.toReversed())
  })

  it('taken into an empty library is every article, revision, picture and trashed draft again', async () => {
    const { desk, ids, trashed } = await fullLibrary()
    const { zip, job } = await backedUp(desk)
    expect(job).toMatchObject({ state: 'done', report: { skipped: [] } })
    expect(job.report?.imported.map(({ id }) => id).sort()).toEqual([...ids, trashed].sort())
    expect(job.file).toMatch(/^Galley \d{4}-\d\d-\d\d\.zip$/)
    expect(job.done).toBe(job.total)

    const other = await deskOver(await tempFolder(), { cache: await tempFolder() })
    const taken = await importedZip(other, zip)
    expect(taken.report?.skipped).toEqual([])
    expect(taken.report?.imported.map(({ id }) => id).sort()).toEqual([...ids, trashed].sort())
    for (const id of ids) {
      const [mine, theirs] = [value(await desk.openDraft(id)), value(await other.openDraft(id))]
      expect(theirs.article).toBe(mine.article)
      expect(theirs.revision).toBe(mine.revision)
      expect(theirs.notices).toEqual([])
      const pictures = await picturesOf(desk, id, mine.article)
      expect(pictures).toHaveLength(1)
      expect(await picturesOf(other, id, theirs.article)).toEqual(pictures)
      const revisions = value(await desk.listRevisions(id))
      const theirRevisions = value(await other.listRevisions(id))
      expect(theirRevisions.filter(({ reason }) => reason !== 'import')).toEqual(revisions)
      expect(theirRevisions[0]?.reason).toBe('import')
      expect(revisions.length).toBeGreaterThan(0)
      for (const { number } of revisions)
        expect(value(await other.readRevision(id, number))).toBe(value(await desk.readRevision(id, number)))
    }
    const [mineGone, theirsGone] = [value(await desk.listTrash()), value(await other.listTrash())]
    expect(theirsGone).toEqual(mineGone)
    value(await other.restoreDraft(trashed))
    expect(value(await other.openDraft(trashed)).article).toContain('And not forgotten.')
  })

  it('remembers which drafts were pinned', async () => {
    const desk = await deskOver(await tempFolder(), { cache: await tempFolder() })
    const ids = []
    for (const title of ['One', 'Two', 'Three'])
      ids.push(value(await desk.createDraft(article(title, 'Words.'))).summary.id)
    value(await desk.pinDraft(ids[1] ?? '', true))
    const other = await deskOver(await tempFolder(), { cache: await tempFolder() })
    await importedZip(other, (await backedUp(desk)).zip)
    const query = { text: '', state: '', tag: '', person: '', sort: 'title', offset: 0, limit: 10 } as const
    const { rows } = value(await other.listDrafts(query))
    expect(rows.map(({ title, pinned }) => [title, pinned])).toEqual([
      ['Two', true],
      ['One', false],
      ['Three', false],
    ])
  })

  it('taken into the library it is of changes nothing: every draft is already here', async () => {
    const { desk, library, ids } = await fullLibrary()
    const { zip } = await backedUp(desk)
    const before = await readdir(library)
    const job = await importedZip(desk, zip)
    expect(job.report?.imported).toEqual([])
    expect(job.report?.skipped).toHaveLength(ids.length + 1)
    expect(new Set(job.report?.skipped.map(({ reason }) => reason))).toEqual(
      new Set(['it is already here, word for word']),
    )
    expect((await readdir(library)).sort()).toEqual(before.sort())
  })

  it('of a draft that went on meanwhile comes in beside it, under another id, with its history', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library, { cache: await tempFolder() })
    const made = value(await desk.createDraft(article('Tram', 'Then.')))
    const { id } = made.summary
    value(await desk.keepRevision(id, 'named', 'The first'))
    const { zip } = await backedUp(desk)
    value(await desk.saveDraft(id, article('Tram', 'Now.'), made.revision))
    const job = await importedZip(desk, zip)
    const [other] = job.report?.imported ?? []
    expect(other?.id).not.toBe(id)
    expect(value(await desk.openDraft(id)).article).toContain('Now.')
    const opened = value(await desk.openDraft(other?.id ?? ''))
    expect(opened.article).toContain('Then.')
    expect(opened.notices).toEqual([])
    const names = value(await desk.listRevisions(other?.id ?? '')).map(({ name, reason }) => name || reason)
    expect(names).toEqual(['import', 'The first'])
  })

  it('holds what a crash left in a journal, also where the draft must take another id', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library, { cache: await tempFolder() })
    const made = value(await desk.createDraft(article('Tram', 'Ten past')))
    const { id } = made.summary
    const step = {
      stepType: 'replace',
      from: 16,
      to: 16,
      slice: { content: [{ type: 'text', text: ' one' }] },
    }
    value(await desk.appendJournal(id, made.nextLine, `${JSON.stringify([step])}\n`))
    const crashed = await tempFolder()
    await cp(library, crashed, { recursive: true })
    const { zip } = await backedUp(await deskOver(crashed, { cache: await tempFolder() }))
    const empty = await deskOver(await tempFolder(), { cache: await tempFolder() })
    for (const target of [empty, desk]) {
      const job = await importedZip(target, zip)
      const [taken] = job.report?.imported ?? []
      expect(value(await target.openDraft(taken?.id ?? '')).article).toContain(' one')
    }
  })

  it('is made while its writer goes on: each draft is one version, whole', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library, { cache: await tempFolder() })
    const drafts = []
    for (let index = 0; index < 10; index += 1)
      drafts.push(value(await desk.createDraft(article(`Draft ${String(index)}`, 'word '.repeat(20_000)))))
    const { id } = value(await desk.startBackup())
    const revisions = new Map(drafts.map(({ summary, revision }) => [summary.id, revision]))
    let saves = 0
    while (value(await desk.readJob(id)).state === 'running')
      for (const [draft, revision] of revisions) {
        const text = article(`Draft ${String(saves)}`, `${String(saves)} `.repeat(20_000))
        revisions.set(draft, value(await desk.saveDraft(draft, text, revision)).revision)
        saves += 1
      }
    const made = value(await desk.jobFile(id))
    const other = await deskOver(await tempFolder(), { cache: await tempFolder() })
    const job = await importedZip(other, made.path)
    expect(job.report?.imported).toHaveLength(10)
    expect(job.report?.skipped).toEqual([])
    for (const { id: draft } of job.report?.imported ?? [])
      expect(value(await other.openDraft(draft)).notices).toEqual([])
  })

  it('brings a damaged draft along, and its history brings it back', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library, { cache: await tempFolder() })
    const made = value(await desk.createDraft(article('Tram', 'These words are in the history.')))
    value(await desk.keepRevision(made.summary.id, 'pause', ''))
    value(await desk.closeDraft(made.summary.id))
    await writeFile(join(library, made.summary.id, 'article.json'), '{ "format": "gal')
    const { zip } = await backedUp(desk)
    const other = await deskOver(await tempFolder(), { cache: await tempFolder() })
    const job = await importedZip(other, zip)
    const [taken] = job.report?.imported ?? []
    const opened = value(await other.openDraft(taken?.id ?? ''))
    expect(opened.article).toContain('These words are in the history.')
    expect(opened.notices.join()).toContain('damaged')
  })

  it('leaves out what is no draft’s, and says so of what it could not read', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library, { cache: await tempFolder() })
    const { id } = value(await desk.createDraft(article('Tram', 'Ten past one.'))).summary
    await mkdir(join(library, 'not-a-draft'))
    await writeFile(join(library, 'shopping.txt'), 'milk')
    await writeFile(join(library, id, 'notes of mine.txt'), 'ask the driver')
    await symlink('/etc/passwd', join(library, id, 'link.txt'))
    const { job, zip } = await backedUp(desk)
    expect(job.report?.skipped.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
      `${id}/link.txt: it is no file (a link is not followed)`,
    ])
    const names = await namesIn(zip)
    expect(names).toContain(`${id}/article.json`)
    expect(names).toContain(`${id}/notes of mine.txt`)
    expect(names.filter((name) => /lock|shopping|not-a-draft|tmp/.test(name))).toEqual([])
  })

  it('cancelled leaves nothing, nor does one whose desk is closed', async () => {
    for (const end of ['cancel', 'close'] as const) {
      const cache = await tempFolder()
      const desk = await deskOver(await tempFolder(), { cache })
      for (let index = 0; index < 8; index += 1)
        value(await desk.createDraft(article(`Draft ${String(index)}`, 'word '.repeat(20_000))))
      const { id } = value(await desk.startBackup())
      if (end === 'cancel') {
        value(await desk.cancelJob(id))
        expect(value(await desk.readJob(id)).state).toBe('cancelled')
        expect((await desk.jobFile(id)).ok).toBe(false)
      } else await desk.close()
      expect((await readdir(cache, { recursive: true })).filter((name) => name.endsWith('.zip'))).toEqual([])
    }
  })

  it('of an empty library is a zip with nothing in it', async () => {
    const desk = await deskOver(await tempFolder(), { cache: await tempFolder() })
    const { zip, job } = await backedUp(desk)
    expect(job.state).toBe('done')
    expect(await namesIn(zip)).toEqual([])
    const kept = join(await tempFolder(), 'kept.zip')
    await copyFile(zip, kept)
    expect((await importedZip(desk, kept)).report).toEqual({ imported: [], skipped: [] })
  })

  it('carries a picture as it is', async () => {
    const desk = await deskOver(await tempFolder(), { cache: await tempFolder() })
    const { summary, revision } = value(await desk.createDraft(article('Tram', 'One.')))
    const { src } = value(await desk.addImage(summary.id, 'tram.jpg', jpeg(40, 30)))
    value(await desk.saveDraft(summary.id, article('Tram', src), revision))
    expect(await namesIn((await backedUp(desk)).zip)).toContain(`${summary.id}/${src}`)
  })
})

/** Returns the names in a zip, by another reader than Galley's. */
async function namesIn(zip: string): Promise<string[]> {
  return [...(await unzipped(await readFile(zip))).keys()]
}
