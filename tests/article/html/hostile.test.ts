import fc from 'fast-check'
import type { Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { describe, expect, test } from 'vitest'
import {
  ArticleError,
  articleFrom,
  metadataFrom,
  readHtml,
  type Article,
} from '../../../src/article/index.ts'
import { sanitized } from '../../../src/article/html/sanitize.ts'
import { writeHtml } from '../../../src/article/html/write.ts'
import { footnoteOf } from '../../../src/blocks/footnote/index.ts'
import { elementsIn } from '../../../src/blocks/hast.ts'
import { linkMark, node, textNode } from '../../../src/blocks/node.ts'
import { arbitraryArticle } from '../arbitrary.ts'

const VECTORS = [
  '</style><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `' onmouseover='alert(1)`,
  '" onerror="alert(1)',
  '<svg onload=alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  'javascript:alert(1)',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '</article></body></html><script>alert(1)</script>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '`${alert(1)}`',
  '\u2028<base href=//evil.example>'.replace('\u2028', ''),
]

const ADDRESSES = ['src', 'href', 'srcset', 'action', 'formAction', 'data', 'cite', 'background', 'poster']
const SAFE =
  /^\s*(?:https?:\/\/|mailto:|images\/|data:image\/(?:png|jpeg|gif|webp|avif);)|^#fn(?:ref)?\d+(?:-[0-9A-Za-z]{8})?$/i

/** Links and missing pictures may have addresses within the site. */
const isSafe = (tagName: string, address: string): boolean =>
  SAFE.test(address) ||
  (/^(?:a|img)$/.test(tagName) && new URL(address, 'https://site.example/a/b').host === 'site.example') ||
  (tagName === 'a' && /^\s*tel:\+?\d/.test(address))

/** What a browser would run or fetch that an article has no business with. */
function dangers(html: string, profile: 'page' | 'fragment'): string[] {
  const tree = fromHtml(html, { fragment: profile === 'fragment' })
  const out: string[] = []
  let styles = 0
  for (const { tagName, properties } of elementsIn(tree)) {
    if (tagName === 'style') styles += 1
    if (/^(?:script|object|embed|base|form|svg|math|template|frame|applet|noscript)$/.test(tagName))
      out.push(tagName)
    for (const [name, value] of Object.entries(properties)) {
      if (/^(?:on|style$|srcdoc$)/i.test(name)) out.push(`${tagName} ${name}`)
      if (ADDRESSES.includes(name) && !isSafe(tagName, String(value)))
        out.push(`${tagName} ${name}=${String(value)}`)
      if (tagName === 'iframe' && name === 'src' && !String(value).startsWith('https://')) out.push('frame')
    }
    if (tagName === 'iframe' && properties.sandbox === undefined) out.push('frame without sandbox')
  }
  if (styles > (profile === 'page' ? 1 : 0)) out.push('a second style')
  return out
}

/** An article with one text in every field that takes text. */
function everywhere(text: string): Article {
  const inline = [
    textNode(text),
    textNode(text, [linkMark(`https://e.example/${text}`, text)]),
    textNode(text, [linkMark(`?${text}`, text)]),
    footnoteOf([textNode(text), textNode(text, [linkMark(`https://e.example/${text}`, text)])]),
  ]
  return articleFrom({
    headline: text,
    standfirst: text,
    body: [
      node('paragraph', null, inline),
      node('heading', { level: 2 }, inline),
      node('dialogue', null, [node('turn', { speaker: text, addressee: text, parenthetical: text }, inline)]),
      node('caption', null, inline),
      node('figure', { src: null, alt: text, credit: text }, inline),
      node('figure', { src: `https://e.example/${text}`, alt: text, credit: text }, inline),
      node('embed', {
        url: `https://e.example/${text}`,
        provider: text,
        id: text,
        title: text,
        author: text,
      }),
      node('embed', {
        url: 'https://youtu.be/aB3-_xyz890',
        provider: 'youtube',
        id: text,
        title: text,
        author: text,
      }),
      node('codeBlock', { language: text.replace(/[\s`{}]/g, '') }, [textNode(text)]),
      node('source', { label: text }, inline),
    ],
    metadata: metadataFrom({
      ...{ slug: text, byline: text, tags: [text], canonical: `https://e.example/${text}` },
      cast: [{ name: text, role: text }],
    }),
  })
}

describe('nothing executable leaves', () => {
  test.each(VECTORS)('%s in every field', (vector) => {
    const of = everywhere(vector)
    for (const profile of ['page', 'fragment'] as const) {
      const html = writeHtml(of, profile)
      expect(dangers(html, profile)).toEqual([])
      expect(readHtml(html).doc).toEqual(of.doc)
    }
  })

  test('of any article', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryArticle, fc.constantFrom('page' as const, 'fragment' as const), (of, profile) => {
        expect(dangers(writeHtml(of, profile), profile)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('pictures that travel inside are pictures', () => {
    const of = articleFrom({ body: [node('figure', { src: 'images/a.png', alt: 'A' })] })
    const with_ = (url: string): string => writeHtml(of, 'page', new Map([['images/a.png', url]]))
    expect(with_('data:image/png;base64,AAAA')).toContain('src="data:image/png;base64,AAAA"')
    expect(with_('data:text/html,<script>alert(1)</script>')).not.toContain('text/html')
    expect(with_('javascript:alert(1)')).not.toContain('javascript')
  })

  test('what a writer made by mistake is taken out last', () => {
    const root: Root = fromHtml(
      '<p onclick="x()" style="color:red" id="x">a<script>b()</script></p><a href="javascript:c()">d</a>' +
        '<a href=" jAvAsCrIpT:c()">e</a><a href="//f">f</a><a href="/\\f" ping="/g" target="x">f</a><a href="java&amp;Tab;script:f">f</a>' +
        '<a href="tel:*21%23">f</a><a href="/g" title="javascript:g">g</a><iframe src="http://f.example/"></iframe><object data="g"></object>' +
        '<img src="data:text/html,h" onerror="i()"><svg><style>j</style></svg><form action="k"><input formaction="javascript:l" autofocus onfocus="m()" type="image" src="n"><input type="checkbox" disabled checked></form>',
      { fragment: true },
    )
    const left = [...elementsIn(sanitized(root))].map(({ tagName, properties }) => [tagName, properties])
    expect(left).toEqual([
      ['p', {}],
      ...Array.from({ length: 6 }, () => ['a', {}]),
      ['a', { href: '/g', title: 'javascript:g' }],
      ['iframe', {}],
      ['img', {}],
      ['style', {}],
      ['input', { type: 'checkbox', disabled: true }],
      ['input', { type: 'checkbox', disabled: true, checked: true }],
    ])
  })
})

describe('hostile HTML read', () => {
  test.each([
    ...VECTORS,
    '<p>a<script>document.title = 1</script>b</p><style>p{}</style><a href="javascript:x">c</a>',
    '<a href="https://user@evil.example/">d</a><a href="data:text/html,x">e</a><a href="file:///etc/passwd">f</a>',
    '<img src="javascript:x"><img src="file:///x.png"><img src="data:image/svg+xml,<svg onload=x>" alt="g">',
    '<iframe src="https://www.youtube.com.evil.example/embed/aB3-_xyz890"></iframe>',
    '<article class="galley"><figure class="embed" data-provider="youtube" data-id="&quot;><script>">' +
      '<figcaption><a href="javascript:x">h</a></figcaption></figure></article>',
    '<article class="galley"><figure class="embed"><a href="//x.example">i</a></figure></article>',
    '<article class="galley"><ol start="-5"><li>j</ol><ol start="1e99"><li>k</ol><img src="x" width="1e9"></article>',
  ])('%s is an article, and none of it runs when written', (html) => {
    const read = readHtml(html)
    for (const profile of ['page', 'fragment'] as const)
      expect(dangers(writeHtml(read, profile), profile)).toEqual([])
  })

  test('any text at all is an article', { timeout: 60_000 }, () => {
    const tag = fc.constantFrom(
      ...'p div b a li ul ol table tr td th blockquote figure figcaption img pre code h1 h2 br article main'.split(
        ' ',
      ),
      ...'span svg math style script title select option template iframe form button dl dt body html head'.split(
        ' ',
      ),
    )
    const attributes = fc.constantFrom(
      '',
      ' class="galley"',
      ' class="dialogue"',
      ' class="speaker"',
      ' class="embed"',
    )
    const markup = fc.oneof(
      fc.tuple(tag, attributes).map(([name, given]) => `<${name}${given}>`),
      tag.map((name) => `</${name}>`),
      fc.constantFrom(
        '<!--',
        '-->',
        '<![CDATA[',
        '&nbsp;',
        '&#0;',
        '&#xD800;',
        '<',
        '\0',
        '\r\n',
        '<p',
        'href="',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    )
    fc.assert(
      fc.property(fc.array(markup, { maxLength: 40 }), (pieces) => {
        const read = readHtml(pieces.join(''))
        expect(dangers(writeHtml(read, 'page'), 'page')).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    ['10,000 nested divs', `${'<div>'.repeat(10_000)}deep${'</div>'.repeat(10_000)}`],
    ['100,000 unclosed spans', '<span>'.repeat(100_000)],
    ['formatting made anew in every paragraph', `<p>${font(400)}${'<p>x'.repeat(20_000)}`],
    ['half a million elements', '<i></i>'.repeat(500_000)],
  ])('%s: refused in words, and soon', (_name, html) => {
    expect(() => readHtml(html)).toThrow(ArticleError)
  })

  // A second; looked at anew in each of them, half a minute.
  test.each([
    ['articles', '<article>'],
    ['divs', '<div>'],
    ['standfirsts', '<div class="dek">'],
  ])('a book in 400 %s in one another is looked at once', { timeout: 15_000 }, (_name, tag) => {
    const { doc } = readHtml(tag.repeat(400) + 'word '.repeat(1_000_000))
    expect(doc.content?.[2]?.content).toHaveLength(1)
  })

  test('100 levels of nesting are none', () => {
    const html = `${'<div>'.repeat(100)}deep${'</div>'.repeat(100)}`
    expect(readHtml(html).doc).toEqual(
      articleFrom({ body: [node('paragraph', null, [textNode('deep')])] }).doc,
    )
  })
})

function font(count: number): string {
  return Array.from({ length: count }, (_, index) => `<font size="${String(index)}">`).join('')
}
