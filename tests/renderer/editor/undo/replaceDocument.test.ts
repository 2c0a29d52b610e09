import { history, undo } from '@tiptap/pm/history'
import { EditorState } from '@tiptap/pm/state'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { schema } from '../../../../src/article/index.ts'
import { replaceDocument } from '../../../../src/renderer/src/editor/undo/replaceDocument.ts'
import { arbitraryArticle } from '../../../article/arbitrary.ts'
import { doc, p } from '../../../build.ts'
import { stateOf } from '../states.ts'

const node = (...body: string[]) => schema.nodeFromJSON(doc('A headline', '', ...body.map((text) => p(text))))

const before = () => stateOf(doc('A headline', '', p('Rain'), p('The lamp is lit|'), p('Fog')), [history()])

it('is an undo step of its own right after typing', () => {
  let state = before()
  state = state.apply(state.tr.insertText(' again'))
  const tr = replaceDocument(state, node('Rain', 'The lamp is lit', 'Fog'))
  if (tr !== null) state = state.apply(tr)
  expect(state.doc.child(2).textContent).toBe('RainThe lamp is litFog')
  undo(state, (back) => (state = state.apply(back)))
  expect(state.doc.child(2).textContent).toBe('RainThe lamp is lit againFog')
})

it('leaves equal blocks and the caret in them', () => {
  const state = before()
  const tr = replaceDocument(state, node('Hail', 'The lamp is lit', 'Fog'))
  expect(tr?.steps).toHaveLength(1)
  expect(tr?.doc.child(2).child(1)).toBe(state.doc.child(2).child(1))
  expect(tr?.selection.from).toBe(state.selection.from)
})

it('is null for equal documents', () => {
  expect(replaceDocument(before(), node('Rain', 'The lamp is lit', 'Fog'))).toBe(null)
})

it('turns any article into any other', () => {
  fc.assert(
    fc.property(arbitraryArticle, arbitraryArticle, (one, other) => {
      const to = schema.nodeFromJSON(other.doc)
      const state = EditorState.create({ doc: schema.nodeFromJSON(one.doc) })
      const tr = replaceDocument(state, to)
      expect((tr?.doc ?? state.doc).eq(to)).toBe(true)
    }),
    { numRuns: 200 },
  )
})
