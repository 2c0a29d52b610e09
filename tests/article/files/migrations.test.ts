import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { migrate, outline, parseArticle, stringifyArticle, VERSION } from '../../../src/article/index.ts'

const VERSIONS = join(import.meta.dirname, '..', '..', 'fixtures', 'versions')

describe('a file of an older version', () => {
  const steps = {
    1: (file: object) => ({ ...file, tags: [] }),
    2: ({ text, ...rest }: { readonly text?: unknown }) => ({ ...rest, words: text }),
  }

  test('goes through every step up to this version, each once', () => {
    expect(migrate({ version: 1, text: 'x' }, steps, 3)).toEqual({ version: 3, tags: [], words: 'x' })
    expect(migrate({ version: 2, text: 'x' }, steps, 3)).toEqual({ version: 3, words: 'x' })
    expect(migrate({ version: 3, words: 'x' }, steps, 3)).toEqual({ version: 3, words: 'x' })
  })

  test('is not changed itself', () => {
    const file = Object.freeze({ version: 1, text: 'x' })
    migrate(file, steps, 3)
    expect(file).toEqual({ version: 1, text: 'x' })
  })

  test.each([undefined, null, '1', 1.5, Number.NaN, 0, -1])(
    'is refused when its version is %s',
    (version) => {
      expect(() => migrate({ version }, steps, 3)).toThrow('no format version')
    },
  )

  test('is refused when it comes from the future', () => {
    expect(() => migrate({ version: 4 }, steps, 3)).toThrow('newer Galley (format 4, this one reads up to 3)')
  })

  test('is a mistake of ours when a step is missing', () => {
    expect(() => migrate({ version: 1 }, { 2: steps[2] }, 3)).toThrow('no migration from version 1')
  })
})

describe('the fixtures', () => {
  test('hold a file of every version there ever was', () => {
    const every = Array.from({ length: VERSION }, (_, index) => `v${String(index + 1)}.json`)
    expect(readdirSync(VERSIONS).toSorted()).toEqual(every.toSorted())
  })

  test.each(readdirSync(VERSIONS))('%s is read, every node in it, and written in this version', (name) => {
    const text = readFileSync(join(VERSIONS, name), 'utf8')
    const article = parseArticle(text)
    expect(outline(article).length).toBeGreaterThan(10)
    expect(JSON.parse(stringifyArticle(article))).toMatchObject({ version: VERSION })
    expect(parseArticle(stringifyArticle(article))).toEqual(article)
  })
})
