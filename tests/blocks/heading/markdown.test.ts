import { expect, test } from 'vitest'
import { em, h2, h3, h4 } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

test('writes and reads levels 2 to 4', () => {
  const three = [h2('a ', em('b')), h3('#'), h4()]
  expect(written('portable', ...three)).toBe('## a *b*\n\n### \\#\n\n####')
  expect(blocksIn('## a *b*\n\n### \\#\n\n####')).toEqual(canonical(...three))
})

test('reads a second h1 as a section, and a line break in a heading as a space', () => {
  expect(blocksIn('# Headline\n\n# Section\n\nOne\\\ntwo\n---')).toEqual(
    canonical(h2('Section'), h2('One two')),
  )
})
