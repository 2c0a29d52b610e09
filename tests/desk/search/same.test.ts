import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleFrom, emptyMetadata, person, STATES, stringifyArticle } from '../../../src/article/index.ts'
import { inlineText, node } from '../../../src/blocks/node.ts'
import { type LibraryQuery, SORTS } from '../../../src/desk.ts'
import { draftBytes, prepare } from '../../../src/desk/drafts/draftFile.ts'
import { deskOver, tempFolder, value } from '../library.ts'

const WORDS = [
  'kettle',
  'Ket',
  'tea',
  'Café',
  'tram',
  '밤바다에서',
  '바다',
  '등대',
  '밤',
  '京都',
  '서울2호선',
  'İzmir',
  '2',
  '10',
]
const TAGS = ['wood', 'stone']
const PEOPLE = ['Mina', '한서린']
const words = (most: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...WORDS), { maxLength: most }).map((some) => some.join(' '))

const query: fc.Arbitrary<LibraryQuery> = fc.record({
  text: fc.oneof(
    fc.constant(''),
    words(3),
    fc.tuple(fc.constantFrom(...WORDS), fc.nat(4)).map(([word, length]) => word.slice(0, length)),
    fc.constantFrom('"', 'AND', 'ke* OR', 'title:kettle', '-tea', '😀', 'KET ', "'; DROP TABLE draft"),
  ),
  state: fc.constantFrom('', ...STATES),
  tag: fc.constantFrom('', '', '', ...TAGS, 'no such tag'),
  person: fc.constantFrom('', '', '', ...PEOPLE),
  sort: fc.constantFrom(...SORTS),
  templates: fc.constantFrom(undefined, undefined, false, true),
  offset: fc.nat(12),
  limit: fc.integer({ min: 1, max: 30 }),
})

const HOSTILE = [
  'CON',
  '../../etc/passwd',
  '"; DROP TABLE draft; --',
  '\u202egnp.exe',
  '🚋'.repeat(80),
  'x'.repeat(300),
  '…',
  '',
]

async function libraryOf(count: number): Promise<string> {
  const folder = join(await tempFolder(), 'library')
  const titles = fc.sample(words(3), { numRuns: count, seed: 11 })
  const bodies = fc.sample(words(8), { numRuns: count, seed: 12 })
  for (const [index, text] of bodies.entries()) {
    const id = `draft-${String(index).padStart(6, '0')}`
    const bytes = draftBytes(
      prepare({
        ...articleFrom({
          headline: HOSTILE[index] ?? titles[index] ?? '',
          body: [node('paragraph', null, inlineText(text))],
        }),
        metadata: {
          ...emptyMetadata(),
          state: STATES[index % 3] ?? 'draft',
          tags: TAGS.slice(index % 3),
          cast: PEOPLE.slice(index % 2).map(person),
          ...(index % 4 === 1 ? { deadline: `2026-12-0${String(1 + (index % 5))}`, goal: index } : {}),
          ...(index % 9 === 8 ? { template: true as const } : {}),
        },
      }),
      id,
      { created: 1e12 + ((index * 7) % count) * 1000, edited: 1e12 + ((index * 5) % count) * 1000 },
    )
    await mkdir(join(folder, id), { recursive: true })
    await writeFile(join(folder, id, 'article.json'), bytes)
  }
  return folder
}

async function bothOver(
  library: string,
  count: number,
): Promise<{ ask: (query: LibraryQuery) => Promise<unknown[]> }> {
  const cache = await tempFolder()
  const desks = [
    await deskOver(library, { cache, withoutIndex: false }),
    await deskOver(library, { cache, withoutIndex: true }),
  ]
  for (const desk of desks)
    await expect
      .poll(
        async () => {
          const { drafts, index } = value(await desk.libraryState())
          return index.state === 'building' ? -1 : drafts
        },
        { timeout: 50_000, interval: 100 },
      )
      // Each ninth is a template.
      .toBe(count - Math.floor(count / 9))
  return { ask: (given) => Promise.all(desks.map(async (desk) => value(await desk.listDrafts(given)))) }
}

describe('the library with SQLite and without', { timeout: 120_000 }, () => {
  it('answers every query alike', async () => {
    const library = await libraryOf(60)
    const { ask } = await bothOver(library, 60)
    await fc.assert(
      fc.asyncProperty(query, async (given) => {
        const [indexed, plain] = await ask(given)
        expect(indexed).toEqual(plain)
      }),
      { numRuns: 300 },
    )
  })

  it('lists two thousand drafts', async () => {
    const folder = join(await tempFolder(), 'library')
    const text = 'The kettle sings at the harbour while the tram waits. 밤바다에서 등대를 본다. '
    const body = Array.from({ length: 5 }, () => node('paragraph', null, inlineText(text.repeat(4).trim())))
    const article = prepare(articleFrom({ headline: 'The kettle', body }))
    expect(stringifyArticle(article.article)).toContain('harbour')
    for (let index = 0; index < 2000; index += 1) {
      const id = `piece-${String(index).padStart(6, '0')}`
      await mkdir(join(folder, id), { recursive: true })
      await writeFile(
        join(folder, id, 'article.json'),
        draftBytes(article, id, { created: index, edited: index }),
      )
    }
    const since = performance.now()
    const desk = await deskOver(folder, { cache: await tempFolder(), withoutIndex: false })
    await expect
      .poll(async () => value(await desk.libraryState()).drafts, { timeout: 100_000, interval: 50 })
      .toBe(2000)
    const built = performance.now() - since
    const before = performance.now()
    const page = value(
      await desk.listDrafts({
        text: '바다',
        state: '',
        tag: '',
        person: '',
        sort: 'edited',
        offset: 1000,
        limit: 50,
      }),
    )
    const took = performance.now() - before
    expect(page.total).toBe(2000)
    expect(page.rows[0]).toMatchObject({ id: 'piece-000999', hit: { match: '바다' } })
    console.info(`2,000 drafts indexed in ${built.toFixed(0)} ms, searched in ${took.toFixed(0)} ms`)
  })
})
