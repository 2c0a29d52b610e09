import { expect, it } from 'vitest'
import { pre } from '../../build.ts'
import { plainOf, rowsOf } from '../reading.ts'

it('lists and writes code unchanged', () => {
  expect(rowsOf(pre('js', 'one()\n\n  two()'))).toEqual([{ type: 'code', text: 'one()\n\n  two()' }])
  expect(plainOf(pre('js', 'one()\ntwo()'))).toBe('one()\ntwo()')
})
