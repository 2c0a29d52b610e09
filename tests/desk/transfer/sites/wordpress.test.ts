import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Article } from '../../../../src/article/index.ts'
import type { Job } from '../../../../src/desk.ts'
import { writeText } from '../../../../src/article/index.ts'
import { readSiteExport } from '../../../../src/desk/transfer/import/sites/siteExport.ts'
import { png } from '../../pictures.ts'
import { imported, refusals, type Room, room } from '../transfers.ts'
import { type TestItem, wxr, WXR_END, WXR_START } from './wxrFile.ts'

type Draft = Article & { readonly created: string; readonly edited: string }

/** Names of the posts that were read of an export. */
async function posts(content: string | Uint8Array): Promise<string[]> {
  const names: string[] = []
  const note = (name: string): Promise<void> => Promise.resolve(void names.push(name))
  const sink = { count: () => undefined, article: note, refusal: note }
  await readSiteExport('blog.xml', Buffer.from(content), () => Promise.resolve(null), sink)
  return names
}

async function draftsOf(here: Room, job: Job): Promise<Draft[]> {
  return Promise.all(
    (job.report?.imported ?? []).map(
      async ({ id }) => JSON.parse(await readFile(join(here.library, id, 'article.json'), 'utf8')) as Draft,
    ),
  )
}

/** Imports one post and returns it. */
async function only(post: TestItem, others: readonly TestItem[] = [], files = {}): Promise<Draft> {
  const here = await room()
  const job = await imported(here, { 'blog.xml': wxr(post, ...others), ...files })
  const [draft, more] = await draftsOf(here, job)
  if (draft === undefined || more !== undefined) throw new Error(`no one draft: ${refusals(job).join('; ')}`)
  return draft
}

function bodyOf(draft: Article): string {
  return writeText({ ...draft, doc: draft.doc }).trim()
}

