import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitAtLinks } from '../../src/text/links.ts'

/** The text with its addresses in square brackets. */
function marked(text: string): string {
  return splitAtLinks(text)
    .map(({ text: part, href }) => (href === null ? part : `[${part}]`))
    .join('')
}

it.each([
  ['no address here', 'no address here'],
  ['https://a.example', '[https://a.example]'],
  ['See https://a.example/b, then go.', 'See [https://a.example/b], then go.'],
  ['(https://a.example)', '([https://a.example])'],
  ['https://a.example/b_(c)', '[https://a.example/b_(c)]'],
  ['(https://a.example/b_(c)).', '([https://a.example/b_(c)]).'],
  ['“https://a.example”', '“[https://a.example]”'],
  ['https://a.example https://b.example', '[https://a.example] [https://b.example]'],
  ['https://u:p@a.example and on', 'https://u:p@a.example and on'],
  ['https://... and on', 'https://... and on'],
])('finds the addresses in %s', (text, expected) => {
  expect(marked(text)).toBe(expected)
})

it('loses no character', () => {
  const piece = fc.constantFrom('https://a.example/', 'http://', ' ', ')', '(', '.', 'word', '”', '한')
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      expect(
        splitAtLinks(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
