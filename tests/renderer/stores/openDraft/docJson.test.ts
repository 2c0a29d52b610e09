import fc from 'fast-check'
import { expect, it } from 'vitest'
import { schema } from '../../../../src/article/index.ts'
import { docJson } from '../../../../src/renderer/src/stores/openDraft/docJson.ts'
import { arbitraryArticle } from '../../../article/arbitrary.ts'
import { dialogue, doc, p, turn } from '../../../build.ts'
import { stateOf } from '../../editor/states.ts'

it('returns the same JSON as toJSON', () => {
  fc.assert(
    fc.property(arbitraryArticle, ({ doc }) => {
      const node = schema.nodeFromJSON(doc)
      expect(docJson(node)).toEqual(node.toJSON())
    }),
    { numRuns: 200 },
  )
})

it('returns the same object for unedited nodes', () => {
  const state = stateOf(
    doc('H', '', p('Rain|'), dialogue(turn('Mina', 'No.'), turn('Jun', 'Yes.')), p('Fog')),
  )
  const [, , before] = docJson(state.doc).content ?? []
  const [, , after] = docJson(state.tr.insertText('!').doc).content ?? []
  expect(after?.content?.[0]).not.toBe(before?.content?.[0])
  expect(after?.content?.[1]).toBe(before?.content?.[1])
  expect(after?.content?.[2]).toBe(before?.content?.[2])
})