describe('a WordPress export', () => {
  it('comes in as one draft for each post and page, with what WordPress knows of it', async () => {
    const here = await room()
    const job = await imported(here, {
      'blog.xml': wxr(
        {
          title: 'Tom &amp; the <em>night</em> tram',
          body: '<!-- wp:paragraph -->\n<p>It leaves at <strong>ten</strong>.</p>\n<!-- /wp:paragraph -->',
          excerpt: 'A tram, and who waits for it.',
          slug: 'night-tram',
          link: 'https://harbour.example/night-tram/',
          terms: { Trams: 'post_tag', Reports: 'category', Uncategorized: 'category' },
          meta: { _yoast_wpseo_title: '%%title%% %%sep%%', _yoast_wpseo_metadesc: 'Who waits at night.' },
        },
        { title: 'Later', body: 'Soon.', status: 'future', id: 2 },
        { title: 'About', body: 'Us.', kind: 'page', status: 'draft', id: 3, date: '0000-00-00 00:00:00' },
        { title: 'pier.jpg', kind: 'attachment', attachment: 'https://harbour.example/p.jpg', id: 4 },
        { title: 'Old', kind: 'revision', id: 5 },
        { title: 'Menu', kind: 'nav_menu_item', id: 6 },
        { title: 'Gone', body: 'x', status: 'trash', id: 7, comments: 2 },
      ),
    })
    const drafts = await draftsOf(here, job)
    expect(job.report?.imported.map(({ path, title }) => `${path} ${title}`)).toEqual([
      'blog.xml/night-tram Tom & the night tram',
      'blog.xml/2 Later',
      'blog.xml/3 About',
    ])
    expect(drafts.map(({ metadata }) => metadata.state)).toEqual(['published', 'ready', 'draft'])
    expect(drafts[0]?.metadata).toMatchObject({
      slug: 'night-tram',
      byline: 'Mira Okafor',
      tags: ['Trams', 'Reports'],
      language: 'en-GB',
      canonical: 'https://harbour.example/night-tram/',
      excerpt: 'A tram, and who waits for it.',
      seoTitle: '',
      seoDescription: 'Who waits at night.',
      extra: 'date: 2024-03-02T09:10:00.000Z',
    })
    expect(drafts[0]?.created).toBe('2024-03-02T09:10:00.000Z')
    expect(drafts[0]?.edited).toBe('2024-04-01T10:00:00.000Z')
    expect(drafts[2]?.metadata.canonical).toBe('')
    expect(refusals(job)).toEqual([
      'blog.xml: the entry of one picture or file of its media library is no article',
      'blog.xml: one entry of its menus was left out',
      'blog.xml: one article in its trash was left out',
      'blog.xml: 2 comments of its readers were left out',
      'blog.xml: entries that are no articles were left out (revision: 1)',
    ])
    expect(job).toMatchObject({ state: 'done', done: 4, total: 4 })
    expect(here.kept).toHaveLength(3)
  })

  it('keeps the paragraphs of the older editor, which are blank lines', async () => {
    const draft = await only({
      title: 'Dusk',
      body: 'At dusk the <em>kettles</em> start.\nThe tram waits.\n\n<h2>Later</h2>\nNobody looks.\n\n\n<blockquote>So it is.\n\nYes.</blockquote>\n<pre>a\n\nb</pre>',
    })
    expect(bodyOf(draft)).toBe(
      'Dusk\n\nAt dusk the kettles start.\nThe tram waits.\n\nLater\n\nNobody looks.\n\nSo it is.\n\nYes.\n\na\n\nb',
    )
  })

  it('leaves line ends in paragraphs of the newer editor alone', async () => {
    const draft = await only({
      title: 'Dusk',
      body: '<!-- wp:paragraph -->\n<p>At\ndusk.</p>\n<!-- /wp:paragraph -->',
    })
    expect(bodyOf(draft)).toBe('Dusk\n\nAt dusk.')
  })

  it('recognises dialogue, as in any article', async () => {
    const draft = await only({ title: 'T', body: '<p>Mira: “Yes.”</p>\n<p>Jun: “No.”</p>' })
    expect(draft.doc.content?.[2]?.content?.[0]?.type).toBe('dialogue')
    expect(draft.metadata.cast.map(({ name }) => name)).toEqual(['Mira', 'Jun'])
  })

  it('reads captions, embeds, galleries, shared blocks and notes', async () => {
    const draft = await only(
      {
        title: 'Pier',
        id: 10,
        body: [
          '[caption id="attachment_4" width="300"]<a href="x"><img src="https://harbour.example/pier.jpg" alt="The pier"></a> At <em>dusk</em>[/caption]',
          '[embed width="400"]https://www.youtube.com/watch?v=dQw4w9WgXcQ[/embed]',
          '[gallery ids="4,5"]',
          'A claim<sup data-fn="n1" class="fn"><a href="#n1">1</a></sup>. [sic]',
          '<!-- wp:block {"ref":12} /-->',
          '<!-- wp:footnotes /-->',
        ].join('\n\n'),
        meta: { footnotes: '[{"content":"Said at the pier.","id":"n1"}]' },
      },
      [
        { kind: 'attachment', id: 4, attachment: 'https://harbour.example/a.jpg', excerpt: 'First' },
        { kind: 'attachment', id: 5, attachment: 'https://harbour.example/b.jpg' },
        { kind: 'wp_block', id: 12, body: '<p>Shared words.</p>' },
      ],
    )
    const json = JSON.stringify(draft.doc)
    expect(json).toContain('"src":"https://harbour.example/pier.jpg"')
    expect(json).toContain('"type":"embed"')
    expect(json).toContain('"type":"gallery"')
    expect(json).toContain('https://harbour.example/b.jpg')
    for (const words of ['dusk', 'First', 'Said at the pier.', 'Shared words.', '[sic]'])
      expect(json).toContain(words)
    expect(json).not.toContain('caption id')
  })

  it('names shortcodes and blocks that it does not know', async () => {
    const here = await room()
    const job = await imported(here, {
      'blog.xml': wxr({
        slug: 'a',
        body: '<p>[contact-form-7 id="2"] and [box]words[/box] and [laughs]</p><pre>[code id="1"]</pre><!-- wp:latest-posts {"count":3} /-->',
      }),
    })
    expect(refusals(job)).toEqual([
      'blog.xml/a: blocks that have no words in the export were left out (latest-posts)',
      'blog.xml/a: shortcodes that Galley does not know are in its text as they were written (contact-form-7, box)',
    ])
    const [draft] = await draftsOf(here, job)
    expect(JSON.stringify(draft?.doc)).toContain('words')
  })

  it('takes pictures that lie beside it, whole where there are several sizes, and leaves others on the web', async () => {
    const here = await room()
    const job = await imported(here, {
      'site/blog.xml': wxr(
        {
          title: 'Pier',
          slug: 'pier',
          body: '<img src="https://harbour.example/wp-content/uploads/2024/01/pier-300x200.png" alt="P"><p>Two.</p><img src="https://harbour.example/wp-content/uploads/2024/02/gone.png">',
          meta: { _thumbnail_id: '4' },
        },
        {
          kind: 'attachment',
          id: 4,
          attachment: 'https://harbour.example/wp-content/uploads/2024/01/lead.png',
        },
      ),
      'site/wp-content/uploads/2024/01/pier.png': png(30, 20),
      'site/wp-content/uploads/2024/01/pier-300x200.png': png(3, 2),
      'site/wp-content/uploads/2024/01/lead.png': png(31, 20),
    })
    const [draft] = await draftsOf(here, job)
    const sources = [...JSON.stringify(draft?.doc).matchAll(/"src":"([^"]+)"/g)].map((match) => match[1])
    expect(sources).toEqual([
      expect.stringMatching(/^images\/[0-9a-f]{16}\.png$/),
      'https://harbour.example/wp-content/uploads/2024/02/gone.png',
    ])
    expect(draft?.metadata.leadImage).toMatch(/^images\/[0-9a-f]{16}\.png$/)
    const [id = ''] = (job.report?.imported ?? []).map((one) => one.id)
    const folder = join(here.library, id, 'images')
    const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name))))
    // The width of a PNG is its fifth number of four bytes.
    expect(files.map((bytes) => bytes.readUInt32BE(16)).sort()).toEqual([30, 31])
  })
})

