import { describe, expect, test } from 'vitest'
import { elementsIn, property } from '../../../src/blocks/hast.ts'
import { parseHtml, readers, targets } from '../../../src/article/index.ts'

/** Markup that tries to run, to load or to take a name through the blocks that hold other blocks or text of their own. */

const ADDRESSES = [
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'vbscript:x',
  ' java\tscript:alert(1)',
]

const HTML = ADDRESSES.flatMap((address) => [
  `<table onclick=1><caption><a href="${address}">c</a><img src=x onerror=1></caption><tr><th scope='"><script>1</script>'>h<a href="${address}">x</a></th><th>b</th></tr><tr><td colspan=2 style="background:url(${address})"><svg/onload=1>v<iframe src="${address}"></iframe></td></tr></table>`,
  `<p>A<sup><a href="#fn1" id="r1">1</a></sup></p><ol class="footnotes"><li id="fn1"><a href="${address}">n</a><img src=x onerror=1><svg><script>1</script></svg>words <a href="#r1">b</a></li></ol>`,
  `<ruby>漢<rt onclick=1><a href="${address}">k</a><img src=x onerror=1></rt><rp><script>1</script></rp></ruby>`,
  `<details open ontoggle=1><summary><a href="${address}">s</a><iframe srcdoc="<script>1</script>"></iframe></summary><p>d</p></details>`,
  `<blockquote class="pullquote"><p onmouseover=1>q<a href="${address}">l</a></p></blockquote><aside class="pullquote"><math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=1&gt;"></table></math></aside>`,
  `<ol reversed start='"><script>'><li value='1"onclick=1'><input type=checkbox onfocus=1 checked>x</li></ol>`,
  `<video src="${address}" poster="${address}"><source src="${address}"></video><object data="${address}"></object><lite-youtube videoid='"><script>1'></lite-youtube><noscript><img src="${address}" onerror=1></noscript>`,
])

const NAMES = [
  '<p>a<sup><a href="#__proto__" id="constructor">1</a></sup>b<sup><a href="#constructor" id="toString">2</a></sup></p><ol class=footnotes><li id="__proto__">P <a href="#constructor">b</a></li><li id="constructor">C <a href="#toString">b</a></li></ol>',
  '<a id=doc name=cookie><form id=f name=getElementById><input name=attributes></form><p id=article class=galley>k</p>',
  '<article class="galley"><table><thead><tr><th scope="evil" class="x y">a</th></tr></thead><tbody><tr><td class="align-left evil" onclick=1>b</td></tr></tbody></table><p><a role="doc-noteref" href="#fn1-x" id="x">1</a></p><section role="doc-endnotes"><ol><li id="fn1-x"><img src=x onerror=1><a href="javascript:1">z</a></li></ol></section></article>',
]

const MARKDOWN = [
  ...ADDRESSES.map(
    (address) =>
      `| [a](<${address}>) | <img src=x onerror=1> |\n|--|--|\n| <script>1</script> | b |\n\nA[^1]^[in [l](<${address}>)]\n\n[^1]: [n](<${address}>) <img src=x onerror=1>\n\nSee <video src="${address}"></video> <ruby>a<rt onclick=1>b</rt></ruby> <q onclick=1>c</q>\n\n<iframe src="${address}"></iframe>\n`,
  ),
  'A[^__proto__] b[^constructor] c[^toString].\n\n[^__proto__]: P\n[^constructor]: C\n[^toString]: T\n',
  ':::figure{missing="a.jpg" alt=\'"><script>1</script>\'}\n:::\n\n::embed{url="https://example.org" title=\'"><script>\'}\n',
]

/** Returns what could run, load or take a name in a document. */
function faults(html: string): string[] {
  return [...elementsIn(parseHtml(html))].flatMap((element) => {
    const { tagName, properties } = element
    const names = Object.keys(properties)
    const addresses = ['href', 'src', 'data', 'action'].map((name) => property(element, name).trim())
    return [
      ...(/^(?:script|object|embed|form|svg|math|base|noscript)$/.test(tagName) ? [tagName] : []),
      ...names.filter((name) => /^on|^srcDoc$|^style$|^name$/.test(name)).filter(() => tagName !== 'meta'),
      ...addresses.filter((address) => /^[\s\0-\x20]*(?:j\s*a\s*v\s*a|vbscript|data:text)/i.test(address)),
      ...(/^(?:__proto__|constructor|toString|doc|article|f)$/.test(property(element, 'id')) ? ['id'] : []),
    ]
  })
}

describe.each([
  ['html', [...HTML, ...NAMES]],
  ['md', MARKDOWN],
] as const)('hostile %s', (kind, documents) => {
  test.each(documents)('%s', (document) => {
    const article = readers[kind](document)
    for (const target of targets.filter(({ format }) => format === 'html')) {
      const written = target.write(article)
      expect(faults(written)).toEqual([])
      expect(target.write(readers.html(written))).toBe(written)
    }
    const structured = targets.find(({ profile }) => profile === 'structured')?.write(article) ?? ''
    expect(readers.md(structured).doc).toEqual(article.doc)
  })
})
