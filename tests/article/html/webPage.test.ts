import { describe, expect, test } from 'vitest'
import { children, textOf } from '../../../src/blocks/node.ts'
import { articleFrom, parts, readFileText, targets } from '../../../src/article/index.ts'
import { p } from '../../build.ts'

const WORDS =
  'The tram stops at one, and the last of the crew, who had waited since dusk, walks home along the pier. '
const TEXT = Array.from({ length: 6 }, (_, at) => `<p>Paragraph ${String(at)}. ${WORDS.repeat(3)}</p>`).join(
  '',
)

const page = (head = '', text = TEXT): string =>
  `<!doctype html><html lang="en"><head><title>The tram stops at one - The Gazette</title><meta property="og:title" content="The tram stops at one">${head}</head>
  <body><nav><ul>${'<li><a href="/x">Menu entry</a></li>'.repeat(9)}</ul></nav><div class="story"><h1>The tram stops at one</h1>${text}</div>
  <div class="related"><h3>Read more</h3>${'<p><a href="/y">Another teaser of the day</a></p>'.repeat(8)}</div><footer><p>All rights reserved.</p></footer></body></html>`

async function read(html: string) {
  const { article, report } = await readFileText('html', { text: html, encoding: 'utf-8', isGuessed: false })
  const { headline, body } = parts(article.doc)
  return {
    headline: textOf(headline),
    body: children(body).map(textOf),
    byline: article.metadata.byline,
    isChosen: report.some(({ kind }) => kind === 'chosenPart'),
  }
}

describe('a saved web page', () => {
  test('is read without what is around its article, which is reported', async () => {
    const { headline, body, isChosen } = await read(page())
    expect(headline).toBe('The tram stops at one')
    expect(body).toHaveLength(6)
    expect(body[0]).toMatch(/^Paragraph 0\. The tram/)
    expect(isChosen).toBe(true)
  })

  test.each([
    [
      'JSON-LD',
      '<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},{"@type":["NewsArticle"],"author":[{"name":"Ana Prieto"},{"name":"Bo Tann"}]}]}</script>',
      'Ana Prieto, Bo Tann',
    ],
    ['broken JSON-LD', '<script type="application/ld+json">{"@type":</script>', ''],
    ['a meta element', '<meta name="author" content="Ana Prieto">', 'Ana Prieto'],
  ])('has the author of %s', async (_name, head, byline) => {
    expect((await read(page(head))).byline).toBe(byline)
  })

  test.each([
    ['itemprop', '<p>By <span itemprop="author">Ana Prieto</span></p>'],
    ['rel', '<p>By <a rel="author" href="/ana">Ana Prieto</a></p>'],
    ['class', '<p class="byline">By Ana Prieto</p>'],
  ])('has the author that %s names', async (_name, byline) => {
    expect((await read(page('', byline + TEXT))).byline).toBe('Ana Prieto')
  })
})

describe('any other document is read as a whole', () => {
  test.each([
    ['a fragment', `<div><p>Menu entry</p>${TEXT}</div>`],
    ['Word’s', page('<meta name=Generator content="Microsoft Word 15">')],
    ['a page without furniture', `<html><body><h1>Tea</h1>${TEXT}<p>Menu entry</p></body></html>`],
    ['a page without an article', page('', '<p>Menu entry</p>')],
  ])('such as %s', async (_name, html) => {
    const { body, isChosen } = await read(html)
    expect(isChosen).toBe(false)
    expect(body.join(' ')).toContain(html.includes('<nav>') ? 'Another teaser' : 'Menu entry')
  })

  test('such as Galley’s own pages', async () => {
    const article = articleFrom({ headline: 'Tea', body: [p(WORDS.trim()), p('All rights reserved.')] })
    for (const target of targets.filter(({ format }) => format === 'html')) {
      const { body, isChosen } = await read(target.write(article, new Map()))
      expect(isChosen).toBe(false)
      expect(body).toEqual([WORDS.trim(), 'All rights reserved.'])
    }
  })
})
