import { describe, expect, test } from 'vitest'
import { outline, parts, readHtml } from '../../../src/article/index.ts'
import { writeHtml } from '../../../src/article/html/write.ts'
import { children, type NodeJSON, textOf } from '../../../src/blocks/node.ts'
import { article, em, h2, li, link, ol, p, strike, strong, titledLink, ul } from '../../build.ts'

/** HTML that Galley did not write: as sites and word processors make it. All of it is invented. */

function body(html: string): readonly NodeJSON[] {
  return children(parts(readHtml(html).doc).body)
}

/** The body these blocks make, in canonical form. */
function blocks(...of: NodeJSON[]): readonly NodeJSON[] {
  return children(parts(article('', '', ...of).doc).body)
}

const texts = (html: string): string[] => body(html).map(textOf)

describe('a page of a site', () => {
  const page = `<!DOCTYPE html><html lang="en-US"><head>
    <title>The Lamp Would Not Stay Lit - Harbour Ledger</title>
    <meta property="og:site_name" content="Harbour Ledger"><meta name="author" content=" Nora  Field ">
    <meta name="keywords" content="tv, drama , tv"><link rel="canonical" href="https://ledger.example/lamp/">
    <style>p { color: red }</style></head><body>
    <header><h1 class="site">Harbour Ledger</h1><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
    <main><article><h1>The Lamp Would Not Stay Lit</h1><p class="dek">Nine takes, one wick.</p>
    <div class="content"><div><!-- wp:paragraph --><p>First <b>bold</b>  and
      <i>italic</i>, <a href="/about?x=1">here</a> and <a href="javascript:alert(1)">there</a>.<script>x()</script></p></div>
    <h2>After the <em>break</em></h2><form><label>Mail</label><input><p>Subscribe now</p></form></div>
    <footer>Filed under lamps</footer></article></main><aside>Also read</aside><footer>© Ledger</footer></body></html>`

  test('is read as headline, standfirst and main content, without navigation and footers', () => {
    const read = readHtml(page)
    expect(outline(read).slice(0, 2)).toEqual([
      { type: 'headline', text: 'The Lamp Would Not Stay Lit' },
      { type: 'standfirst', text: 'Nine takes, one wick.' },
    ])
    expect(body(page)).toEqual(
      blocks(
        p(
          'First ',
          strong('bold'),
          ' and ',
          em('italic'),
          ', ',
          link('https://ledger.example/about?x=1', 'here'),
          ' and there.',
        ),
        h2('After the ', em('break')),
      ),
    )
  })

  test('has its dialogue, captions and source line recognised, with their marks', () => {
    const read = readHtml(
      '<article><h1>Lamp</h1><p>It went out twice.</p><p><strong>Mina:</strong> “Not <em>again</em>.”<br>Jun: “Again.”</p>' +
        '<p>Caption: “Nine takes.”</p><p>Mina (left) | Lantern Films</p>' +
        '<p>Note: the lamp is fine.</p><p>Source: <a href="https://l.example">Ledger</a></p></article>',
    )
    expect(outline(read).slice(1)).toEqual([
      { type: 'paragraph', text: 'It went out twice.' },
      { type: 'turn', speaker: 'Mina', to: null, text: '“Not again.”' },
      { type: 'turn', speaker: 'Jun', to: null, text: '“Again.”' },
      { type: 'caption', text: '“Nine takes.”' },
      { type: 'figure', caption: 'Mina (left)', credit: 'Lantern Films' },
      { type: 'paragraph', text: 'Note: the lamp is fine.' },
      { type: 'source', text: 'Ledger' },
    ])
    expect(JSON.stringify(read.doc)).toContain('"marks":[{"type":"em"}],"text":"again"')
    expect(JSON.stringify(read.doc)).toContain('https://l.example')
    expect(read.metadata.cast.map(({ name }) => name)).toEqual(['Mina', 'Jun'])
  })

  test('keeps its paragraphs as they are if Galley wrote it', () => {
    const own = article('Lamp', '', p('Mina: “A sentence about a turn.”'))
    expect(readHtml(writeHtml(own, 'fragment')).doc).toEqual(own.doc)
  })

  test('has the metadata of its head', () => {
    expect(readHtml(page).metadata).toMatchObject({
      byline: 'Nora Field',
      language: 'en-US',
      canonical: 'https://ledger.example/lamp/',
      tags: ['tv', 'drama'],
    })
  })

  test.each([
    ['the first heading', '<h1>Lamp</h1><p>x', 'Lamp'],
    [
      'what a shared link shows',
      '<title>T</title><meta property="og:title" content="Lamp &amp; wick"><p>x',
      'Lamp & wick',
    ],
    ['the title', '<title>\n Lamp  lit </title><p>x', 'Lamp lit'],
    [
      'the title without the site',
      '<title>Lamp | Ledger</title><meta property="og:site_name" content="Ledger"><p>x',
      'Lamp',
    ],
    [
      'the heading the title agrees with',
      '<title>Lamp – L</title><h1>Ledger</h1><main><p>x</main><h1>Lamp</h1>',
      'Lamp',
    ],
    ['nothing where there is none', '<p>x', ''],
  ])('the headline is %s', (_what, html, headline) => {
    expect(textOf(parts(readHtml(html).doc).headline)).toBe(headline)
  })

  test('has sections for further h1 elements, and leaves teasers out', () => {
    expect(
      texts('<main><h1>A</h1><p>Long text of the page itself.</p><h1>B</h1><article>teaser</article></main>'),
    ).toEqual(['Long text of the page itself.', 'B', 'teaser'])
  })

  test('gets its language from its letters if it names none', () => {
    expect(readHtml('<p>등대의 불은 켜지지 않았다.').metadata.language).toBe('ko')
  })

  test('is read through a form that surrounds all of it', () => {
    expect(texts('<form action="x"><h1>A</h1><p>One</p><input></form>')).toEqual(['One'])
  })
})

