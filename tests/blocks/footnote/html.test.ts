import { describe, expect, test } from 'vitest'
import { readHtml, readHtmlBlocks, ReadingReport, writePassage } from '../../../src/article/index.ts'
import { writeHtml } from '../../../src/article/html/write.ts'
import { article, fn, h2, link, p, strong, table, turn, dialogue, withMetadata } from '../../build.ts'
import { body, read } from '../html.ts'

const kinds = (html: string): string[] => {
  const report = new ReadingReport()
  readHtml(html, undefined, report.add)
  return report.entries.map(({ kind, count }) => `${kind} ${String(count)}`)
}

describe('footnotes in our HTML', () => {
  const one = article('Ice', '', p('It froze.', fn('*Dusk*, p. 4.'), ' Late.'))

  test('have the roles of a note and its list, and ids that count', () => {
    expect(writeHtml(one, 'page')).toContain(
      '<p>It froze.<sup><a href="#fn1" id="fnref1" role="doc-noteref">1</a></sup> Late.</p>',
    )
    expect(writeHtml(one, 'page').replace(/\n\s*/g, '')).toContain(
      '<section role="doc-endnotes"><ol><li id="fn1"><em>Dusk</em>, p. 4.<a href="#fnref1" role="doc-backlink"> ↩︎</a></li></ol></section>',
    )
  })

  test('have ids of their own in a fragment, which may stand beside another article', () => {
    const ids = (html: string): string[] => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id)
    const other = article('Snow', '', p('It froze.', fn('*Dusk*, p. 4.')))
    const all = [one, other].flatMap((each) => ids(writeHtml(each, 'fragment')))
    expect(all).toHaveLength(4)
    expect(new Set(all).size).toBe(4)
    for (const id of all) expect(id).toMatch(/^fn(?:ref)?1-[0-9A-Za-z]{8}$/)
    expect(writeHtml(one, 'fragment')).toBe(writeHtml(one, 'fragment'))
  })

  test.each(['page', 'fragment'] as const)('come back exactly from a %s', (profile) => {
    const whole = article(
      'Ice',
      'Cold',
      h2('Head', fn('a')),
      dialogue(turn('Mina', '“Yes.”', fn('b\nc')), turn('Jun', '“No.”')),
      table([['a', ['b', fn('[d](https://example.com)')]]]),
      p(fn('')),
      p(strong('x'), fn('**e**')),
    )
    expect(readHtml(writeHtml(whole, profile)).doc).toEqual(whole.doc)
  })

  test('are no links within links', () => {
    const [sign] = link('https://example.com', 'a')
    const html = writeHtml(
      article('', '', p(sign ?? '', { ...fn('b'), marks: sign?.marks ?? [] }, sign ?? '')),
      'page',
    )
    expect(html).toMatch(
      /<a href="https:\/\/example.com">a<\/a><sup>.*<\/sup><a href="https:\/\/example.com">a<\/a>/,
    )
  })

  test('go with what is copied, inline or in blocks', () => {
    for (const content of [
      [{ type: 'text', text: 'a' }, fn('b')],
      [p('a', fn('b')), p('c')],
    ]) {
      const html = writePassage({ language: 'en', content })
      expect(JSON.stringify(readHtmlBlocks(html))).toContain('{"type":"footnote","attrs":{"text":"b"}}')
    }
  })

  test('of two articles with the same slug and headline differ by their words', () => {
    const other = withMetadata({}, article('Ice', '', p('It froze.', fn('Dawn.'))))
    const idIn = (html: string): string | undefined => /fn1-\w+/.exec(html)?.[0]
    expect(idIn(writeHtml(other, 'fragment'))).not.toBe(idIn(writeHtml(one, 'fragment')))
  })
})

