import { expect, test } from 'vitest'
import { p } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

test('writes an empty paragraph as ::blank in the structured profile, and leaves it out in the portable one', () => {
  expect(written('structured', p('a'), p(), p('b'))).toBe('a\n\n::blank\n\nb')
  expect(written('portable', p('a'), p(), p('b'))).toBe('a\n\nb')
  expect(blocksIn('a\n\n::blank\n\nb', 'structured')).toEqual(canonical(p('a'), p(), p('b')))
})

test('keeps spaces at the edges', () => {
  expect(blocksIn(written('structured', p('  a  ')), 'structured')).toEqual(canonical(p('  a  ')))
})
