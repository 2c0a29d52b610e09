import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Article, parseArticle, stringifyArticle } from '../../../src/article/index.ts'
import { withMetadata } from '../../build.ts'
import { arbitraryArticle } from '../../article/arbitrary.ts'
import { article, articleWith, deskOver, tempFolder, value } from '../library.ts'
import { historyIn, kept, readable } from './histories.ts'

const ONE = article('The night tram', 'It leaves at ten past one.')
const TWO = article('The night tram', 'It leaves at ten past one.', 'Nobody gets off at the depot.')
const THREE = article('The night tram', 'It leaves at twenty past one.', 'Nobody gets off at the depot.')

describe('a history', () => {
  it('is empty before anything is kept, and makes no folder', async () => {
    const folder = await tempFolder()
    const history = historyIn(folder)
    expect(await history.list()).toEqual([])
    expect(await history.newestReadable()).toBe(null)
    expect(await history.damage()).toBe('')
    expect(await history.thin()).toBe(0)
    expect(await readdir(folder)).toEqual([])
  })

  it('lists what was kept, newest first, and gives it back', async () => {
    const history = historyIn(await tempFolder(), { now: () => 5 })
    await kept(history, ONE)
    await history.add(TWO, { reason: 'export', words: 11, name: 'For the editor' })
    expect(await history.list()).toEqual([
      { number: 2, at: 5, reason: 'export', name: 'For the editor', words: 11 },
      { number: 1, at: 5, reason: 'pause', name: '', words: 1 },
    ])
    expect(JSON.parse(await history.read(1))).toEqual(JSON.parse(ONE))
    expect(JSON.parse(await history.read(2))).toEqual(JSON.parse(TWO))
  })

  it('adds no second version for an export of what was exported last', async () => {
    const history = historyIn(await tempFolder())
    const exported = (text: string): Promise<{ readonly number: number }> =>
      history.add(text, { reason: 'export', words: 1 })
    await exported(ONE)
    await kept(history, TWO)
    expect((await exported(ONE)).number).toBe(1)
    expect((await exported(TWO)).number).toBe(3)
    expect((await exported(ONE)).number).toBe(4)
    await kept(history, ONE)
    expect(await history.list()).toHaveLength(5)
  })

  it('keeps no more of an article file than its article', async () => {
    const history = historyIn(await tempFolder())
    await kept(history, JSON.stringify({ id: 'x', checksum: 'y', ...(JSON.parse(ONE) as object) }))
    expect(JSON.parse(await history.read(1))).toEqual(JSON.parse(ONE))
  })

  it('knows whether the newest revision holds just this', async () => {
    const history = historyIn(await tempFolder())
    expect(await history.isNewest(ONE)).toBe(false)
    await kept(history, ONE)
    expect(await history.isNewest(ONE)).toBe(true)
    expect(await history.isNewest(TWO)).toBe(false)
    expect(await history.isNewest(articleWith({ tags: ['trams'] }, 'The night tram'))).toBe(false)
  })

  it('gives back any articles in any order, to another process too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryArticle, { minLength: 1, maxLength: 8 }), async (articles) => {
        const folder = await tempFolder()
        const texts = articles.map((each: Article) => stringifyArticle(each, 0))
        await kept(historyIn(folder), ...texts)
        await kept(historyIn(folder), ...texts.toReversed())
        expect(await readable(historyIn(folder))).toEqual([...texts, ...texts.toReversed()])
      }),
      { numRuns: 25 },
    )
  })

  it('begins another file after fifty revisions, and goes on counting', async () => {
    const folder = await tempFolder()
    const history = historyIn(folder)
    for (let count = 1; count <= 101; count += 1) await kept(history, article(`Version ${String(count)}`))
    expect(await readdir(join(folder, 'history'))).toEqual(['000001.jsonl', '000051.jsonl', '000101.jsonl'])
    expect((await history.list()).map(({ number }) => number)).toEqual(
      Array.from({ length: 101 }, (_, index) => 101 - index),
    )
    expect(await history.read(57)).toContain('Version 57')
  })

  it('follows a draft whose folder is renamed', async () => {
    const library = await tempFolder()
    let name = 'untitled'
    await mkdir(join(library, name))
    const history = historyIn(library, { folder: () => join(library, name) })
    await kept(history, ONE)
    await rename(join(library, name), join(library, 'the-night-tram'))
    name = 'the-night-tram'
    await kept(history, TWO)
    expect(await history.list()).toHaveLength(2)
  })

  it('sees what another process has added', async () => {
    const folder = await tempFolder()
    const [ours, theirs] = [historyIn(folder), historyIn(folder)]
    await kept(ours, ONE)
    await kept(theirs, TWO)
    await kept(ours, THREE)
    expect(await readable(theirs)).toHaveLength(3)
  })

  it('leaves files that are not its own alone', async () => {
    const folder = await tempFolder()
    await mkdir(join(folder, 'history', '000009'), { recursive: true })
    await writeFile(join(folder, 'history', 'notes.txt'), 'mine')
    await writeFile(join(folder, 'history', '000001 (copy).jsonl'), 'a sync client’s')
    await kept(historyIn(folder), ONE)
    expect(await readdir(join(folder, 'history'))).toEqual([
      '000001 (copy).jsonl',
      '000001.jsonl',
      '000009',
      'notes.txt',
    ])
  })

  it('begins no file under a name that something else has', async () => {
    const folder = await tempFolder()
    await mkdir(join(folder, 'history', '000001.jsonl'), { recursive: true })
    await kept(historyIn(folder), ONE)
    expect(await readable(historyIn(folder))).toHaveLength(1)
  })

  it('takes calls that are made at once one after the other', async () => {
    const history = historyIn(await tempFolder())
    await Promise.all([ONE, TWO, THREE].map((text) => kept(history, text)))
    expect((await history.list()).map(({ number }) => number)).toEqual([3, 2, 1])
  })

  it('refuses what is no article, and says so', async () => {
    const history = historyIn(await tempFolder())
    for (const text of ['', 'words', 'null', '{}', '{"doc":[]}'])
      await expect(kept(history, text)).rejects.toMatchObject({ problem: { code: 'invalid' } })
    await expect(history.read(7)).rejects.toMatchObject({ problem: { code: 'not-found' } })
    await expect(history.name(7, 'x')).rejects.toMatchObject({ problem: { code: 'not-found' } })
  })
})

