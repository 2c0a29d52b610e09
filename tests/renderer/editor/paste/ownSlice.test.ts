import { NodeSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import { giveSlice } from '../../../../src/renderer/src/editor/copy/passage.ts'
import { paste } from '../../../../src/renderer/src/editor/paste/place.ts'
import { article, dialogue, doc, em, figure, gallery, h2, li, p, strong, turn, ul } from '../../../build.ts'
import { clipboardOf, editorWith, TestEditor } from '../testEditor.ts'

/** Blocks in their canonical form. */
const blocks = (...given: NodeJSON[]): unknown => article('', '', ...given).doc.content?.[2]?.content

function pasteInto(editor: TestEditor, given: Parameters<typeof clipboardOf>[0]): TestEditor {
  paste(editor, clipboardOf(given), editor.services)
  return editor
}

describe('Galley’s own slice', () => {
  const original = new TestEditor(
    doc(
      'Ferry',
      'Nobody sleeps',
      h2('Night'),
      dialogue(turn('Mina', '“Who  boils?”')),
      p('Rain ', em('never'), ' ', strong('stops')),
      ul(li('rope')),
    ),
  )

  function copied(from: number, to: number): string {
    return giveSlice(original.state.doc.slice(from, to, true), 'en').slice
  }

  it('is pasted exactly as copied', () => {
    const { doc: whole } = original.state
    const start = whole.child(0).nodeSize + whole.child(1).nodeSize
    const editor = pasteInto(editorWith(p('Before.'), p()).in(1), {
      slice: copied(start + 1, whole.content.size - 1),
      text: 'x',
    })
    expect(editor.body.slice(1)).toEqual(whole.child(2).content.toJSON())
  })

  it('of a whole article becomes the article of an empty draft', () => {
    const editor = pasteInto(new TestEditor(doc('', '', p())).in(0), {
      slice: copied(0, original.state.doc.content.size),
    })
    expect(editor.state.doc.toJSON()).toEqual(original.state.doc.toJSON())
  })

  it('of another draft copies the files of its photos', () => {
    const from = new TestEditor(doc('Ferry', '', figure({ src: 'images/pier.png' }, 'A pier')))
    const { doc: whole } = from.state
    const start = whole.child(0).nodeSize + whole.child(1).nodeSize
    const { slice } = giveSlice(whole.slice(start, whole.content.size, true), 'en', false, 'day-ferry')
    expect(pasteInto(editorWith(p('Before.'), p()).in(1), { slice }).copied).toEqual([
      ['day-ferry', 'pier.png'],
    ])
    const own = giveSlice(whole.slice(start, whole.content.size, true), 'en', false, 'night-ferry')
    expect(pasteInto(editorWith(p('Before.'), p()).in(1), { slice: own.slice }).copied).toEqual([])
  })

  it('of words goes below the gallery whose photo is selected, as plain text and HTML do', () => {
    const whole = gallery([figure({ src: 'images/a.png' }), figure({ src: 'images/b.png' })], 'own')
    const from = new TestEditor(doc('Ferry', '', p('Rain never')))
    const { doc: rain } = from.state
    const start = rain.child(0).nodeSize + rain.child(1).nodeSize
    const { slice } = giveSlice(rain.slice(start + 2, start + 6, true), 'en')
    for (const given of [{ slice, text: 'Rain' }, { text: 'Rain' }, { html: '<p>Rain</p>', text: 'Rain' }]) {
      const editor = editorWith(whole, p('x'))
      const photo = editor.state.doc.child(0).nodeSize + editor.state.doc.child(1).nodeSize + 2
      editor.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, photo)))
      expect(pasteInto(editor, given).body).toEqual(blocks(whole, p('Rain'), p('x')))
    }
  })

  it('copied by an earlier version of Galley is still read', () => {
    const slice = JSON.stringify({
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Old.' }] }],
    })
    const editor = pasteInto(editorWith(p('Before.'), p()).in(1), { slice, text: 'x' })
    expect(editor.body.at(-1)).toMatchObject({ content: [{ text: 'Old.' }] })
    expect(editor.copied).toEqual([])
  })

  it('copies no file outside a draft’s pictures, and none of an invalid draft id', () => {
    const shown = (src: string) => ({ content: [{ type: 'figure', attrs: { src } }] })
    for (const [draft, src] of [
      ['day-ferry', 'https://pier.example/a.png'],
      ['../day', 'images/pier.png'],
    ] as const)
      expect(
        pasteInto(editorWith(p('Before.'), p()).in(1), {
          slice: JSON.stringify({ draft, slice: shown(src) }),
        }).copied,
      ).toEqual([])
  })

  it.each([
    [
      'an address that runs',
      {
        content: [
          {
            type: 'embed',
            attrs: { url: 'javascript:alert(1)', provider: '', id: '', title: '', author: '' },
          },
        ],
      },
    ],
    [
      'a link that runs',
      {
        content: [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] },
            ],
          },
        ],
      },
    ],
    [
      'control characters',
      { content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a\u0007b' }] }] },
    ],
    ['a list without items', { content: [{ type: 'bulletList', content: [{ type: 'listItem' }] }] }],
    ['an unknown node', { content: [{ type: 'script' }] }],
    ['no slice at all', 'x'],
  ])('with %s is refused, and the text is pasted', (_name, slice) => {
    const editor = pasteInto(editorWith(p()).in(0), { slice: JSON.stringify(slice), text: 'words' })
    expect(editor.body).toEqual(blocks(p('words')))
  })
})