/** What each program writes of “It froze.¹ Late.” with the note “Dusk, p. 4.” */
const PROGRAMS: Readonly<Record<string, string>> = {
  Word: `<p class=MsoNormal>It froze.<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
    class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span
    class=MsoFootnoteReference><span style='font-size:12.0pt'>[1]</span></span><![endif]></span></span></a> Late.</p>
    <div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
    <div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1"
    name="_ftn1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if
    !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a> <i>Dusk</i>, p. 4.</p></div></div>`,
  "Word's endnotes": `<p>It froze.<a href="#_edn1" name="_ednref1"><span class=MsoEndnoteReference>[i]</span></a> Late.</p>
    <div><hr><div id=edn1><p><a href="#_ednref1" name="_edn1">[i]</a> <i>Dusk</i>, p. 4.</p></div></div>`,
  'Google Docs': `<p class="c1"><span>It froze.</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><span> Late.</span></p>
    <hr class="c3"><div><p class="c1"><a href="#ftnt_ref1" id="ftnt1">[1]</a><span class="c0">&nbsp;</span><em>Dusk</em>, p. 4.</p></div>`,
  WordPress: `<p>It froze.<sup data-fn="5c0ae1f2-1b" class="fn"><a href="#5c0ae1f2-1b" id="5c0ae1f2-1b-link">1</a></sup> Late.</p>
    <ol class="wp-block-footnotes"><li id="5c0ae1f2-1b"><em>Dusk</em>, p. 4. <a href="#5c0ae1f2-1b-link" aria-label="Jump to footnote reference 1">↩︎</a></li></ol>`,
  "WordPress' export": `<p>It froze.<sup data-fn="5c0a" class="fn"><a id="5c0a-link" href="#5c0a">1</a></sup> Late.</p>
    <ol class="wp-block-footnotes"><li id="5c0a"><em>Dusk</em>, p. 4.</li></ol>`,
  'Easy Footnotes': `<p>It froze.<span id="easy-footnote-1-5" class="easy-footnote-margin-adjust"></span><span class="easy-footnote"><a href="#easy-footnote-bottom-1-5" title="Dusk, p. 4."><sup>1</sup></a></span> Late.</p>
    <div class="easy-footnote-title"><h4>Notes</h4></div><ol class="easy-footnotes-wrapper"><li class="easy-footnote-single"><span id="easy-footnote-bottom-1-5" class="easy-footnote-margin-adjust"></span><em>Dusk</em>, p. 4.<a class="easy-footnote-to-top" href="#easy-footnote-1-5"></a></li></ol>`,
  Wikipedia: `<p>It froze.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span class="cite-bracket">[</span>1<span class="cite-bracket">]</span></a></sup> Late.</p>
    <h2>References</h2><div class="reflist"><ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span> <span class="reference-text"><i>Dusk</i>, p. 4.</span></li></ol></div>`,
  GitHub: `<p>It froze.<sup><a href="#user-content-fn-1" id="user-content-fnref-1" data-footnote-ref="" aria-describedby="footnote-label">1</a></sup> Late.</p>
    <section data-footnotes="" class="footnotes"><h2 id="footnote-label" class="sr-only">Footnotes</h2><ol><li id="user-content-fn-1"><p><em>Dusk</em>, p. 4. <a href="#user-content-fnref-1" data-footnote-backref="" class="data-footnote-backref">↩</a></p></li></ol></section>`,
  pandoc: `<p>It froze.<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a> Late.</p>
    <section id="footnotes" class="footnotes footnotes-end-of-document" role="doc-endnotes"><hr /><ol><li id="fn1"><p><em>Dusk</em>, p. 4.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>`,
  mammoth: `<p>It froze.<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup> Late.</p>
    <ol><li id="footnote-1"><p> <em>Dusk</em>, p. 4. <a href="#footnote-ref-1">↑</a></p></li></ol>`,
  'paragraphs by hand': `<p>It froze.<a id="r1" href="#n1">*</a> Late.</p><hr><p id="n1">* <em>Dusk</em>, p. 4. <a href="#r1">back</a></p>`,
}

