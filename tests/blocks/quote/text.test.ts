import { expect, it } from 'vitest'
import { p, quote, ul } from '../../build.ts'
import { plainOf, rowsOf } from '../reading.ts'

it('lists a row for each paragraph, and the rows of lists in it', () => {
  expect(rowsOf(quote(p('One.'), p('Two.'), ul('three', 'four')))).toEqual([
    { type: 'quote', text: 'One.' },
    { type: 'quote', text: 'Two.' },
    { type: 'listItem', text: 'three' },
    { type: 'listItem', text: 'four' },
  ])
})

it('writes a quote as its paragraphs', () => {
  expect(plainOf(quote(p('One.'), p('Two.')))).toBe('One.\n\nTwo.')
})
