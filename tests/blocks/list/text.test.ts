import { describe, expect, it } from 'vitest'
import { br, li, ol, p, ul } from '../../build.ts'
import { inside, plainOf, rowsOf } from '../reading.ts'

describe('a list', () => {
  it('is read from two or more lines with bullets', () => {
    expect(inside('- one\n- two')).toEqual([ul('one', 'two')])
    expect(inside('· 214 gloves\n· a cello')).toEqual([ul('214 gloves', 'a cello')])
    expect(inside('• one\n\n• two\n* three')).toEqual([ul('one', 'two', 'three')])
  })

  it('is read from two or more lines with numbers that count up', () => {
    expect(inside('1. one\n2. two')).toEqual([ol(1, 'one', 'two')])
    expect(inside('7) one\n8) two')).toEqual([ol(7, 'one', 'two')])
  })

  it.each(['- one', '1. one', '-one\n-two', '1. one\n3. three', '1996. a flood\n1997. a drought'])(
    'is not read from %j',
    (text) => {
      const [first = '', second] = text.split('\n')
      expect(inside(text)).toEqual([second === undefined ? p(first) : p(first, br(), second)])
    },
  )

  it('ends before numbers that start again, which it would change', () => {
    expect(inside('1. one\n2. two\n1. one')).toEqual([ol(1, 'one', 'two'), p('1. one')])
  })

  it('is read between other lines of the same block of text', () => {
    expect(inside('What we took:\n- earth\n- water\nAnd went.')).toEqual([
      p('What we took:'),
      ul('earth', 'water'),
      p('And went.'),
    ])
  })
})

it('lists a row for each item, nested items after their parent', () => {
  expect(rowsOf(ul(li('one', p('more'), ol(1, 'inner')), 'two'))).toEqual([
    { type: 'listItem', text: 'one\nmore' },
    { type: 'listItem', text: 'inner' },
    { type: 'listItem', text: 'two' },
  ])
})

it('writes a list with its markers', () => {
  expect(plainOf(ul('one', 'two'))).toBe('- one\n- two')
  expect(plainOf(ol(3, 'one', li('two', ul('inner'))))).toBe('3. one\n4. two\n  - inner')
})
