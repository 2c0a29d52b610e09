import { expect, it } from 'vitest'
import { br, caption, p } from '../../build.ts'
import { inside, plainOf, rowsOf } from '../reading.ts'

it.each([
  ['Caption: “It worked.”', '“It worked.”'],
  ['CAPTION:\u00a0“It worked.”', '“It worked.”'],
  ['Caption: It worked | twice', 'It worked | twice'],
  ['자막: 성공', '성공'],
  ['자막: 성공'.normalize('NFD'), '성공'.normalize('NFD')],
  ['자막 : 성공', '성공'],
  ['字幕：「三分後」', '「三分後」'],
])('reads %s as a caption', (line, words) => {
  expect(inside(line)).toEqual([caption(words)])
})

it.each(['Caption:', 'Caption “It worked.”', 'A caption: it worked', 'Captions matter: always'])(
  'leaves %s a paragraph',
  (line) => {
    expect(inside(line)).toEqual([p(line)])
  },
)

it('lists and writes a caption', () => {
  expect(rowsOf(caption('a', br(), 'b'))).toEqual([{ type: 'caption', text: 'a\nb' }])
  expect(plainOf(caption('a', br(), 'b'))).toBe('Caption: a b')
})
