import { describe, expect, it } from 'vitest'
import { caretBlockDecoration } from '../../../../src/blocks/_view/caretBlock.ts'
import { dialogue, p, turn } from '../../../build.ts'
import { bodyOf, stateOf } from '../states.ts'

describe('the caret’s block', () => {
  it('is marked as a whole, even a dialogue', () => {
    const state = stateOf(bodyOf(p('a'), dialogue(turn('Mina', 'b|')), p('c')))
    const [mark, more] = caretBlockDecoration(state).find()
    expect(state.doc.slice(mark?.from ?? 0, mark?.to ?? 0).content.firstChild?.type.name).toBe('dialogue')
    expect(more).toBeUndefined()
  })

  it('is not marked in the headline', () => {
    expect(caretBlockDecoration(stateOf(bodyOf(p('a')))).find()).toEqual([])
  })
})
