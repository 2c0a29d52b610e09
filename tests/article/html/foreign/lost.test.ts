import { describe, expect, test } from 'vitest'
import { outline, readWithReport } from '../../../../src/article/index.ts'
import { shown } from './cases.ts'

/** Words that would come in, go or change without a word in the report. */

const hidden = (css: string): string => `<style>${css}</style><p>A<span class=x>B</span></p>`

describe('hidden elements are left out', () => {
  test.each([
    '.x{opacity:0}',
    '.x{font-size:0}',
    '.x{clip-path:inset(50%)}',
    '.x{text-indent:-9999px;display:block}',
    '.x{position:absolute;top:-10000px}',
    '.x{max-height:0;overflow:hidden}',
    '.x{width:1px;height:1px;overflow:hidden}',
    'p .x{display:none}',
    'p > .x{display:none}',
    'body p>span.x{display:none}',
    '@media screen{.x{display:none}}',
  ])('by %s', (css) => {
    expect(shown(hidden(css))).toMatchObject({ body: ['A'], report: ['hidden 1 B'] })
  })

  test.each([
    'div .x{display:none}',
    'body > .x{display:none}',
    '.x{opacity:0;transition:opacity 1s}',
    '.x{opacity:0.5}',
    '.x{width:0}',
    '.x{text-indent:-2em}',
    '@media print{.x{display:none}}',
    '@media screen and (max-width:600px){.x{display:none}}',
    '.x:hover{display:none}',
    '.y + .x{display:none}',
  ])('not by %s', (css) => {
    expect(shown(hidden(css))).toMatchObject({ body: ['AB'], report: [] })
  })

  test('a rule asks what stands around an element, not only how it is called', () => {
    const css = '.a .x{display:none}'
    const html = `<style>${css}</style><p class=a>A<span class=x>1</span></p><p>B<span class=x>2</span></p>`
    expect(shown(html).body).toEqual(['A', 'B2'])
  })

  test('many rules for what stands around an element are looked up once', () => {
    const rules = Array.from({ length: 400 }, (_, at) => `.c${String(at)} p{display:none}`).join(' ')
    const deep = `${'<div>'.repeat(60)}${'<p>A</p>'.repeat(3_000)}`
    expect(shown(`<style>${rules}</style>${deep}`).body).toHaveLength(3_000)
  })
})

describe('what looks like something else', () => {
  test('comments of Google Docs are no footnotes', () => {
    const html =
      '<p>Words<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>.</p><div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Sure?</span></p></div>'
    const { article, report } = readWithReport('html', html)
    expect(JSON.stringify(outline(article))).not.toContain('Sure?')
    expect(JSON.stringify(article.doc)).not.toContain('Sure?')
    expect(report.map(({ kind }) => kind)).toEqual(['comment'])
  })

  test('the number that a note begins with is no note without words', () => {
    const html =
      '<p>So.<a class="footnote-anchor" id="footnote-anchor-1" href="#footnote-1">1</a></p><div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div class="footnote-content"><p>A note.</p></div></div>'
    expect(shown(html).report).toEqual([])
  })

  test('the title of a drawing is no headline', () => {
    expect(shown('<p>A</p><svg><title>Arrow</title></svg>').headline).toBe('')
  })

  test('a name of a place is no link', () => {
    expect(shown('<base href="https://example.org/a"><p><a name=x>A</a> <a href="">B</a></p>').body).toEqual([
      'A B',
    ])
  })

  test('the language above code is no line of it', () => {
    const html =
      '<pre><div><div>python</div><div><button>Copy</button></div></div><code class="language-python">print(1)\n</code></pre>'
    expect(shown(html).body).toEqual(['{python: print(1)}'])
    expect(shown('<pre>python\n<code class="language-js">x</code></pre>').body).toEqual([
      '{js: python/x}'.replace('/', '\n'),
    ])
  })

  test('readings of several signs are one reading', () => {
    expect(shown('<p><ruby><rb>東</rb><rb>京</rb><rt>とう</rt><rt>きょう</rt></ruby></p>').body).toEqual([
      '東京（とうきょう）',
    ])
  })

  test('Wikipedia’s links to its editor are no words', () => {
    expect(shown('<h2>Lines<span class="mw-editsection">[<a href="/e">edit</a>]</span></h2>').body).toEqual([
      '#2 Lines',
    ])
  })
})

describe('numbers of a list', () => {
  test('count down as they did', () => {
    expect(shown('<ol reversed><li>c</li><li>b</li><li>a</li></ol>').body).toEqual([
      '(3. c)',
      '(2. b)',
      '(1. a)',
    ])
    expect(shown('<ol reversed start=10><li>c</li><li>b</li></ol>').body).toEqual(['(10. c)', '(9. b)'])
  })

  test('are the ones that items have of their own', () => {
    const html = '<ol><li>a</li><li value=2>b</li><li value=7>c</li><li>d</li></ol>'
    expect(shown(html).body).toEqual(['(1. a | b)', '(7. c | d)'])
  })
})

