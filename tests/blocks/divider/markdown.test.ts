import { expect, test } from 'vitest'
import { hr, p } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

test('reads a thematic break in any spelling', () => {
  expect(written('portable', p('a'), hr(), p('b'))).toBe('a\n\n***\n\nb')
  for (const rule of ['***', '- - -', '____'])
    expect(blocksIn(`a\n\n${rule}\n\nb`)).toEqual(canonical(p('a'), hr(), p('b')))
})
