import { expect, test } from 'vitest'
import { pre } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

test.each([
  ['', ''],
  ['ts', 'const a = 1\n\n\tb'],
  ['', '\n\na\n\n'],
  ['', '```\nfence\n```'],
  ['a&amp;b', ':::dialogue\n:::'],
  ['~~~', '    indented'],
])('keeps the language %j and the text %j in both profiles', (language, text) => {
  for (const profile of ['structured', 'portable'] as const)
    expect(blocksIn(written(profile, pre(language, text)), profile)).toEqual(canonical(pre(language, text)))
})

test('reads the language as one word, and controls as spaces', () => {
  expect(blocksIn('```js {1,2}\na\u0007b\n```')).toEqual(canonical(pre('js', 'a b')))
  expect(blocksIn('```{.js}\na\n```\n\n    b')).toEqual(canonical(pre('', 'a'), pre('', 'b')))
})
