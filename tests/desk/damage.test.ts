import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseArticle } from '../../src/article/index.ts'
import { type Damaged, damages } from './damages.ts'
import { article, deskOver, refusal, tempFolder, type TestDesk, value } from './library.ts'

const TRAM = article('Tram', 'It leaves.')
const ZERO = '0'.repeat(64)

async function oneDraft(): Promise<{ desk: TestDesk; id: string; path: string; sound: Buffer }> {
  const library = await tempFolder()
  const desk = await deskOver(library)
  const { id } = value(await desk.createDraft(TRAM)).summary
  const path = join(library, id, 'article.json')
  return { desk, id, path, sound: await readFile(path) }
}

describe('a damaged draft', () => {
  it.each(damages)('is listed, not opened and not touched when it $what', async ({ make }: Damaged) => {
    const { desk, id, path, sound } = await oneDraft()
    value(await desk.createDraft(article('Another')))
    const damaged = make(sound)
    await writeFile(path, damaged)
    const problem = refusal(await desk.openDraft(id))
    expect(problem.code).toBe('damaged')
    expect(problem.safe).toContain('left exactly as it is')
    const { drafts } = value(await desk.library())
    expect(drafts).toHaveLength(2)
    expect(drafts.find((draft) => draft.id === id)).toMatchObject({
      title: 'tram',
      damage: expect.stringMatching(/./) as string,
    })
    expect(refusal(await desk.saveDraft(id, TRAM, ZERO)).code).toBe('changed-outside')
    expect(await readFile(path)).toEqual(Buffer.from(damaged))
  })

  it('never opens as another article when its file is cut off at any byte', async () => {
    const { desk, id, path, sound } = await oneDraft()
    // The last byte is the line end: without it the file is whole.
    for (let length = 0; length < sound.length - 1; length += 1) {
      await writeFile(path, sound.subarray(0, length))
      expect(refusal(await desk.openDraft(id)).code, `cut to ${String(length)} bytes`).toBe('damaged')
    }
  })

  it('can be moved to the trash and restored', async () => {
    const { desk, id, path } = await oneDraft()
    await writeFile(path, 'garbage')
    value(await desk.trashDraft(id))
    expect(value(await desk.restoreDraft(id)).damage).toContain('not JSON')
    expect(await readFile(path, 'utf8')).toBe('garbage')
  })

  it('is listed when it has pictures but no article file', async () => {
    const { desk, id, path } = await oneDraft()
    const gif = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64')
    value(await desk.addImage(id, 'dot.gif', gif))
    await rm(path)
    expect(value(await desk.library()).drafts).toMatchObject([{ id, damage: 'its article.json is missing' }])
  })
})

describe('a sound draft that another program changed', () => {
  it('opens with a notice', async () => {
    const { desk, id, path, sound } = await oneDraft()
    await writeFile(path, sound.toString().replace('It leaves.', 'It stays.'))
    const opened = value(await desk.openDraft(id))
    expect(opened.notices).toEqual([expect.stringContaining('outside Galley')])
    expect(parseArticle(opened.article)).toEqual(parseArticle(article('Tram', 'It stays.')))
  })

  it('opens without a notice when only white space or the byte order mark differ', async () => {
    const { desk, id, path, sound } = await oneDraft()
    for (const text of [JSON.stringify(JSON.parse(sound.toString())), `\ufeff${sound.toString()}`]) {
      await writeFile(path, text)
      expect(value(await desk.openDraft(id)).notices).toEqual([])
    }
  })

  it('opens without a notice when it is a bare article file that its owner put there', async () => {
    const { desk, id, path } = await oneDraft()
    await writeFile(path, TRAM)
    const opened = value(await desk.openDraft(id))
    expect(opened.notices).toEqual([])
    expect(opened.summary.created).toBeGreaterThan(Date.now() - 60_000)
    value(await desk.saveDraft(id, article('Tram', 'Now with one.'), opened.revision))
  })
})
