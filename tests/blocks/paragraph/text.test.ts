import { expect, it } from 'vitest'
import { br, em, p } from '../../build.ts'
import { plainOf, rowsOf } from '../reading.ts'

it('lists a paragraph with its text, and leaves out an empty one', () => {
  expect(rowsOf(p('One ', em('two'), br(), 'three'), p())).toEqual([
    { type: 'paragraph', text: 'One two\nthree' },
  ])
})

it('writes a paragraph as its text', () => {
  expect(plainOf(p('One ', em('two'), br(), 'three'), p())).toBe('One two\nthree')
})