test('players without an address are reported', () => {
  const html =
    '<video poster="https://example.org/p.jpg"></video><iframe srcdoc="<p>A map</p>"></iframe><iframe></iframe><p>A</p>'
  expect(shown(html)).toMatchObject({ body: ['A'], report: ['lostMedia 2 video'] })
})

describe('the end of a paragraph', () => {
  test('has no no-break space, as Word’s online editor adds one', () => {
    expect(
      shown('<p>Words<span class="EOP">&nbsp;</span></p><ul><li><b>a</b>&nbsp; </li></ul>').body,
    ).toEqual(['Words', '(- **a**)'])
  })

  test('is that of the paragraph before, if it shows nothing', () => {
    expect(shown('<p>A</p><p><span>\u200b</span></p><p>&nbsp;</p><p>B</p>').body).toEqual(['A', 'B'])
  })
})

test('where a picture led to is reported, unless that is its own file', () => {
  const to = (href: string): string[] =>
    shown(`<p>A</p><a href="${href}"><img src="https://example.org/a.jpg" alt="A"></a>`).report
  expect(to('https://example.org/story')).toEqual(['pictureTarget 1 https://example.org/story'])
  expect(to('https://example.org/a-large.jpg')).toEqual([])
  expect(to('javascript:void(0)')).toEqual([])
})

describe('pictures that a page loads late', () => {
  const large = '<noscript><img src="https://example.org/large.jpg" alt="L"></noscript>'
  test('are those for readers without scripts, once', () => {
    const small = '<img src="https://example.org/small.jpg">'
    expect(shown(`<figure><div>${small}${large}</div></figure>`).body).toEqual([
      '[https://example.org/large.jpg |  | ]',
    ])
    expect(shown(`<img data-src="https://example.org/late.jpg" src="x.gif">${large}`).body).toEqual([
      '[https://example.org/late.jpg |  | ]',
    ])
    expect(shown(`<p>A</p>${large}`).body).toEqual(['A', '[https://example.org/large.jpg |  | ]'])
  })

  test('are none that count visits', () => {
    const pixel =
      '<noscript><img src="https://example.org/tr" width=1 height=1><img src="https://example.org/b.gif" style="display:none"></noscript>'
    expect(shown(`<p>A</p>${pixel}`).body).toEqual(['A'])
  })

  test('are players, too', () => {
    const body = ['<https://www.youtube.com/watch?v=AbCdEfGhIjK>']
    expect(shown('<lite-youtube videoid="AbCdEfGhIjK"></lite-youtube>').body).toEqual(body)
    expect(shown('<amp-youtube data-videoid="AbCdEfGhIjK"></amp-youtube>').body).toEqual(body)
  })
})

test('drawings with words, and large ones, are reported, signs are not', () => {
  expect(shown('<p>A</p><svg viewBox="0 0 24 24"><title>Menu</title><path/></svg>').report).toEqual([])
  expect(shown('<p>A</p><svg><text>North</text></svg>').report).toEqual(['lostPicture 1 North'])
  expect(shown('<p>A</p><svg viewBox="0 0 640 480"><path/></svg><canvas width=300></canvas>').report).toEqual(
    ['lostPicture 2 '],
  )
})

test('asides of a text that is no site’s page stay', () => {
  expect(shown('<p>A</p><aside><p>B</p></aside>').body).toEqual(['A', 'B'])
  expect(shown('<nav>Home</nav><p>A</p><aside><p>B</p></aside>').body).toEqual(['A'])
})

describe('the address of a picture', () => {
  test('may have a name of the site’s own', () => {
    const gif = 'data:image/gif;base64,R0lGODlhAQABAAAAACw='
    expect(
      shown(
        `<p>A</p><img src="${gif}" data-hi-res="https://example.org/k.jpg?w=9" data-id="https://example.org/x">`,
      ).body,
    ).toEqual(['A', '[https://example.org/k.jpg?w=9 |  | ]'])
  })
})

test('lists of Slack nest by their depth', () => {
  const html =
    '<ul data-stringify-type="unordered-list" data-indent="0"><li>a</li></ul><ul data-indent="1"><li>b</li></ul><ul data-indent="0"><li>c</li></ul>'
  expect(shown(html).body).toEqual(['(- a (- b) | c)'])
})

test('menus, forms and feet that are left out are reported', () => {
  const html =
    '<nav>Home</nav><p>A</p><form>Your mail</form><div role="alert">Cookies</div><div role="search"></div><footer>Filed under trams</footer>'
  expect(shown(html)).toMatchObject({ body: ['A'], report: ['furniture 4 Filed under trams'] })
})

test('paragraphs in Word’s styles of quotations are quotes', () => {
  const html = '<p class=MsoNormal>A</p><p class=MsoQuote>B <b>c</b></p><p class=MsoIntenseQuote>D</p>'
  const { article } = readWithReport('html', html)
  expect(shown(html).body).toEqual(['A', 'quote B **c**', 'quote D'])
  expect(JSON.stringify(article.doc).match(/"pull":(?:true|false)/g)).toEqual(['"pull":false', '"pull":true'])
})
