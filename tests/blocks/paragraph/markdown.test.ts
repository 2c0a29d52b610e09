import { expect, test } from 'vitest'
import { p } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

test('an empty paragraph is ::blank in the structured profile, and nothing in the portable one', () => {
  expect(written('structured', p('a'), p(), p('b'))).toBe('a\n\n::blank\n\nb')
  expect(written('portable', p('a'), p(), p('b'))).toBe('a\n\nb')
  expect(blocksIn('a\n\n::blank\n\nb', 'structured')).toEqual(canonical(p('a'), p(), p('b')))
})

test('spaces at the edges are kept', () => {
  expect(blocksIn(written('structured', p('  a  ')), 'structured')).toEqual(canonical(p('  a  ')))
})
