import { undo } from '@tiptap/pm/history'
import { expect, it } from 'vitest'
import { schema } from '../../../../src/article/index.ts'
import { UndoMemory } from '../../../../src/renderer/src/editor/undo/undoMemory.ts'
import { p } from '../../../build.ts'
import { editorWith } from '../testEditor.ts'

function written() {
  const editor = editorWith(p('Rain')).at('Rain')
  editor.dispatch(editor.state.tr.insertText(' again'))
  return editor.state
}

it('restores a draft with its undo history and scroll position', () => {
  const memory = new UndoMemory()
  const state = written()
  memory.remember('ferry', { state, scroll: 120 })
  // As it comes from the disk: the same words, other objects.
  const left = memory.restore('ferry', schema.nodeFromJSON(state.doc.toJSON()))
  expect(left?.scroll).toBe(120)
  expect(left?.state.selection.eq(state.selection)).toBe(true)
  let back = left?.state
  if (back !== undefined) undo(back, (tr) => (back = back?.apply(tr)))
  expect(back?.doc.textContent).toBe('A headlineRain')
})

it('forgets the undo history if the file has changed meanwhile', () => {
  const memory = new UndoMemory()
  memory.remember('ferry', { state: written(), scroll: 0 })
  expect(memory.restore('ferry', editorWith(p('Rain, by others')).state.doc)).toBe(null)
})

it('remembers the last twenty drafts', () => {
  const memory = new UndoMemory()
  const state = written()
  for (let index = 0; index < 21; index += 1) memory.remember(`draft-${String(index)}`, { state, scroll: 0 })
  expect(memory.restore('draft-0', state.doc)).toBe(null)
  expect(memory.restore('draft-1', state.doc)).not.toBe(null)
})
