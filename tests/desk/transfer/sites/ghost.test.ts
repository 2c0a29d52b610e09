import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Article } from '../../../../src/article/index.ts'
import type { Job } from '../../../../src/desk.ts'
import { readGhost } from '../../../../src/desk/transfer/import/sites/ghost.ts'
import { article } from '../../library.ts'
import { png } from '../../pictures.ts'
import { imported, refusals, type Room, room } from '../transfers.ts'
import { zip } from '../zips.ts'

const POST = {
  id: '1',
  title: 'The night tram',
  slug: 'night-tram',
  html: '<p>It leaves at <b>ten</b>.</p><figure class="kg-card kg-image-card kg-card-hascaption"><img src="__GHOST_URL__/content/images/size/w600/2024/01/tram.png" alt="Tram"><figcaption>At dusk</figcaption></figure><p><a href="__GHOST_URL__/about/">Us</a></p>',
  feature_image: '__GHOST_URL__/content/images/2024/01/lead.png',
  status: 'published',
  custom_excerpt: 'Who waits at night.',
  created_at: '2024-01-02T10:00:00.000Z',
  updated_at: '2024-01-03T10:00:00.000Z',
  published_at: '2024-01-02T12:00:00.000Z',
}

function ghost(posts: readonly object[]): string {
  return JSON.stringify({
    db: [
      {
        meta: { exported_on: 1, version: '5.82.0' },
        data: {
          posts,
          tags: [
            { id: 't1', name: 'Trams' },
            { id: 't2', name: 'Night' },
            { id: 't3', name: '#hidden', visibility: 'internal' },
          ],
          posts_tags: [
            { post_id: '1', tag_id: 't2', sort_order: 1 },
            { post_id: '1', tag_id: 't1', sort_order: 0 },
            { post_id: '1', tag_id: 't3', sort_order: 2 },
          ],
          users: [
            { id: 'u1', name: 'Mira Okafor' },
            { id: 'u2', name: 'Jun Seo' },
          ],
          posts_authors: [
            { post_id: '1', author_id: 'u1', sort_order: 0 },
            { post_id: '1', author_id: 'u2', sort_order: 1 },
          ],
          posts_meta: [{ post_id: '1', meta_title: 'Night tram', meta_description: 'Ten past ten.' }],
        },
      },
    ],
  })
}

async function articlesOf(here: Room, job: Job): Promise<Article[]> {
  return Promise.all(
    (job.report?.imported ?? []).map(
      async ({ id }) => JSON.parse(await readFile(join(here.library, id, 'article.json'), 'utf8')) as Article,
    ),
  )
}

describe('a Ghost export', () => {
  it('comes in as one draft for each post, with its pictures from the zip', async () => {
    const here = await room()
    const job = await imported(here, {
      'ghost.zip': zip([
        {
          name: 'data/ghost.json',
          content: ghost([POST, { id: '2', title: 'Soon', status: 'scheduled', html: '<p>x</p>' }]),
        },
        { name: 'content/images/2024/01/tram.png', content: png(30, 20) },
        { name: 'content/images/2024/01/lead.png', content: png(31, 20) },
      ]),
    })
    expect(refusals(job)).toEqual([])
    const [tram, soon] = await articlesOf(here, job)
    expect(tram?.metadata).toMatchObject({
      slug: 'night-tram',
      byline: 'Mira Okafor, Jun Seo',
      tags: ['Trams', 'Night'],
      excerpt: 'Who waits at night.',
      seoTitle: 'Night tram',
      seoDescription: 'Ten past ten.',
      state: 'published',
      leadImage: expect.stringMatching(/^images\/[0-9a-f]{16}\.png$/) as string,
      extra: 'date: 2024-01-02T12:00:00.000Z',
    })
    expect(JSON.stringify(tram?.doc)).toMatch(/"src":"images\/[0-9a-f]{16}\.png"/)
    expect(JSON.stringify(tram?.doc)).toContain('At dusk')
    expect(soon?.metadata.state).toBe('ready')
  })

  it('says which posts have no HTML, and keeps what is known of them', async () => {
    const here = await room()
    const job = await imported(here, {
      'ghost.json': ghost([
        { id: '3', title: 'Bare', slug: 'bare', status: 'draft', html: null, lexical: '{"root":{}}' },
      ]),
    })
    expect(refusals(job)).toEqual([
      expect.stringMatching(/^ghost\.json\/bare: the export has its body in Ghost’s own form alone/),
    ])
    expect(job.report?.imported.map(({ title }) => title)).toEqual(['Bare'])
  })

  it.each([
    ['cut', ghost([POST]).slice(0, -20), /its JSON cannot be read/],
    ['without posts', '{"db":[{"data":{}}]}', /no export of a Ghost site/],
    ['10,000 levels deep', `{"db":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, /no export of a Ghost site/],
  ])('%s is refused in one sentence', (_, content, sentence) => {
    expect(() => readGhost(Buffer.from(content))).toThrow(sentence)
  })

  it('is not mistaken for an article of Galley’s own', async () => {
    const job = await imported(await room(), { 'own.json': article('Own', 'Kept as JSON.') })
    expect(job.report?.imported.map(({ title }) => title)).toEqual(['Own'])
  })
})
