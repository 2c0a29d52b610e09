import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noteContent, noteText, noteWords } from '../../../src/blocks/footnote/index.ts'
import { isLine } from '../../../src/text/unicode.ts'
import { arbitraryInline } from '../../article/arbitrary.ts'
import { br, code, em, fn, link, strong, sub, sup } from '../../build.ts'

describe('the text of a footnote', () => {
  test('has signs for its marks', () => {
    const content = [
      { type: 'text', text: 'See ' },
      ...strong('Dusk'),
      ...em(', p. 4'),
      br(),
      ...link('https://example.com/a_(b)', 'the archive'),
    ]
    const text = 'See **Dusk***, p. 4*\n[the archive](https://example.com/a_(b\\))'
    expect(noteText(content)).toBe(text)
    expect(noteContent(text)).toEqual(content)
  })

  test('has no spaces at its ends, and no footnotes: their words stand in brackets', () => {
    expect(noteText([{ type: 'text', text: '  See' }, fn('*p. 4*'), br(), { type: 'text', text: ' ' }])).toBe(
      'See (p. 4)',
    )
  })

  test('takes signs that nothing turns off for characters', () => {
    expect(noteWords('5 * 3, [sic] and `x')).toBe('5 * 3, [sic] and `x')
    expect(noteContent('a *b* * c')).toEqual([
      { type: 'text', text: 'a ' },
      ...em('b'),
      { type: 'text', text: ' * c' },
    ])
  })

  test('has no link that runs a script', () => {
    expect(noteContent('[a](javascript:alert(1\\))')).toEqual([
      { type: 'text', text: '[a](javascript:alert(1\\))' },
    ])
  })

  test('has raised, lowered and code characters', () => {
    const content = [...sup('a'), ...sub('b'), ...code('c')]
    expect(noteContent(noteText(content))).toEqual(content)
  })

  test('of any inline content is read as it was written, and is lines', () => {
    fc.assert(
      fc.property(arbitraryInline, (content) => {
        const text = noteText(content)
        expect(text.split('\n').every(isLine)).toBe(true)
        expect(noteText(noteContent(text))).toBe(text)
      }),
      { numRuns: 500 },
    )
  })

  test('of any characters has a meaning, which is stable', () => {
    const signs = fc.string({ unit: fc.constantFrom(...Array.from('ab *~^`\\[]()\n'), '](https://a.b)') })
    fc.assert(
      fc.property(signs, (text) => {
        const once = noteText(noteContent(text))
        expect(noteText(noteContent(once))).toBe(once)
      }),
      { numRuns: 1000 },
    )
  })

  test('is read in linear time', () => {
    for (const part of ['](', '[', '*~^', '\\', '](a', '[a](']) {
      expect(noteContent(part.repeat(20_000)).length).toBeLessThan(40_001)
    }
  })
})
