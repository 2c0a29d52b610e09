import { expect, test } from 'vitest'
import { VARIATIONS } from '../rig/axe.ts'
import { STATES } from '../shots/states.ts'

test('leaves no state to the long form that does not exist', () => {
  expect(STATES.map(({ name }) => name)).toEqual(expect.arrayContaining([...VARIATIONS]))
})
