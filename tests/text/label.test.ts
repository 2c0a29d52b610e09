import { expect, it } from 'vitest'
import { skipSpaces, splitLabel } from '../../src/text/label.ts'

it('parts a label from its text at the first colon', () => {
  expect(splitLabel('Caption:  a: b', 20)).toEqual({ label: 'Caption', from: 10 })
  expect(splitLabel('字幕：あ', 20)).toEqual({ label: '字幕', from: 3 })
  expect(splitLabel('Caption : a', 20)).toEqual({ label: 'Caption', from: 10 })
})

it.each(['', 'no colon', ': a', 'Caption:', 'Caption:  ', 'A label that goes on too long: a'])(
  'finds none in %j',
  (line) => {
    expect(splitLabel(line, 20)).toBeNull()
  },
)

it('skips plain spaces', () => {
  expect(skipSpaces('a  b', 1)).toBe(3)
  expect(skipSpaces('a', 1)).toBe(1)
})
