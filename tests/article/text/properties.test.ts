import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outline, readText, readTextBlocks, writeText } from '../../../src/article/index.ts'

/** Everything a hasty reader trips over, to be strung together at random. */
const FRAGMENTS = [
  'Mina: ', 'Mina:\u00a0“Yes.”', 'Jun to Mina: ', ' (laughing): ', 'Mina (aside) to Jun: “x”', '한소희: “네.”', '미나：', 'He said: “x”',
  'Caption: ', '자막: ', 'Source: ', 'Sources: A, https://a.example/b.', '출처: ', 'via ', ' | JTBC', '| ', '｜', 'a|b',
  'https://youtu.be/tEa4MidNigh', 'https://a.example/b', 'https://', '* * *', '---', '⁂', '- ', '* ', '• ', '1. ', '2. ', '3) ', '> ', '## ',
  '“', '”', '"', "'", '「', '」', '…', '.', ':', '：', '(', ')', '（', '）', ' ', '\u00a0', '\t', '\n', '\n', '\n\n', '\r\n', '\r', '\u2028',
  '\u2029', '\u200b', '\ufeff', 'A sentence that goes on for a while and stops.', 'word', 'Ñandú', 'e\u0301', '각', '\ud83d\ude00', '\ud800', '\u0000', '\u001b',
] // prettier-ignore

const trapped = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map((pieces) => pieces.join(''))
const anything = fc.string({ unit: 'binary', maxLength: 300 })
const printable = fc.string({ unit: 'grapheme', maxLength: 300 })

/**
 * The characters of prose, counted: letters and figures. Punctuation may turn into structure (a bar, a colon, a
 * bullet, a ruled line) or be written in its plain form again; words never.
 */
function prose(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [character] of text.toWellFormed().matchAll(/[\p{L}\p{N}\p{Extended_Pictographic}]/gu))
    counts.set(character, (counts.get(character) ?? 0) + 1)
  return counts
}

/** Labels of captions and credits and the numbers of sources, which an article keeps as its structure and writes in one form. */
function withoutLabels(text: string): string {
  return text.replace(/자막|©|\d+[.)]\s/gu, '')
}

describe('any text', () => {
  it('is read without an error, the same way every time', () => {
    fc.assert(
      fc.property(fc.oneof(trapped, anything, printable), (text) => {
        expect(readText(text)).toEqual(readText(text))
        expect(readTextBlocks(text)).toEqual(readTextBlocks(text))
      }),
      { numRuns: 500 },
    )
  })

  it('keeps every letter and figure of its prose', () => {
    fc.assert(
      fc.property(fc.oneof(trapped, anything, printable), (text) => {
        const kept = prose(writeText(readText(text)))
        for (const [character, times] of prose(withoutLabels(text)))
          expect(kept.get(character) ?? 0, JSON.stringify(character)).toBeGreaterThanOrEqual(times)
      }),
      { numRuns: 1000 },
    )
  })

  it('keeps every visible character, in order, where there is nothing but paragraphs', () => {
    const sentence = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .map((text) => `It was so: ${text.toWellFormed().replace(/[\p{C}\p{Z}|｜]+/gu, '~')}.`)
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 2, maxLength: 8 }), (sentences) => {
        const article = readText(sentences.join('\n\n'))
        expect(writeText(article).replace(/\s+/g, '')).toBe(sentences.join('').replace(/\s+/g, ''))
      }),
      { numRuns: 300 },
    )
  })

  it('has the same outline after it was written as plain text and read again', () => {
    fc.assert(
      fc.property(printable, (text) => {
        const plain = writeText(readText(text))
        expect(outline(readText(writeText(readText(plain))))).toEqual(outline(readText(plain)))
      }),
      { numRuns: 300 },
    )
  })
})

describe('a megabyte in one line', () => {
  const MANY = 1_000_000
  it.each([
    ['letters', 'a'.repeat(MANY)],
    ['capitals', 'A'.repeat(MANY)],
    ['names', 'Mina '.repeat(MANY / 5)],
    ['spaces in between', `Mina${' '.repeat(MANY)}: “x”`],
    ['colons', ':'.repeat(MANY)],
    ['open brackets', `Mina ${'('.repeat(MANY)}`],
    ['brackets', `Mina ${'()'.repeat(MANY / 2)}: “x”`],
    ['bars', ' | '.repeat(MANY / 3)],
    ['stars', `${'* '.repeat(MANY / 2)}x`],
    ['dashes', `${'-'.repeat(MANY)}x`],
    ['quotation marks', '“'.repeat(MANY)],
    ['full stops', `${'.'.repeat(MANY)}x`],
    ['closing marks', `Source: x.${'”'.repeat(MANY)}x`],
    ['an address', `https://a.example/${'a'.repeat(MANY)}`],
    ['an address with brackets', `Source: https://a.example/${')'.repeat(MANY)}`],
    ['addresses', 'Source: '.concat('https://a.example/ '.repeat(MANY / 20))],
    ['hyphens in a name', `A${'-a'.repeat(MANY / 2)}: “x”`],
    ['combining marks', `A${'\u0301'.repeat(MANY)}`],
    ['Hangul', `${'가'.repeat(MANY)}: “x”`],
  ])('of %s does not hang the reader', (_what, line) => {
    expect(writeText(readText(`A headline\n\nThe text.\n\n${line}`))).toContain('The text.')
  })

  it('is read in time, also in twenty thousand lines', () => {
    for (const line of [
      'Mina: “x”\n',
      '- x\n',
      'a line that somebody broke\n',
      '1. x\n',
      'a\n\n',
      'Source: x\n',
    ]) {
      expect(writeText(readText(`A headline\n\nThe text.\n\n${line.repeat(20_000)}`))).toContain('The text.')
    }
  })
})
