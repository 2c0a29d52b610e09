import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { expect, it } from 'vitest'
import { moveCaretToBlock, caretPlace } from '../../../src/renderer/src/editor/caretTracking.ts'
import { dialogue, embed, p, turn } from '../../build.ts'
import { editorWith, type TestEditor } from './testEditor.ts'

const ferry = (): TestEditor =>
  editorWith(
    p('It leaves.'),
    dialogue(turn('Mina', '“Yes.”'), turn('Jun', '“No.”')),
    embed('https://youtu.be/dQw4w9WgXcQ'),
  )

it('reports the caret’s block and the selected words', () => {
  expect(caretPlace(ferry().at('“No.”'))).toEqual({ block: 1, selected: '' })
  expect(caretPlace(ferry().at('leaves', 'on'))).toEqual({ block: 0, selected: 'leaves' })
  expect(caretPlace(ferry().in('headline'))).toEqual({ block: -1, selected: '' })
  const editor = ferry()
  const { doc } = editor.state
  editor.dispatch(editor.state.tr.setSelection(TextSelection.between(doc.resolve(1), doc.resolve(40))))
  expect(caretPlace(editor).selected).toContain('A headline\n')
})

it('moves to a block: into its words, or onto a card', () => {
  const editor = ferry()
  const view = {
    get state() {
      return editor.state
    },
    dispatch: (tr: Parameters<TestEditor['dispatch']>[0]) => {
      editor.dispatch(tr)
    },
    focus: () => undefined,
    nodeDOM: () => null,
  } as unknown as EditorView
  moveCaretToBlock(view, 1)
  expect(editor.state.selection.$from.parent.textContent).toBe('“Yes.”')
  moveCaretToBlock(view, 2)
  expect(editor.state.selection).toBeInstanceOf(NodeSelection)
  moveCaretToBlock(view, 9)
  expect(caretPlace(editor).block).toBe(2)
})