describe('a file that is no WordPress export, or a damaged one', () => {
  const LAUGHS = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>`
  const whole = wxr({ title: 'One', body: 'Words.' }, { title: 'Two', body: 'Words.', id: 2 })
  it.each([
    ['cut', whole.slice(0, -200), /it is damaged: it breaks off/],
    [
      'with a document type',
      whole.replace('?>', `?>${LAUGHS}`).replace('Harbour', '&b;'),
      /it has a document type/,
    ],
    ['of another feed', whole.replace(/<wp:wxr.*?version>/, ''), /it is no export of a WordPress site/],
    ['of other XML', '<note><to>Mira</to></note>', /it is no export of a WordPress site/],
    ['of text', 'Just words.', /it is no export of a WordPress site/],
    ['of a picture', png(3, 3), /UTF-8/],
    ['empty', '', /it is no export of a WordPress site/],
    [
      'with an entity that nobody defined',
      whole.replace('Harbour', '&harbour;'),
      /its XML cannot be read|no export/,
    ],
    ['with tags that cross', whole.replace('</channel>', '</rss>'), /its XML cannot be read/],
    [
      '10,000 levels deep',
      WXR_START + '<a>'.repeat(10_000) + '</a>'.repeat(10_000) + WXR_END,
      /nested too deep/,
    ],
  ])('%s is refused in one sentence', async (_, content, sentence) => {
    const start = performance.now()
    await expect(posts(content)).rejects.toThrow(sentence)
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('changes nothing in the library', async () => {
    const here = await room()
    const job = await imported(here, { 'blog.xml': whole.slice(0, -200) })
    expect(refusals(job)).toEqual([
      expect.stringMatching(/^blog\.xml: it is damaged: it breaks off \(line \d+\)$/),
    ])
    expect(job.report?.imported).toEqual([])
    expect((await readdir(here.library)).filter((name) => !name.startsWith('.'))).toEqual([])
  })

  it('has one post that nobody can read: that one is refused, the others come in', async () => {
    const here = await room()
    const job = await imported(here, {
      'blog.xml': wxr(
        { slug: 'deep', body: '<div>'.repeat(10_000) },
        { slug: 'long', body: 'word '.repeat(500_000), id: 2 },
        { slug: 'sound', title: 'Sound', body: 'Words.', id: 3 },
      ),
    })
    expect(refusals(job)).toEqual([
      expect.stringMatching(/^blog\.xml\/deep: .*deep/),
      expect.stringMatching(/^blog\.xml\/long: it is more than Galley can read at once/),
    ])
    expect(job.report?.imported.map(({ title }) => title)).toEqual(['Sound'])
  })
})