describe('text', () => {
  test.each([
    ['white space folds as browsers fold it', '<p> a \n\t b<b> c </b> d </p>', ['a b c d']],
    ['no-break spaces stay', '<p>a:&nbsp;b</p>', ['a:\u00a0b']],
    ['entities are their characters', '<p>&ldquo;a&rdquo; &amp; &#8217; &hellip;</p>', ['“a” & ’ …']],
    ['a break is a break', '<p>a<br>b<br></p>', ['a\nb']],
    ['two breaks part paragraphs', 'a<br><br>b<br> <br/>c', ['a', 'b', 'c']],
    ['loose text is a paragraph', 'a<div>b<span>c</span><p>d</p>e</div>f', ['a', 'bc', 'd', 'e', 'f']],
    ['empty paragraphs are spacing', '<p>a</p><p>&nbsp;</p><p></p><p>b</p>', ['a', 'b']],
    ['unknown elements are looked through', '<x-a>a <x-b>b</x-b></x-a><p>c</p>', ['a b', 'c']],
    ['what is hidden is not read', '<p>a<span hidden>b</span><span style="display:none">c</span></p>', ['a']],
    ['what falls out of a table is kept', '<table>a<tr><td>b</table>', ['a', 'b']],
    ['a quotation element brings its marks', '<p>She said <q>no</q>.</p>', ['She said “no”.']],
    [
      'a picture of a character is the character',
      '<p>lit <img class="emoji" alt="🔥" src="f.png"></p>',
      ['lit 🔥'],
    ],
    ['controls are none', '<p>a&#1;b&#x2028;c</p>', ['a b c']],
  ])('%s', (_what, html, expected) => {
    expect(texts(html)).toEqual(expected)
  })

  test('keeps addresses within the site, numbers to call and titles of links', () => {
    const html = '<p><a href="/rel">rel</a> <a href="tel:+1">tel</a> <a href="#part">part</a></p>'
    expect(body(html)).toEqual(
      blocks(p(link('/rel', 'rel'), ' ', link('tel:+1', 'tel'), ' ', link('#part', 'part'))),
    )
    const titled = article(
      'a',
      '',
      p(titledLink(' ../x?a=1&b', ' “A” <b> & "c" ', 'a'), link('../x?a=1&b', 'b')),
    )
    expect(readHtml(writeHtml(titled, 'fragment')).doc).toEqual(titled.doc)
    expect(body('<p><a href="//e.example/x" title="x\ny">words</a></p>')).toEqual(
      blocks(p(titledLink('https://e.example/x', 'x y', 'words'))),
    )
  })

  test('keeps the words of an unsafe link', () => {
    const targets = [
      'javascript:x()',
      'data:text/html,x',
      'file:///etc',
      '//user@e.example',
      'javascript&amp;colon;x()',
      ' &#1;javascript:x()',
      '/\\e.example',
      'tel:*21*1%23',
      '#',
      '',
    ]
    const html = targets.map((target) => `<p><a href="${target}">words</a></p>`).join('')
    expect(body(html)).toEqual(blocks(...targets.map(() => p('words'))))
  })

  test('keeps marks through wrappers, and loses them where a style removes them', () => {
    const html =
      '<b style="font-weight:normal"><p>a<strong><span style="font-weight:400">b</span>c</strong></p></b><i><p>d</p></i>'
    expect(body(html)).toEqual(blocks(p('ab', strong('c')), p(em('d'))))
  })

  test('recognises strike-through in all its spellings', () => {
    const html =
      '<p><s>a</s><del>b</del><strike>c</strike><span style="text-decoration: line-through">d</span></p>'
    expect(body(html)).toEqual(blocks(p(strike('abcd'))))
  })
})

