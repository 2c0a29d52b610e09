import { undo } from '@tiptap/pm/history'
import { EditorState, NodeSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import {
  closeFootnote,
  keepFootnote,
  openFootnote,
  writeFootnote,
} from '../../../../src/renderer/src/editor/menus/footnotes/footnotes.ts'
import { runChosenCommand } from '../../../../src/renderer/src/editor/menus/slash.ts'
import type { FootnoteState } from '../../../../src/renderer/src/editor/menus/menus.ts'
import { doc, fn, p, pre } from '../../../build.ts'
import { body, same, shown, writing } from '../keys/writing.ts'
import { perform, type Writer } from '../writer.ts'

function open({ view, menus }: Writer): FootnoteState {
  openFootnote(menus)(view.state, view.dispatch.bind(view), view)
  if (menus.footnote.value === null) throw new Error('the popover did not open')
  return menus.footnote.value
}

/** Does what the popover does with what was typed. */
function finish(writer: Writer, text: string): void {
  const { view, menus } = writer
  if (menus.footnote.value !== null) writeFootnote(menus.footnote.value, text)(view.state, view.dispatch)
  closeFootnote(menus, view)
}

/** Selects the first footnote. */
function select({ view }: Writer): void {
  let position = -1
  view.state.doc.descendants((node, at) => {
    if (node.type.name === 'footnote') position = at
  })
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)))
}

describe('a footnote', () => {
  it('is inserted at the caret or behind the selected words, in one undo step, with the caret behind it', () => {
    for (const [before, after] of [
      ['The harbour froze.|', p('The harbour froze.', [fn('*Dusk*, p. 4')], '|')],
      ['The <harbour> froze.', p('The harbour', [fn('*Dusk*, p. 4')], '| froze.')],
    ] as const) {
      const writer = writing(body(p(before)))
      const start = writer.view.state.doc
      expect(open(writer)).toMatchObject({ text: '', isNew: true })
      finish(writer, ' *Dusk*, p. 4\u0007 ')
      expect(shown(writer)).toEqual(same(body(after)))
      expect(writer.menus.footnote.value).toBeNull()
      undo(writer.view.state, writer.view.dispatch)
      expect(writer.view.state.doc.eq(start)).toBe(true)
    }
  })

  it('is written in place of what was typed for it in the slash menu', async () => {
    const writer = writing(body(p('|')))
    for (const key of '/footn') await perform(writer, { type: key })
    runChosenCommand(writer.view, openFootnote(writer.menus))
    expect(writer.menus.slash.value).toBeNull()
    expect(writer.menus.footnote.value).toMatchObject({ text: '', isNew: true })
    finish(writer, 'Dusk')
    expect(shown(writer)).toEqual(same(body(p([fn('Dusk')], '|'))))
  })

  it('without words is none', () => {
    const writer = writing(body(p('The harbour froze.|')))
    open(writer)
    finish(writer, ' \n ')
    expect(shown(writer)).toEqual(same(body(p('The harbour froze.|'))))
  })

  it('is opened by Enter when it is selected, changed, and removed when its words are', async () => {
    const writer = writing(body(p('It froze', [fn('Dusk')], '.')))
    select(writer)
    await perform(writer, { press: 'Enter' })
    expect(writer.menus.footnote.value).toMatchObject({ text: 'Dusk', isNew: false })
    finish(writer, 'Dawn\nand noon')
    expect(shown(writer)).toEqual(same(body(p('It froze', [fn('Dawn\nand noon')], '|.'))))
    select(writer)
    open(writer)
    finish(writer, '')
    expect(shown(writer)).toEqual(same(body(p('It froze|.'))))
  })

  it('is not replaced by what is typed while the caret is on its sign', async () => {
    const writer = writing(body(p('It froze', [fn('Dusk')], '.')))
    select(writer)
    await perform(writer, { type: ' over' })
    expect(shown(writer)).toEqual(same(body(p('It froze', [fn('Dusk')], ' over|.'))))
    select(writer)
    writer.view.dom.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Process', keyCode: 229, bubbles: true }),
    )
    expect(shown(writer)).toEqual(same(body(p('It froze', [fn('Dusk')], '| over.'))))
    select(writer)
    writer.view.dom.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    expect(shown(writer)).toEqual(same(body(p('It froze', [fn('Dusk')], '| over.'))))
  })

  it('is written where its sign is by then, and stays open while something arrives above', () => {
    const writer = writing(body(p('above'), p('It froze|.')))
    const { view, menus } = writer
    open(writer)
    const photo = view.state.schema.nodes.figure?.create({ src: 'images/late.jpg' })
    if (photo !== undefined) view.dispatch(view.state.tr.insert(view.state.doc.child(0).nodeSize + 3, photo))
    expect(menus.footnote.value).not.toBeNull()
    finish(writer, 'Dusk')
    const last = view.state.doc.child(2).lastChild?.toJSON() as NodeJSON
    expect(last.content?.map(({ type }) => type)).toEqual(['text', 'footnote', 'text'])
  })

  it('that is kept by a save stands in the text and is changed from then on', () => {
    const writer = writing(body(p('It froze|.')))
    const { view, menus } = writer
    open(writer)
    keepFootnote(menus, view, 'Du')
    keepFootnote(menus, view, 'Dusk')
    expect(menus.footnote.value).toMatchObject({ text: 'Dusk', isNew: false })
    finish(writer, 'Dusk, p. 4')
    expect(shown(writer)).toEqual(same(body(p('It froze', [fn('Dusk, p. 4')], '|.'))))
  })

  it('closes when its sign is deleted, or when another draft is shown', () => {
    const writer = writing(body(p('It froze', [fn('Dusk')], '.')))
    const { view, menus } = writer
    select(writer)
    open(writer)
    view.dispatch(view.state.tr.deleteSelection())
    expect(menus.footnote.value).toBeNull()
    const other = writing(body(p('It froze|.')))
    open(other)
    const { state } = other.view
    const shownDoc = state.schema.nodeFromJSON(doc('Other', '', p('words')))
    other.view.updateState(EditorState.create({ doc: shownDoc, plugins: state.plugins }))
    expect(other.menus.footnote.value).toBeNull()
  })

  it('has no place in code or a headline', () => {
    for (const json of [body(pre('', 'a|b')), doc('Head|line', '', p('words'))]) {
      const { view, menus } = writing(json)
      expect(openFootnote(menus)(view.state, undefined, view)).toBe(false)
    }
  })

  it('is named for screen readers, and shows its words when pointed at', () => {
    const { view } = writing(body(p('It froze', [fn('*Dusk*, p. 4')], '.')))
    const sign = view.dom.querySelector('sup')
    expect(sign?.getAttribute('aria-label')).toBe('Footnote: Dusk, p. 4')
    expect(sign?.getAttribute('role')).toBe('doc-noteref')
    expect(sign?.title).toBe('Dusk, p. 4')
    // Chromium writes the first composed letter twice behind an element without text.
    expect(sign?.textContent).toBe('\u2060')
  })
})
