import { EditorState, TextSelection } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { schema } from '../../../../src/article/index.ts'
import { doc, p } from '../../../build.ts'
import { openWriter, perform, type Writer } from '../writer.ts'

/** Shows another draft, as the page does. */
function showOther({ view }: Writer): void {
  const other = view.state.schema.nodeFromJSON(schema.nodeFromJSON(doc('Other', '', p('words'))).toJSON())
  view.updateState(EditorState.create({ doc: other, plugins: view.state.plugins }))
}

test('the slash menu closes when another draft is shown, and takes no keys when the first one is back', async () => {
  const writer = openWriter(doc('H', '', p()))
  const { view, menus } = writer
  view.dispatch(view.state.tr.setSelection(TextSelection.atEnd(view.state.doc)))
  await perform(writer, { type: '/em' })
  expect(menus.slash.value?.query).toBe('em')
  const left = view.state
  showOther(writer)
  expect(menus.slash.value).toBeNull()
  menus.slashKey = () => true
  view.updateState(left)
  await perform(writer, { press: 'Enter' })
  expect(view.state.doc.child(2).childCount).toBe(2)
  writer.editor.destroy()
})

test('the toolbar of a selection closes when another draft is shown', () => {
  const writer = openWriter(doc('H', '', p('some words')))
  const anchor = { contextElement: document.body, getBoundingClientRect: () => new DOMRect() }
  writer.menus.bubble.value = { anchor, marks: new Set(), kind: '' }
  showOther(writer)
  expect(writer.menus.bubble.value).toBeNull()
  writer.editor.destroy()
})
