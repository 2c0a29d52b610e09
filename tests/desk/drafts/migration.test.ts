import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrate, parseArticle, parts, VERSION } from '../../../src/article/index.ts'
import type { DeskOptions } from '../../../src/desk/index.ts'
import { faultyFiles } from '../disk/faultyFiles.ts'
import { article, deskOver, refusal, tempFolder, tempsIn, value } from '../library.ts'

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'versions')

/** A format that never was: version 0 called the metadata `about`. */
const options: Partial<DeskOptions> = {
  migrate: (file) => migrate(file, { 0: ({ about, ...rest }) => ({ ...rest, metadata: about }) }),
}

function versionZero(text: string): string {
  const { metadata, ...rest } = JSON.parse(text) as Record<string, unknown>
  return JSON.stringify({ ...rest, version: 0, about: metadata }, null, 1)
}

async function oldDraft(): Promise<{ library: string; path: (name: string) => string; old: string }> {
  const library = await tempFolder()
  const path = (name: string): string => join(library, 'tram', name)
  const old = versionZero(article('Tram', 'It leaves.'))
  await mkdir(join(library, 'tram'))
  await writeFile(path('article.json'), old)
  return { library, path, old }
}

describe('a draft of an older version', () => {
  it('opens unchanged; only the first save rewrites its file, and the original is kept beside it', async () => {
    const { library, path, old } = await oldDraft()
    const desk = await deskOver(library, options)
    const opened = value(await desk.openDraft('tram'))
    expect(parseArticle(opened.article)).toEqual(parseArticle(article('Tram', 'It leaves.')))
    expect(await readFile(path('article.json'), 'utf8')).toBe(old)
    expect((await readdir(join(library, 'tram'))).sort()).toEqual(['article.json', 'lock'])
    value(await desk.saveDraft('tram', article('Tram', 'It left.'), opened.revision))
    expect(await readFile(path('article.v0.json'), 'utf8')).toBe(old)
    expect(JSON.parse(await readFile(path('article.json'), 'utf8'))).toMatchObject({ version: VERSION })
    const again = value(await desk.openDraft('tram'))
    value(await desk.saveDraft('tram', article('Tram', 'It is gone.'), again.revision))
    expect((await readdir(path('.'))).filter((name) => name.startsWith('article.v'))).toEqual([
      'article.v0.json',
    ])
  })

  it('keeps both originals when it is restored from a backup and saved again', async () => {
    const { library, path, old } = await oldDraft()
    const desk = await deskOver(library, options)
    const other = old.replace('It leaves.', 'It waits.')
    for (const text of [old, other, old]) {
      await writeFile(path('article.json'), text)
      const opened = value(await desk.openDraft('tram'))
      value(await desk.saveDraft('tram', article('Tram', 'New.'), opened.revision))
    }
    expect(await readFile(path('article.v0.json'), 'utf8')).toBe(old)
    expect(await readFile(path('article.v0-1.json'), 'utf8')).toBe(other)
  })

  it('is not opened or recovered when no migration knows its version', async () => {
    const { library, path, old } = await oldDraft()
    const desk = await deskOver(library)
    expect(refusal(await desk.openDraft('tram')).code).toBe('damaged')
    expect(await readFile(path('article.json'), 'utf8')).toBe(old)
  })

  it('is the whole old or new file, with its original kept, on a disk that fails at any call', async () => {
    for (const kind of ['ENOSPC', 'EIO', 'short'] as const) {
      let rounds = 0
      for (let reached = true; reached; rounds += 1) {
        const { library, path, old } = await oldDraft()
        const disk = faultyFiles()
        const desk = await deskOver(library, { ...options, files: disk.files })
        const opened = value(await desk.openDraft('tram'))
        disk.plan((_, index) => (index === rounds ? kind : null))
        const outcome = await desk.saveDraft('tram', article('Tram', 'It left.'), opened.revision)
        reached = disk.calls.length > rounds
        disk.plan(() => null)
        const where = `${kind} ${String(rounds)}`
        const now = await readFile(path('article.json'), 'utf8')
        if (now !== old) expect(await readFile(path('article.v0.json'), 'utf8'), where).toBe(old)
        if (!outcome.ok) value(await desk.saveDraft('tram', article('Tram', 'It left.'), opened.revision))
        expect(await readFile(path('article.v0.json'), 'utf8'), where).toBe(old)
        expect(await tempsIn(library), where).toEqual([])
      }
      expect(rounds).toBeGreaterThan(20)
    }
  }, 60_000)
})

describe('every format version so far', () => {
  it('has a fixture that still opens completely', async () => {
    const names = (await readdir(FIXTURES)).sort()
    expect(names).toEqual(Array.from({ length: VERSION }, (_, index) => `v${String(index + 1)}.json`))
    const library = await tempFolder()
    for (const name of names) {
      const id = name.slice(0, -'.json'.length)
      await mkdir(join(library, id))
      await writeFile(join(library, id, 'article.json'), await readFile(join(FIXTURES, name)))
      const desk = await deskOver(library)
      const [draft] = value(await desk.library()).drafts
      expect(draft?.damage).toBeUndefined()
      const opened = value(await desk.openDraft(draft?.id ?? ''))
      expect(opened.notices).toEqual([])
      const { metadata, doc } = parseArticle(opened.article)
      expect(metadata).toMatchObject({ byline: 'Ida Renner', tags: ['harbour', 'night'], state: 'ready' })
      expect(metadata.cast.map((member) => member.name)).toEqual(['Ida', '선우'])
      expect((parts(doc).body.content ?? []).map(({ type }) => type)).toEqual([
        'paragraph',
        'heading',
        'dialogue',
        'figure',
        'quote',
        'bulletList',
        'codeBlock',
        'divider',
        'embed',
        'source',
      ])
    }
  })
})