describe('naming a revision', () => {
  it('leaves its words, its neighbours and their order', async () => {
    const folder = await tempFolder()
    const history = historyIn(folder)
    await kept(history, ONE, TWO, THREE)
    const before = await readable(history)
    expect(await history.name(2, 'Sent to “the desk”\u{1f68a}')).toMatchObject({ number: 2 })
    expect((await historyIn(folder).list()).map(({ name }) => name)).toEqual([
      '',
      'Sent to “the desk”\u{1f68a}',
      '',
    ])
    expect(await readable(historyIn(folder))).toEqual(before)
    await kept(history, ONE)
    expect(await readable(historyIn(folder))).toEqual([...before, before[0]])
  })

  it('can be taken back', async () => {
    const history = historyIn(await tempFolder())
    await kept(history, ONE)
    await history.name(1, 'Good')
    await history.name(1, '')
    expect((await history.list())[0]?.name).toBe('')
  })
})

describe('the pictures of a history', () => {
  it('are those of every revision, also of ones before the last', async () => {
    const history = historyIn(await tempFolder())
    await kept(
      history,
      article('Trams', 'images/one.png'),
      article('Trams', 'images/two.png', 'Words'),
      article('Trams', 'Words'),
    )
    const { names, complete } = await history.pictures()
    expect([...names].sort()).toEqual(['one.png', 'two.png'])
    expect(complete).toBe(true)
  })

  it('are also those of shared links', async () => {
    const history = historyIn(await tempFolder())
    const shared = withMetadata({ socialImage: 'images/shared.png' }, parseArticle(ONE))
    await kept(history, stringifyArticle(shared), TWO)
    expect([...(await history.pictures()).names]).toEqual(['shared.png'])
  })
})

describe('the desk', () => {
  it('lists, reads, keeps and names revisions', async () => {
    const desk = await deskOver(await tempFolder())
    const draft = value(await desk.createDraft(ONE))
    const { id } = draft.summary
    const known = value(await desk.listRevisions(id)).length
    const revision = value(await desk.keepRevision(id, 'named', 'First'))
    expect(revision).toMatchObject({ reason: 'named', name: 'First', words: 6 })
    value(await desk.saveDraft(id, TWO, draft.revision))
    value(await desk.keepRevision(id, 'pause', ''))
    expect(value(await desk.listRevisions(id)).length).toBeGreaterThanOrEqual(known + 2)
    expect(JSON.parse(value(await desk.readRevision(id, revision.number)))).toEqual(JSON.parse(ONE))
    value(await desk.nameRevision(id, revision.number, 'The first one'))
    expect(value(await desk.listRevisions(id))).toContainEqual({ ...revision, name: 'The first one' })
  })

  it('keeps what left, not what was only looked at before', async () => {
    const desk = await deskOver(await tempFolder())
    const { id } = value(await desk.createDraft(ONE)).summary
    value(await desk.exportDraft(id, 'markdown-structured'))
    expect(value(await desk.listRevisions(id))).toEqual([])
    value(await desk.keepRevision(id, 'export', ''))
    const [newest] = value(await desk.listRevisions(id))
    expect(newest?.reason).toBe('export')
  })
})
