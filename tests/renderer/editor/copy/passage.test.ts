import { Fragment, Slice } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { giveSlice } from '../../../../src/renderer/src/editor/copy/passage.ts'
import { paste } from '../../../../src/renderer/src/editor/paste/place.ts'
import { dialogue, doc, em, figure, h2, li, p, turn, ul } from '../../../build.ts'
import { TestEditor, editorWith, clipboardOf } from '../testEditor.ts'

const editor = new TestEditor(
  doc(
    'The Night Ferry',
    'Nobody sleeps',
    h2('Second watch'),
    p('Rain ', em('never'), ' stops.'),
    dialogue(turn('Mina', '“Who boils?”'), turn({ speaker: 'Jun', to: 'Mina', aside: 'low' }, '“I do.”')),
    figure({ src: 'images/a.png', alt: 'Gulls', credit: 'S. Vale' }, 'Gulls, waiting'),
    ul(li('rope'), li('lamp')),
  ),
)

/** What copying from one place to another gives. */
function copy(from: string, to: string) {
  const start = editor.at(from, 'before').state.selection.from
  const end = editor.at(to, 'after').state.selection.to
  const { doc: whole } = editor.state
  const slice = whole.slice(start, end, true)
  const $from = whole.resolve(start)
  const $to = whole.resolve(end)
  const all = $from.parentOffset === 0 && $to.parentOffset === $to.parent.content.size
  return giveSlice(slice, 'en', $from.sameParent($to) && all)
}

describe('what is copied', () => {
  it('of turns dragged by their handle is a dialogue, and of items alone a list', () => {
    const { schema } = editor.state
    const nodes = [turn('Mina', '“Who boils?”'), turn('Jun', '“I do.”'), li('rope')]
    const slice = new Slice(Fragment.from(nodes.map((json) => schema.nodeFromJSON(json))), 0, 0)
    const given = giveSlice(slice, 'en')
    expect(given.text).toBe('Mina: “Who boils?”\nJun: “I do.”\n\n- rope')
    expect(given.html).toContain('<div class="dialogue">')
    expect(given.html).toContain('<li>rope</li>')
  })

  it('of some words is just these words', () => {
    const given = copy('Rain', 'never')
    expect(given.text).toBe('Rain never')
    expect(given.html).toBe('Rain <em>never</em>')
  })

  it('of a turn’s words is without the speaker', () => {
    expect(copy('“Who', 'boils?”').text).toBe('“Who boils?”')
  })

  it('of a whole heading is a heading', () => {
    const { html, text } = copy('Second', 'watch')
    expect(html).toBe('<article class="galley" lang="en"><h2>Second watch</h2></article>')
    expect(text).toBe('Second watch')
  })

  it('of several blocks is plain text with names, and HTML without style or script', () => {
    const { text, html } = copy('watch', 'waiting')
    expect(text).toBe(
      'watch\n\nRain never stops.\n\nMina: “Who boils?”\nJun to Mina (low): “I do.”\n\nGulls, waiting | S. Vale',
    )
    expect(html).toContain('<h2>watch</h2>')
    expect(html).toContain('<b class="speaker">Mina:</b> “Who boils?”')
    expect(html).not.toMatch(/style=|data-pm|<script/)
  })

  it('from the headline on is headline, standfirst and blocks', () => {
    const { text, html } = copy('Night', 'stops.')
    expect(text).toBe('Night Ferry\n\nNobody sleeps\n\nSecond watch\n\nRain never stops.')
    expect(html).toContain('<h1>Night Ferry</h1><p class="standfirst">Nobody sleeps</p>')
  })

  it.each(['slice', 'html'] as const)('and pasted in Galley is the same again, by its %s', (by) => {
    const given = copy('Second', 'lamp')
    const other = editorWith(p('Before.'), p()).in(1)
    paste(other, clipboardOf({ [by]: given[by], text: given.text }), other.services)
    expect(other.body.slice(1)).toEqual(editor.body)
  })
})
