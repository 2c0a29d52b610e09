import { expect, it } from 'vitest'
import { afterSpaces, labelled } from '../../src/text/label.ts'

it('parts a label from its text at the first colon', () => {
  expect(labelled('Caption:  a: b', 20)).toEqual({ label: 'Caption', from: 10 })
  expect(labelled('字幕：あ', 20)).toEqual({ label: '字幕', from: 3 })
  expect(labelled('Caption : a', 20)).toEqual({ label: 'Caption', from: 10 })
})

it.each(['', 'no colon', ': a', 'Caption:', 'Caption:  ', 'A label that goes on too long: a'])(
  'finds none in %j',
  (line) => {
    expect(labelled(line, 20)).toBeNull()
  },
)

it('skips plain spaces', () => {
  expect(afterSpaces('a  b', 1)).toBe(3)
  expect(afterSpaces('a', 1)).toBe(1)
})
