import { expect, it } from 'vitest'
import { br, em, p } from '../../build.ts'
import { plainOf, rowsOf } from '../reading.ts'

it('is listed with its text, and not at all when it has none', () => {
  expect(rowsOf(p('One ', em('two'), br(), 'three'), p())).toEqual([
    { type: 'paragraph', text: 'One two\nthree' },
  ])
})

it('is written as its text', () => {
  expect(plainOf(p('One ', em('two'), br(), 'three'), p())).toBe('One two\nthree')
})
