import { expect, test } from 'vitest'
import { li, ol, p, ul } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

test('writes an item of one paragraph and a list as tight', () => {
  const nested = ul('a', li('b', ol(1, 'c', 'd')))
  expect(written('portable', nested)).toBe('- a\n- b\n  1. c\n  2. d')
  expect(blocksIn('- a\n- b\n  1. c\n  2. d')).toEqual(canonical(nested))
})

test('writes an item of several paragraphs as loose', () => {
  expect(written('portable', ul(li('a', p('b')), 'c'))).toBe('- a\n\n  b\n\n- c')
})

test('keeps adjacent lists separate', () => {
  expect(written('portable', ul('a'), ul('b'), ol(1, 'c'), ol(1, 'd'))).toBe('- a\n\n* b\n\n1. c\n\n1) d')
})

test('writes and reads empty items and empty first paragraphs', () => {
  const empty = ul(li(p()), li(p(), ul('a')), li(p(), p('b')))
  expect(blocksIn(written('structured', empty), 'structured')).toEqual(canonical(empty))
  expect(blocksIn('- - a')).toEqual(canonical(ul(li(p(), ul('a')))))
})