describe('Google Docs, exported', () => {
  const html = `<html><head><style type="text/css">@import url(x);ol{margin:0}.c1{font-weight:700}.c2{font-style:italic}
    .c3{text-decoration:line-through}.c0{color:#000;font-weight:400;font-style:normal}</style></head>
    <body class="c9 doc-content"><p class="c4 title"><span class="c0">Keepers</span></p><p class="subtitle"><span>Of the lamp</span></p>
    <p class="c6"><span class="c0">Plain, </span><span class="c1">bold</span><span class="c2"> it</span><span class="c3">gone</span>
    <a href="https://www.google.com/url?q=https://kbc.example/a&amp;sa=D&amp;ust=1">link</a></p><p class="c6"><span class="c0"></span></p>
    <ul class="lst-kix_a-0"><li><span>one</span></li></ul><h1>Section</h1></body></html>`

  test('has title and subtitle as headline and standfirst, classes as marks, and direct links', () => {
    expect(readHtml(html).doc).toEqual(
      article(
        'Keepers',
        'Of the lamp',
        p(
          'Plain, ',
          strong('bold'),
          ' ',
          em('it'),
          strike('gone'),
          ' ',
          link('https://kbc.example/a', 'link'),
        ),
        ul('one'),
        h2('Section'),
      ).doc,
    )
  })
})

describe('Word, saved as a web page', () => {
  const item = (level: number, marker: string, text: string): string =>
    `<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level${String(level)} lfo1'><![if !supportLists]>` +
    `<span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>` +
    `<![endif]>${text}<o:p></o:p></p>\n`

  test('has its list paragraphs read as lists, and namespaced spacing ignored', () => {
    const html = `<html xmlns:o="urn:x"><body lang=EN-GB><div class=WordSection1><p class=MsoTitle>Keepers<o:p></o:p></p>
      <p class=MsoNormal><b><span lang=EN-US>Oil</span></b> first<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
      ${item(1, '1.', 'One')}${item(2, '·', 'Below')}${item(1, '2.', 'Two')}<p class=MsoNormal>End</p></div></body></html>`
    const read = readHtml(html)
    expect(read.doc).toEqual(
      article('Keepers', '', p(strong('Oil'), ' first'), ol(1, li(p('One'), ul('Below')), 'Two'), p('End'))
        .doc,
    )
    expect(read.metadata.language).toBe('en-GB')
  })
})
