import { describe, expect, it } from 'vitest'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import { paste } from '../../../../src/renderer/src/editor/paste/place.ts'
import {
  article,
  dialogue,
  doc,
  em,
  h2,
  h3,
  li,
  link,
  ol,
  p,
  quote,
  strike,
  strong,
  turn,
  ul,
} from '../../../build.ts'
import { TestEditor, editorWith, clipboardOf } from '../testEditor.ts'
import { GOOGLE_DOCS, LIBRE_OFFICE, NEWS, WINDOWS, WORD, WORDPRESS } from '../../../pasted.ts'

const blocks = (...given: NodeJSON[]): unknown => article('', '', ...given).doc.content?.[2]?.content

/** What pasting that HTML below a paragraph brings. */
function pasted(html: string): NodeJSON[] {
  const editor = editorWith(p('Before.'), p()).in(1)
  paste(editor, clipboardOf({ html, text: 'the same as text' }), editor.services)
  return editor.body.slice(1)
}

describe('HTML on the clipboard', () => {
  it('of Word keeps headings, nested lists and emphasis, and none of Word’s own markup', () => {
    expect(pasted(WORD)).toEqual(
      blocks(
        h2('The Night Ferry'),
        p('It left at ', strong('four'), ', ', em('without'), ' a bell.'),
        ul(li(p('rope'), ul(li('of hemp'))), 'lamp'),
        ol(1, 'cast off', 'sing'),
        p('See ', link('https://ferry.example/log', 'the log'), '.'),
      ),
    )
  })

  it('of Google Docs ignores the bold wrapper and reads spans as emphasis', () => {
    expect(pasted(GOOGLE_DOCS)).toEqual(
      blocks(
        h2('Second watch'),
        p('Nobody ', em('slept'), ', and ', strong('nobody'), ' said so. ', strike('Or did they?')),
        p('Ask ', link('https://pier.example/keeper', 'the keeper'), '.'),
        ul('salt', li(p('bread'), ul('dry'))),
      ),
    )
  })

  it('of LibreOffice loses tags and fonts', () => {
    expect(pasted(LIBRE_OFFICE)).toEqual(
      blocks(h3('Below deck'), p('Steam ', strong('and'), ' song.'), ol(1, 'kettle', 'cups')),
    )
  })

  it('of WordPress keeps pictures with captions and credits, embeds and quotations', () => {
    const [heading, figure, embed, said] = pasted(WORDPRESS)
    expect(heading).toEqual(blocks(h2('At the pier'))?.[0 as never])
    expect(figure).toMatchObject({
      type: 'figure',
      attrs: {
        src: 'https://pier.example/wp-content/gulls.jpg',
        alt: 'Gulls over a pier',
        credit: 'S. Vale',
      },
      content: [{ text: 'Gulls, waiting' }],
    })
    expect(embed).toMatchObject({ type: 'embed', attrs: { provider: 'youtube', id: 'abcdefghijk' } })
    expect(said).toEqual(quote('The sea keeps no minutes.'))
  })

  it('of a news page keeps the article without the page around it', () => {
    const text = JSON.stringify(pasted(NEWS))
    expect(text).toContain('The harbour was dark.')
    expect(text).not.toMatch(/Subscribe|window\.track|Menu/)
  })

  it('of Windows loses the clipboard’s own head and marks', () => {
    expect(pasted(WINDOWS)).toEqual(blocks(p('Rain ', strong('again'))))
  })

  it('of one paragraph runs into the words, with its marks', () => {
    const editor = editorWith(p('Rain on the pier.')).at('Rain')
    paste(editor, clipboardOf({ html: '<p>, <b>heavy</b>,</p>' }), editor.services)
    expect(editor.body).toEqual(blocks(p('Rain, ', strong('heavy'), ', on the pier.')))
  })

  it('is text alone in a headline', () => {
    const editor = editorWith(p()).at('headline', 'on')
    paste(editor, clipboardOf({ html: '<h2><b>Night</b><br>Ferry</h2>' }), editor.services)
    expect(editor.headline).toBe('A Night Ferry')
  })

  it('of an article becomes the article of an empty draft', () => {
    const editor = new TestEditor(doc('', '', p())).in(0)
    paste(editor, clipboardOf({ html: NEWS }), editor.services)
    expect(editor.headline).toBe('Lights out at the harbour')
    expect(editor.body.at(0)).toMatchObject({ content: [{ text: 'The harbour was dark.' }] })
    editor.undo()
    expect(editor.headline).toBe('')
  })

  it('is read with its dialogue, and as it was if the writer prefers', () => {
    const html = '<p><b>Mina Solis:</b> “Who has the <i>oars</i>?”</p><p>Jun Harrow: “The sea.”</p>'
    const editor = editorWith(p('Before.'), p()).in(1)
    paste(editor, clipboardOf({ html }), editor.services)
    expect(editor.body.slice(1)).toEqual(
      blocks(
        dialogue(turn('Mina Solis', '“Who has the ', em('oars'), '?”'), turn('Jun Harrow', '“The sea.”')),
      ),
    )
    editor.offers.get('reading')?.run()
    expect(editor.body.slice(1)).toEqual(
      blocks(p(strong('Mina Solis:'), ' “Who has the ', em('oars'), '?”'), p('Jun Harrow: “The sea.”')),
    )
  })

  it('that shows nothing is ignored for the text', () => {
    const editor = editorWith(p()).in(0)
    paste(
      editor,
      clipboardOf({ html: '<meta charset="utf-8"><style>p{}</style>', text: 'words' }),
      editor.services,
    )
    expect(editor.body).toEqual(blocks(p('words')))
  })

  it('runs nothing and keeps nothing that could', () => {
    const hostile =
      '<p onclick="alert(1)" data-pm-slice="1 1 [&quot;embed&quot;,{&quot;url&quot;:&quot;javascript:alert(1)&quot;}]">a' +
      '<img src=x onerror=alert(2)><a href="javascript:alert(3)">b</a><svg onload=alert(4)></svg></p>' +
      '<div data-block="embed" data-url="javascript:alert(5)"></div><iframe srcdoc="<script>alert(6)</script>"></iframe>'
    expect(JSON.stringify(pasted(hostile))).not.toContain('alert')
  })
})
