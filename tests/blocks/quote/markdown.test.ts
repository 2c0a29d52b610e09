import { expect, test } from 'vitest'
import { p, quote, ul } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

test('writes paragraphs and lists behind a bar', () => {
  expect(written('portable', quote('a', ul('b')), quote('c'))).toBe('> a\n>\n> - b\n\n> c')
  expect(blocksIn('> a\n>\n> - b\n\n> c')).toEqual(canonical(quote('a', ul('b')), quote('c')))
})

test('keeps empty paragraphs in the structured profile only', () => {
  expect(written('structured', quote(p(), 'a'))).toBe('> ::blank\n>\n> a')
  expect(written('portable', quote(p()), p('b'))).toBe('b')
  expect(blocksIn('>\n\nb')).toEqual(canonical(p('b')))
})
