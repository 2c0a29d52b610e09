import { expect, it } from 'vitest'
import { hr, p } from '../../build.ts'
import { inside, plainOf, rowsOf } from '../reading.ts'

it.each(['***', '* * *', '*\u00a0*\u00a0*', '---', '- - -', '___', '⁂', '＊＊＊', '• • •', '————'])(
  'reads %s as a divider',
  (line) => {
    expect(inside(line)).toEqual([hr()])
  },
)

it.each(['**', '--', '***bold***', '-- - x', '...', '*-*'])('leaves %s a paragraph', (line) => {
  expect(inside(line)).toEqual([p(line)])
})

it('lists and writes a divider', () => {
  expect(rowsOf(hr())).toEqual([{ type: 'divider' }])
  expect(plainOf(hr())).toBe('* * *')
})
