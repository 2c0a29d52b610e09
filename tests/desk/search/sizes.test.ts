import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { articleFrom, emptyMetadata, person, stringifyArticle } from '../../../src/article/index.ts'
import type { LibraryQuery, LibraryRow } from '../../../src/desk.ts'
import { hitIn } from '../../../src/desk/search/hit.ts'
import {
  matchesAll,
  ftsQuery,
  indexTokens,
  searchWords,
  searchForm,
  sortKey,
} from '../../../src/desk/search/words.ts'
import { article, deskOver, tempFolder, value, type TestDesk } from '../library.ts'

const ALL: LibraryQuery = { text: '', state: '', tag: '', person: '', sort: 'title', offset: 0, limit: 100 }
const PATIENT = { timeout: 50_000, interval: 200 }

const MILLION = 1_000_000
/** Syllables in an order that makes many different pairs. */
const han = (length: number): string =>
  Array.from({ length }, (_, at) => String.fromCodePoint(0x4e00 + ((at * at) % 20_000))).join('')

const LARGE: Readonly<Record<string, () => string>> = {
  'a word of 5 million letters': () => article('Long word', `tram ${'x'.repeat(5 * MILLION)}`),
  'a Han run of 3 million characters': () => article('Long run', han(3 * MILLION)),
  'a headline of 10 MB': () => article('y'.repeat(10 * MILLION), 'tram'),
  'a speaker’s name of 5 MB': () => {
    const cast = [person('Z'.repeat(5 * MILLION))]
    const metadata = { ...emptyMetadata(), cast, tags: ['w'.repeat(MILLION)] }
    return stringifyArticle(articleFrom({ headline: 'Long name', body: [], metadata }))
  },
  'accents that grow by folding': () => article('Accents', `tram ${'İ'.repeat(2 * MILLION)}`),
}

async function put(library: string, name: string, text: string): Promise<void> {
  await mkdir(join(library, name), { recursive: true })
  await writeFile(join(library, name, 'article.json'), text)
}

async function rows(desk: TestDesk, text = ''): Promise<readonly LibraryRow[]> {
  value(await desk.libraryState())
  return value(await desk.listDrafts({ ...ALL, text })).rows
}

describe.each([
  ['with SQLite', false],
  ['without', true],
])('the index %s', (_name, withoutIndex) => {
  it.each(Object.keys(LARGE))('lists and finds every draft beside one with %s', async (what) => {
    const folder = await tempFolder()
    const library = join(folder, 'library')
    for (const name of ['ash', 'birch', 'cedar']) await put(library, name, article(name, 'a tall tree'))
    await put(library, 'large', LARGE[what]?.() ?? '')
    const log: string[] = []
    const desk = await deskOver(library, {
      cache: join(folder, 'cache'),
      withoutIndex,
      log: (line) => log.push(line),
    })
    await expect.poll(async () => (await rows(desk)).length, PATIENT).toBe(4)
    const all = await rows(desk)
    expect(all.map(({ id, damage = '' }) => [id, damage])).toContainEqual(['large', ''])
    expect(JSON.stringify(all).length).toBeLessThan(10_000)
    expect(JSON.stringify(await desk.libraryState()).length).toBeLessThan(10_000)
    expect(await rows(desk, 'tall tree')).toHaveLength(3)
    if (!what.includes('Han') && !what.includes('name')) expect(await rows(desk, 'tram')).toHaveLength(1)
    expect(log).toEqual([])
  })
})

describe('tokens', () => {
  it('of a long word are its beginning, which a longer or unfinished query finds', () => {
    const word = 'ab'.repeat(100)
    expect(indexTokens(`one ${word} two`)).toBe(`one ${word.slice(0, 64)} two`)
    expect(ftsQuery(`${word} `)).toBe(`"${word.slice(0, 64)}"`)
    expect(matchesAll(searchForm(word), searchWords(`${word.slice(0, -1)} `))).toBe(false)
    expect(matchesAll(searchForm(word), searchWords(`${word} `))).toBe(true)
  })

  it('of a query are those of its beginning', () => {
    expect(searchWords(`한 ${'x'.repeat(6 * MILLION)}`)).toHaveLength(2)
  })

  it('of a long run have the pair across each piece', () => {
    const run = han(10_000)
    const tokens = new Set(indexTokens(run).split(' '))
    for (let at = 0; at < run.length - 1; at += 1) expect(tokens.has(run.slice(at, at + 2))).toBe(true)
  })

  it('of letters outside the basic plane are cut between characters', () => {
    expect(indexTokens('𝒜'.repeat(5000)).isWellFormed()).toBe(true)
    expect(indexTokens('𠀀'.repeat(5000)).isWellFormed()).toBe(true)
  })
})

describe('texts of megabytes', () => {
  it('are folded, sorted and searched', () => {
    const marks = '…'.repeat(10 * MILLION)
    expect(sortKey(marks)).toBe('')
    expect(indexTokens(marks)).toBe('')
    expect(hitIn(`${'İ'.repeat(MILLION)} tram`, searchWords('tram'))?.match).toBe('tram')
    expect(hitIn(`${'x'.repeat(5 * MILLION)} tram`, searchWords('tram'))?.match).toBe('tram')
  })
})
