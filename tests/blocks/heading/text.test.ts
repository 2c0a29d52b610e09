import { expect, it } from 'vitest'
import { h2, h4 } from '../../build.ts'
import { plainOf, rowsOf } from '../reading.ts'

it('is listed with its level, after its text', () => {
  const rows = rowsOf(h2('One'), h4('Two'))
  expect(rows).toEqual([
    { type: 'heading', text: 'One', level: 2 },
    { type: 'heading', text: 'Two', level: 4 },
  ])
  expect(Object.keys(rows[0] ?? {})).toEqual(['type', 'text', 'level'])
})

it('is written as its text', () => {
  expect(plainOf(h2('One'))).toBe('One')
})
