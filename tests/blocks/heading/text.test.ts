import { expect, it } from 'vitest'
import { h2, h4 } from '../../build.ts'
import { plainOf, rowsOf } from '../reading.ts'

it('lists a heading with its level, after its text', () => {
  const rows = rowsOf(h2('One'), h4('Two'))
  expect(rows).toEqual([
    { type: 'heading', text: 'One', level: 2 },
    { type: 'heading', text: 'Two', level: 4 },
  ])
  expect(Object.keys(rows[0] ?? {})).toEqual(['type', 'text', 'level'])
})

it('writes a heading as its text', () => {
  expect(plainOf(h2('One'))).toBe('One')
})
