import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Article, writeText } from '../../../../src/article/index.ts'
import { readDocument } from '../../../../src/desk/transfer/import/documents.ts'
import type { ReadDocument } from '../../../../src/desk/transfer/import/docx/readDocx.ts'
import { png } from '../../pictures.ts'
import { imported, refusals, room } from '../transfers.ts'

function read(path: string, text: string): Promise<ReadDocument> {
  return readDocument(path, Buffer.from(text), () => Promise.resolve(null))
}

async function wordsOf(path: string, text: string): Promise<string> {
  return writeText((await read(path, text)).article).trim()
}

describe('a page of Hugo', () => {
  it('has TOML front matter, whose fields are read and whose others are kept', async () => {
    const { article, created, leftOut } = await read(
      'content/posts/night-tram/index.md',
      '+++\ntitle = "The night tram"\ndate = 2024-01-02T10:00:00Z\ndraft = false\ntags = ["trams"]\ncategories = ["Reports"]\nauthors = ["Mira", "Jun"]\nsummary = "Who waits."\nweight = 3\n[params]\nwide = true\n+++\n\nIt leaves.\n',
    )
    expect(writeText(article)).toBe('The night tram\n\nIt leaves.\n')
    expect(article.metadata).toMatchObject({
      byline: 'Mira, Jun',
      tags: ['trams', 'Reports'],
      excerpt: 'Who waits.',
      state: 'published',
    })
    expect(article.metadata.extra).toContain('weight: 3')
    expect(created).toBe(Date.UTC(2024, 0, 2, 10))
    expect(leftOut).toEqual([])
  })

  it('is called as its folder where it has no title', async () => {
    expect(await wordsOf('posts/night-tram/index.md', 'It leaves.')).toBe('night-tram\n\nIt leaves.')
  })

  it('has broken TOML: the line is named', async () => {
    await expect(read('a.md', '+++\ntitle = "x"\nbroken\n+++\nWords.')).rejects.toThrow(/TOML.*line 3/)
  })

  it('has shortcodes: figures, players and code are read, others stay as code and are named', async () => {
    const { article, leftOut } = await read(
      'a.md',
      'Words.\n\n{{< figure src="https://x.example/pier.png" alt="Pier" caption="At dusk" >}}\n\n{{< youtube dQw4w9WgXcQ >}}\n\n{{< highlight go >}}\nx := "{{ y }}"\n{{< /highlight >}}\n\n{{< chart data="1" >}}\n',
    )
    const body = article.doc.content?.[2]?.content ?? []
    expect(body.map(({ type }) => type)).toEqual(['paragraph', 'figure', 'embed', 'codeBlock', 'paragraph'])
    expect(body[1]?.content?.[0]?.text).toBe('At dusk')
    expect(body[3]?.content?.[0]?.text).toBe('x := "{{ y }}"')
    expect(leftOut).toEqual(['templates of its site are in its text as they were written (chart)'])
  })
})

describe('a post of Jekyll', () => {
  it('has its day and slug in its name, and Liquid in its text', async () => {
    const { article, created, leftOut } = await read(
      'blog/_posts/2024-01-02-the-night-tram.md',
      '---\nlayout: post\nauthor: Mira\n---\nSee [it]({{ site.baseurl }}/about) and {% include map.html %}.\n\n{% highlight ruby %}\nputs 1\n{% endhighlight %}\n',
    )
    expect(writeText(article)).toContain('the night tram')
    expect(article.metadata).toMatchObject({ slug: 'the-night-tram', byline: 'Mira', state: 'published' })
    expect(article.metadata.extra).toContain('layout: post')
    expect(created).toBe(Date.UTC(2024, 0, 2))
    expect(article.doc.content?.[2]?.content?.at(-1)).toMatchObject({
      type: 'codeBlock',
      attrs: { language: 'ruby' },
    })
    expect(leftOut).toContain('templates of its site are in its text as they were written (include)')
  })

  it('is a draft in _drafts', async () => {
    expect((await read('_drafts/tram.md', 'Words.')).article.metadata.state).toBe('draft')
  })
})

describe('a note of Obsidian', () => {
  it('keeps the words of its links, callouts and embeds', async () => {
    const text =
      'See [[Trams#Night|the tram]] and [[Pier]], as [[1]] says.\n\n> [!warning]- Ask Jun\n> Twice.\n\n![[Timetable]]\n\n`[[code]]` %% check %%stays.\n\n```\n[[code]]\n```\n'
    expect(await wordsOf('vault/Gulls.md', text)).toBe(
      'Gulls\n\nSee the tram and Pier, as [[1]] says.\n\nAsk Jun\n\nTwice.\n\nTimetable\n\n[[code]] stays.\n\n[[code]]',
    )
    expect((await read('vault/Gulls.md', text)).leftOut).toEqual([
      'one other note that it shows is in it by its name',
      '2 links to other notes are text now',
      'one comment in it was left out',
    ])
  })

  it('shows pictures that lie anywhere in the vault', async () => {
    const here = await room()
    const job = await imported(here, {
      'vault/notes/Gulls.md': '![[pier at dusk.png|At dusk]]\n\n![[pier.png|300]]\n\n![](/images/root.png)\n',
      'vault/files/pier at dusk.png': png(30, 20),
      'vault/files/pier.png': png(31, 20),
      'vault/static/images/root.png': png(32, 20),
    })
    expect(refusals(job)).toEqual([])
    const [id = ''] = (job.report?.imported ?? []).map((one) => one.id)
    const text = await readFile(join(here.library, id, 'article.json'), 'utf8')
    const { doc } = JSON.parse(text) as Article
    expect(JSON.stringify(doc).match(/"src":"images\/[0-9a-f]{16}\.png"/g)).toHaveLength(3)
    expect(JSON.stringify(doc)).toContain('"alt":"At dusk"')
  })
})

describe('other Markdown', () => {
  it('of Galley’s own structured form is not touched', async () => {
    const text = '---\ngalley: structured\ntitle: T\n---\n\n\\[\\[a\\]\\] {{ b }}\n'
    expect(await wordsOf('a.md', text)).toBe('T\n\n[[a]] {{ b }}')
  })

  it('with 100,000 brackets, braces and backticks is read in its length', async () => {
    const start = performance.now()
    for (const piece of ['[[a', '{{< ', '{% ', '`', '%%', '> [!', '``` \n', '{{<'])
      await read('a.md', `Words.\n\n${piece.repeat(20_000)}`).catch(() => undefined)
    expect(performance.now() - start).toBeLessThan(20_000)
  })
})
