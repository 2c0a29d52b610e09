import { cp, mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { faultyFiles } from '../disk/faultyFiles.ts'
import { article, deskOver, refusal, tempFolder, value } from '../library.ts'

describe('the trash', () => {
  it('stores a whole draft and restores it as it was', async () => {
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

  it('reports a draft that is not there when trashing or restoring', async () => {
    const desk = await deskOver(await tempFolder())
    expect(refusal(await desk.trashDraft('no-such-draft')).code).toBe('not-found')
    expect(refusal(await desk.restoreDraft('no-such-draft')).code).toBe('not-found')
  })

  it('keeps both drafts when one id is trashed twice, and restores the last one by its id', async () => {
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

  it('restores a draft under another id when its own is in use meanwhile', async () => {
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

describe('a trashed draft', () => {
  it('is listed newest first with title and words, whatever its folder was called', async () => {
    const library = await tempFolder()
    let time = Date.UTC(2031, 4, 6)
    const desk = await deskOver(library, { now: () => (time += 60_000) })
    const first = value(await desk.createDraft(article('Tram', 'It leaves.'))).summary
    const other = value(await desk.createDraft(article('Bus'))).summary
    await rename(join(library, first.id), join(library, 'My tram'))
    value(await desk.trashDraft(first.id))
    value(await desk.trashDraft(other.id))
    await writeFile(join(library, '.trash', other.id, 'article.json'), 'damage')
    const listed = value(await desk.listTrash())
    expect(listed.map(({ id, title }) => ({ id, title }))).toEqual([
      { id: other.id, title: 'bus' },
      { id: first.id, title: 'Tram' },
    ])
    expect(listed[1]?.words).toBe(first.words)
    expect(listed.every(({ trashed }) => trashed > Date.UTC(2031, 4, 6) && trashed <= time)).toBe(true)
    value(await desk.restoreDraft(first.id))
    expect(await readdir(join(library, first.id))).not.toContain('.trashed.json')
  })

  it('keeps its history, pictures and all other files when it is restored', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { id } = value(await desk.createDraft(article('Tram', 'It leaves.'))).summary
    await writeFile(join(library, id, 'notes.txt'), 'mine')
    value(await desk.keepRevision(id, 'named', 'Before'))
    value(await desk.trashDraft(id))
    value(await desk.restoreDraft(id))
    expect(value(await desk.listRevisions(id))).toMatchObject([{ name: 'Before' }])
    expect(await readFile(join(library, id, 'notes.txt'), 'utf8')).toBe('mine')
  })

  it('is deleted when the trash is emptied; nothing else is, not even behind a link', async () => {
    const library = await tempFolder()
    const elsewhere = await tempFolder()
    await writeFile(join(elsewhere, 'precious.txt'), 'x')
    const desk = await deskOver(library)
    const kept = value(await desk.createDraft(article('Kept'))).summary
    const gone = value(await desk.createDraft(article('Gone'))).summary
    await symlink(elsewhere, join(library, gone.id, 'images'))
    value(await desk.trashDraft(gone.id))
    value(await desk.emptyTrash())
    expect(value(await desk.listTrash())).toEqual([])
    expect(await readdir(join(library, '.trash'))).toEqual([])
    expect(refusal(await desk.restoreDraft(gone.id)).code).toBe('not-found')
    expect(value(await desk.library()).drafts.map(({ id }) => id)).toEqual([kept.id])
    expect(await readFile(join(elsewhere, 'precious.txt'), 'utf8')).toBe('x')
    value(await desk.emptyTrash())
  })

  it('is deleted at the next start when emptying was killed', async () => {
    const library = await tempFolder()
    await mkdir(join(library, '.trash', '.removing-0123456789ab', 'history'), { recursive: true })
    await writeFile(join(library, '.trash', '.removing-0123456789ab', 'article.json'), '{}')
    const desk = await deskOver(library)
    expect(value(await desk.listTrash())).toEqual([])
    expect(await readdir(join(library, '.trash'))).toEqual([])
  })

  it('is deleted as far as the disk allows, and the result says so, at every call', async () => {
    let rounds = 0
    for (let reached = true; reached; rounds += 1) {
      const disk = faultyFiles()
      const library = await tempFolder()
      const desk = await deskOver(library, { files: disk.files })
      const ids = []
      for (const title of ['Kept', 'One', 'Other'])
        ids.push(value(await desk.createDraft(article(title))).summary.id)
      for (const id of ids.slice(1)) value(await desk.trashDraft(id))
      disk.plan((_, index) => (index === rounds ? 'EIO' : null))
      const outcome = await desk.emptyTrash()
      reached = disk.calls.length > rounds
      disk.plan(() => null)
      expect(outcome.ok, String(rounds)).toBe(!reached)
      for (const { id } of value(await desk.listTrash())) value(await desk.restoreDraft(id))
      // Whatever is listed is whole.
      for (const { damage } of value(await desk.library()).drafts) expect(damage).toBeUndefined()
      expect(value(await desk.openDraft(ids[0] ?? '')).summary.title).toBe('Kept')
    }
    expect(rounds).toBeGreaterThan(10)
  })
})

describe('a trash that is no folder of the library', () => {
  /** A library whose `.trash` is a link to a folder of somebody's, with files that must stay. */
  async function linkedTrash() {
    const library = await tempFolder()
    const home = await tempFolder()
    await mkdir(join(home, 'Documents', 'Taxes'), { recursive: true })
    await writeFile(join(home, 'Documents', 'Taxes', '2025.ods'), 'x')
    await writeFile(join(home, 'README'), 'x')
    await mkdir(join(home, '.removing-0123456789ab'))
    await mkdir(join(home, 'tram-aaaaaa'))
    await writeFile(join(home, 'tram-aaaaaa', 'article.json'), article('Tram', 'It leaves.'))
    await symlink(home, join(library, '.trash'))
    return { library, home, all: (await readdir(home, { recursive: true })).sort() }
  }

  it('is refused with a problem by every call, and nothing behind it is touched', async () => {
    const { library, home, all } = await linkedTrash()
    const desk = await deskOver(library)
    const { id } = value(await desk.createDraft(article('Kept'))).summary
    for (const outcome of [
      await desk.listTrash(),
      await desk.emptyTrash(),
      await desk.trashDraft(id),
      await desk.restoreDraft('tram-aaaaaa'),
    ]) {
      expect(refusal(outcome)).toMatchObject({ code: 'denied' })
      expect(refusal(outcome).what).toContain('“.trash” in the library is a link or a file')
    }
    expect((await readdir(home, { recursive: true })).sort()).toEqual(all)
    expect(value(await desk.library())).toMatchObject({ drafts: [{ id }], trashed: 0 })
    expect(value(await desk.libraryState()).trashed).toBe(0)
  })

  it('is refused when it is a file', async () => {
    const library = await tempFolder()
    await writeFile(join(library, '.trash'), 'x')
    const desk = await deskOver(library)
    const { id } = value(await desk.createDraft(article('Kept'))).summary
    expect(refusal(await desk.trashDraft(id)).what).toContain('“.trash”')
    expect(refusal(await desk.listTrash()).what).toContain('“.trash”')
    expect(value(await desk.openDraft(id)).summary.title).toBe('Kept')
  })
})

describe('a file that Galley did not put into the trash', () => {
  it('stays, and is neither listed nor counted', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { id } = value(await desk.createDraft(article('Gone'))).summary
    value(await desk.trashDraft(id))
    const elsewhere = await tempFolder()
    await writeFile(join(elsewhere, 'article.json'), article('Theirs'))
    const trash = join(library, '.trash')
    await mkdir(join(trash, 'Pictures', 'images'), { recursive: true })
    await mkdir(join(trash, '.removing-mine'))
    await mkdir(join(trash, '.removing-0123456789abcdef'))
    await writeFile(join(trash, '.removing-0123456789aa'), 'x')
    await writeFile(join(trash, 'notes'), 'x')
    await symlink(elsewhere, join(trash, 'link-aaaaaa'))
    expect(value(await desk.listTrash()).map((draft) => draft.id)).toEqual([id])
    expect(value(await desk.library()).trashed).toBe(1)
    value(await desk.emptyTrash())
    await deskOver(library)
    expect((await readdir(trash)).sort()).toEqual([
      '.removing-0123456789aa',
      '.removing-0123456789abcdef',
      '.removing-mine',
      'Pictures',
      'link-aaaaaa',
      'notes',
    ])
    expect(await readdir(elsewhere)).toEqual(['article.json'])
  })

  it('is replaced, not followed, when it is a link in the place of a note', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const { id } = value(await desk.createDraft(article('Gone'))).summary
    const theirs = join(await tempFolder(), 'profile')
    await writeFile(theirs, 'theirs')
    await symlink(theirs, join(library, id, '.trashed.json'))
    value(await desk.trashDraft(id))
    expect(await readFile(theirs, 'utf8')).toBe('theirs')
    expect(value(await desk.listTrash()).map((draft) => draft.id)).toEqual([id])
  })

  it('is not moved when it is a link in the place of a draft', async () => {
    const library = await tempFolder()
    const desk = await deskOver(library)
    const elsewhere = await tempFolder()
    await writeFile(join(elsewhere, 'article.json'), article('Theirs'))
    await symlink(elsewhere, join(library, 'link-aaaaaa'))
    expect(refusal(await desk.trashDraft('link-aaaaaa')).what).toContain('is a link')
    expect(await readdir(elsewhere)).toEqual(['article.json'])
  })
})
