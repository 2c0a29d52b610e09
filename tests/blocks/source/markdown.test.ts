import { expect, test } from 'vitest'
import { link, p, source } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

test('writes the label as an attribute in the structured profile', () => {
  const line = source('Sources', link('https://example.com', 'One'), ' and two')
  expect(written('structured', line)).toBe(
    ':::source{label="Sources"}\n[One](https://example.com) and two\n:::',
  )
  expect(blocksIn(written('structured', line), 'structured')).toEqual(canonical(line))
})

test.each([
  [source('Sources', 'One'), 'Sources: One'],
  [source('via', link('https://example.com', 'One')), 'via [One](https://example.com)'],
  [source('출처', '항구신문'), '출처: 항구신문'],
])('writes in the portable profile the label and a colon, none after via (%#)', (line, markdown) => {
  expect(written('portable', line)).toBe(markdown)
  expect(blocksIn(markdown)).toEqual(canonical(line))
})

test('writes the language’s label in the portable profile if the line has none', () => {
  expect(written('portable', source('', 'One'))).toBe('Source: One')
})

test('reads only the last paragraph as a source line, and only with a known label', () => {
  expect(blocksIn('Source: One\n\nMore.')).toEqual(canonical(p('Source: One'), p('More.')))
  expect(blocksIn('Moral: none')).toEqual(canonical(p('Moral: none')))
  expect(blocksIn('viable')).toEqual(canonical(p('viable')))
})
