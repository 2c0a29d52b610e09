import { mkdir, readFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseArticle } from '../../../src/article/index.ts'
import type { OpenDraft } from '../../../src/desk.ts'
import { article, deskOver, refusal, tempFolder, type TestDesk, value } from '../library.ts'

const TRAM = article('Tram', 'It leaves.')
const OURS = article('Tram', 'It leaves, we say.')

interface Outside {
  readonly what: string
  /** Does it to the file at that path; `elsewhere` is a folder outside the library. */
  readonly edit: (path: string, elsewhere: string) => Promise<void>
  /** What a save answers. */
  readonly code: string
  /** What the history has of it; none where it was no article. */
  readonly kept?: string
}

const theirs = async (path: string): Promise<string> =>
  (await readFile(path, 'utf8')).replace('It leaves.', 'It sleeps.')

const edits: readonly Outside[] = [
  {
    what: 'changed',
    edit: async (path) => writeFile(path, await theirs(path)),
    code: 'changed-outside',
    kept: 'It sleeps.',
  },
  {
    what: 'changed, same size and time',
    edit: async (path) => {
      const { atime, mtime, size } = await stat(path)
      await writeFile(path, (await readFile(path, 'utf8')).replace('leaves', 'sleeps'))
      await utimes(path, atime, mtime)
      expect((await stat(path)).size).toBe(size)
    },
    code: 'changed-outside',
    kept: 'It sleeps.',
  },
  {
    what: 'deleted and created again',
    edit: async (path) => {
      const text = await theirs(path)
      await rm(path)
      await writeFile(path, text)
    },
    code: 'changed-outside',
    kept: 'It sleeps.',
  },
  {
    what: 'replaced by a rename, as a sync client does',
    edit: async (path, elsewhere) => {
      await writeFile(join(elsewhere, 'new.json'), await theirs(path))
      await rename(join(elsewhere, 'new.json'), path)
    },
    code: 'changed-outside',
    kept: 'It sleeps.',
  },
  {
    what: 'replaced by a link to another article',
    edit: async (path, elsewhere) => {
      await writeFile(join(elsewhere, 'other.json'), article('Theirs', 'It sleeps.'))
      await rm(path)
      await symlink(join(elsewhere, 'other.json'), path)
    },
    // What a link out of the library leads to is not read.
    code: 'changed-outside',
  },
  {
    what: 'replaced by a link to another article of the library',
    edit: async (path) => {
      const other = join(dirname(path), 'other.json')
      await writeFile(other, article('Theirs', 'It sleeps.'))
      await rm(path)
      await symlink(other, path)
    },
    code: 'changed-outside',
    kept: 'It sleeps.',
  },
  { what: 'emptied', edit: (path) => writeFile(path, ''), code: 'changed-outside' },
  { what: 'damaged', edit: (path) => writeFile(path, '{"format"'), code: 'changed-outside' },
  {
    what: 'replaced by a folder',
    edit: async (path) => {
      await rm(path)
      await mkdir(path)
      await writeFile(join(path, 'theirs.txt'), 'x')
    },
    code: 'changed-outside',
  },
  {
    what: 'replaced by a dangling link',
    edit: async (path, elsewhere) => {
      await rm(path)
      await symlink(join(elsewhere, 'nowhere'), path)
    },
    code: 'not-found',
  },
  { what: 'deleted', edit: (path) => rm(path), code: 'not-found' },
  {
    what: 'deleted with its folder',
    edit: (path) => rm(join(path, '..'), { recursive: true }),
    code: 'not-found',
  },
]

async function dirtyDraft(): Promise<{ desk: TestDesk; id: string; draft: OpenDraft; path: string }> {
  const library = await tempFolder()
  const desk = await deskOver(library)
  const draft = value(await desk.createDraft(TRAM))
  const { id } = draft.summary
  return { desk, id, draft, path: join(library, id, 'article.json') }
}

async function snapshot(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => String(error))
}

describe('a draft with unsaved words', () => {
  it.each(edits)('loses neither version when its file is $what', async ({ edit, code, kept }) => {
    const { desk, id, draft, path } = await dirtyDraft()
    await edit(path, await tempFolder())
    const found = await snapshot(path)
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(refusal(await desk.saveDraft(id, OURS, draft.revision)).code).toBe(code)
      expect(refusal(await desk.appendJournal(id, draft.nextLine, '[]\n')).code).toBe('changed-outside')
    }
    expect(await snapshot(path)).toBe(found)
    const copy = value(await desk.saveCopy(id, OURS))
    expect(parseArticle(copy.article)).toEqual(parseArticle(OURS))
    const revisions = value(await desk.listRevisions(id))
    if (kept === undefined) expect(revisions).toEqual([])
    else {
      expect(revisions).toMatchObject([{ number: 1, reason: 'outside' }])
      expect(value(await desk.readRevision(id, 1))).toContain(kept)
    }
  })

  it('has both versions in its history when it was changed while Galley was closed, then saved', async () => {
    const { desk, id, path } = await dirtyDraft()
    await desk.close()
    await writeFile(path, await theirs(path))
    const next = await deskOver(join(path, '..', '..'))
    const opened = value(await next.openDraft(id))
    expect(opened.notices).toEqual([expect.stringContaining('changed outside Galley')])
    value(await next.saveDraft(id, OURS, opened.revision))
    const reasons = value(await next.listRevisions(id)).map(({ reason }) => reason)
    expect(reasons).toEqual(['outside', 'pause'])
    expect(value(await next.readRevision(id, 1))).toContain('It leaves.')
    expect(value(await next.readRevision(id, 2))).toContain('It sleeps.')
  })

  it('keeps a file that its owner put there in the history before the first save replaces it', async () => {
    const library = await tempFolder()
    await mkdir(join(library, 'tram'))
    await writeFile(join(library, 'tram', 'article.json'), TRAM)
    const desk = await deskOver(library)
    const opened = value(await desk.openDraft('tram'))
    expect(value(await desk.listRevisions('tram'))).toEqual([])
    value(await desk.saveDraft('tram', OURS, opened.revision))
    expect(value(await desk.readRevision('tram', 1))).toContain('It leaves.')
  })
})