describe('footnotes of other programs', () => {
  test.each(Object.entries(PROGRAMS))('%s', (_program, html) => {
    const blocks = read(html)
    expect(blocks).toEqual(body(p('It froze.', fn('*Dusk*, p. 4.'), ' Late.')))
    expect(kinds(html)).toEqual([])
  })

  test('are pasted as they are read', () => {
    for (const html of Object.values(PROGRAMS))
      expect(readHtmlBlocks(html)).toEqual(body(p('It froze.', fn('*Dusk*, p. 4.'), ' Late.')))
  })

  test('can have several paragraphs', () => {
    expect(
      read('<p>a<a href="#f" id="r">1</a></p><ol><li id="f"><p>b</p><p>c <a href="#r">^</a></p></li></ol>'),
    ).toEqual(body(p('a', fn('b\nc'))))
  })

  test('are one each where several signs lead to one, and that is reported', () => {
    const html =
      '<p>a<sup id="r1"><a href="#f">[1]</a></sup> b<sup id="r2"><a href="#f">[1]</a></sup></p><ol class="references"><li id="f"><a href="#r1">a</a> <a href="#r2">b</a> c</li></ol>'
    expect(JSON.stringify(read(html)).match(/footnote/g)).toHaveLength(2)
    expect(kinds(html)).toEqual(['sharedNote 1'])
  })

  test('stay raised numbers without their words, and that is reported', () => {
    const html = '<p>so.<sup><a href="#_ftn1" name="_ftnref1">[1]</a></sup> Well.</p>'
    expect(JSON.stringify(read(html))).toContain('[1]')
    expect(kinds(html)).toContain('note 1')
  })

  test('have no footnotes', () => {
    const html =
      '<p>a<a href="#f1" id="r1">1</a></p><ol><li id="f1">b<a href="#f2" id="r2">2</a> <a href="#r1">^</a></li><li id="f2">c <a href="#r2">^</a></li></ol>'
    const read1 = JSON.stringify(read(html))
    expect(read1).toContain('"text":"b[2](#f2)"')
    expect(read1.match(/"b/g)).toHaveLength(1)
    expect(read1).toContain('"c')
  })

  test('are a paragraph where the headline has the sign', () => {
    const html =
      '<article><h1>Ice<a href="#f" id="r">1</a></h1><p>It froze over night, and it was late.</p><p id="f">1 Dusk <a href="#r">^</a></p></article>'
    expect(JSON.stringify(readHtml(html).doc)).toContain('Dusk')
    expect(kinds(html)).toEqual(['note 1'])
  })

  test('are no contents, and no links to parts of a page', () => {
    const html =
      '<ul><li id="t"><a href="#one">1</a></li></ul><h2 id="one">One <a href="#t">up</a></h2><p>Text <a href="#p2">2</a></p><p id="p2">More text.</p>'
    expect(JSON.stringify(read(html))).not.toContain('footnote')
  })

  test.each([
    [
      '<p>a<sup><a href="#&quot;&gt;&lt;img src=x onerror=alert(1)&gt;" id="r">1</a></sup></p>',
      'a quote in an id',
    ],
    [
      '<p>a<a href="#f" id="r">1</a></p><p id="f">b <a href="javascript:alert(1)">c</a> <a href="#r">x</a></p>',
      'a script',
    ],
    [
      '<p>a<a href="#f" id="r">1</a></p><p id="f"><script>alert(1)</script><img src=x onerror=alert(1)>b<a href="#r">x</a></p>',
      'a script in a note',
    ],
    [
      '<p>a<a href="#__proto__" id="constructor">1</a></p><p id="__proto__">b<a href="#constructor">x</a></p>',
      'names of objects',
    ],
    ['<p id="r">a<a href="#r">1</a></p>', 'a sign that leads to itself'],
    ['<div id="f">a<a href="#f" id="r">1</a><a href="#r">x</a></div>', 'a sign in its own note'],
    [
      '<p>a<a href="#f" id="r" role="doc-noteref">1</a></p><a id="f" role="doc-backlink" href="#r">x</a>',
      'a note without words',
    ],
    ['<p>a<a href="#%E0%A4%A" id="r">1</a></p>', 'an address that cannot be decoded'],
  ])('run nothing and lose no word: %s', (html) => {
    const written = writeHtml(readHtml(html), 'fragment')
    expect(written).not.toMatch(/<script|href="javascript/i)
    expect(written.replace(/"[^"]*"/g, '')).not.toContain('onerror')
    expect(written).toContain('a')
  })

  test('are read in time that grows with their number', () => {
    const numbers = Array.from({ length: 10_000 }, (_, at) => String(at + 1))
    const signs = numbers.map((at) => `<sup><a href="#fn${at}" id="fnref${at}">${at}</a></sup>`).join(' ')
    const notes = numbers.map((at) => `<li id="fn${at}">note ${at}<a href="#fnref${at}">^</a></li>`).join('')
    const [only, more] = read(`<p>a${signs}</p><ol>${notes}</ol>`)
    expect(only?.content?.filter(({ type }) => type === 'footnote')).toHaveLength(10_000)
    expect(more).toBeUndefined()
  })
})
