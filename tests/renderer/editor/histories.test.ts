import { undo } from '@tiptap/pm/history'
import { expect, it } from 'vitest'
import { schema } from '../../../src/article/index.ts'
import { Histories } from '../../../src/renderer/src/editor/histories.ts'
import { p } from '../../build.ts'
import { deskOf } from './place.ts'

function written() {
  const desk = deskOf(p('Rain')).at('Rain')
  desk.dispatch(desk.state.tr.insertText(' again'))
  return desk.state
}

it('brings a draft back with its undo and its place', () => {
  const histories = new Histories()
  const state = written()
  histories.keep('ferry', { state, scroll: 120 })
  // As it comes from the disk: the same words, other objects.
  const left = histories.recall('ferry', schema.nodeFromJSON(state.doc.toJSON()))
  expect(left?.scroll).toBe(120)
  expect(left?.state.selection.eq(state.selection)).toBe(true)
  let back = left?.state
  if (back !== undefined) undo(back, (tr) => (back = back?.apply(tr)))
  expect(back?.doc.textContent).toBe('A headlineRain')
})

it('forgets what undo knew when the file was changed meanwhile', () => {
  const histories = new Histories()
  histories.keep('ferry', { state: written(), scroll: 0 })
  expect(histories.recall('ferry', deskOf(p('Rain, by others')).state.doc)).toBe(null)
})

it('remembers the last twenty drafts', () => {
  const histories = new Histories()
  const state = written()
  for (let index = 0; index < 21; index += 1) histories.keep(`draft-${String(index)}`, { state, scroll: 0 })
  expect(histories.recall('draft-0', state.doc)).toBe(null)
  expect(histories.recall('draft-1', state.doc)).not.toBe(null)
})
