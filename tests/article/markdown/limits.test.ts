import { describe, expect, test } from 'vitest'
import { ArticleError } from '../../../src/article/error.ts'
import { checkLimits } from '../../../src/article/markdown/limits.ts'
import { readMarkdown } from '../../../src/article/markdown/read.ts'

/** Texts that cost parsers of Markdown quadratic time, or the stack: the shapes of cmark's pathological tests. */
const hostile: Record<string, (times: number) => string> = {
  'quotes in quotes': (times) => '> '.repeat(times) + 'a',
  'lists in lists': (times) => '- '.repeat(times) + 'a',
  'lists by indentation': (times) =>
    Array.from({ length: Math.min(times, 400) }, (_, depth) => `${' '.repeat(depth * 2)}- a`).join('\n'),
  'strong in emphasis': (times) => '*a **a '.repeat(times) + 'b' + ' a** a*'.repeat(times),
  'emphasis never closed': (times) => '_a '.repeat(times),
  'emphasis never opened': (times) => 'a_ '.repeat(times),
  'mixed delimiters': (times) => '*a_ '.repeat(times),
  strikes: (times) => '~a~b~~'.repeat(times),
  brackets: (times) => '['.repeat(times) + 'a' + ']'.repeat(times),
  'links never closed': (times) => '[a](<b'.repeat(times),
  'images in images': (times) => '![[]()'.repeat(times),
  'back-ticks of every length': (times) =>
    Array.from({ length: Math.min(times, 700) }, (_, length) => `e${'`'.repeat(length)}`).join(''),
  'comments never closed': (times) => 'a <!-- a '.repeat(times),
  'CDATA never closed': (times) => 'a <![CDATA['.repeat(times),
  'declarations never closed': (times) => 'a <!A '.repeat(times),
  definitions: (times) => '[a]: b\n'.repeat(times),
  'directives in directives': (times) => ':::a\n'.repeat(times),
  'directives never closed': (times) => ':turn['.repeat(times),
  'lazy lines': (times) => '> a\n' + 'b\n'.repeat(times),
  'headings underlined': (times) => 'a\n---\n'.repeat(times),
  addresses: (times) => 'a.'.repeat(times) + '@' + 'www.'.repeat(times),
}

describe.each(Object.entries(hostile))('%s', (_name, text) => {
  test.each([700, 2_900, 50_000])(
    '%d times: read or refused, and soon',
    (times) => {
      expect.assertions(1)
      try {
        expect(readMarkdown(text(times)).doc.type).toBe('doc')
      } catch (error) {
        expect(error).toBeInstanceOf(ArticleError)
      }
    },
    60_000,
  )
})

test('reads ten thousand words in bold, none of them a speaker, in time', () => {
  const glossary = Array.from({ length: 10_000 }, (_, word) => `**Word${String(word)}**: what it means`)
  // A second; each looked at with all that follow it, more than two minutes.
  const { doc } = readMarkdown(glossary.join('\n\n'))
  expect(doc.content?.[2]?.content).toHaveLength(10_000)
})

test('names the line of the file in a refusal', () => {
  expect(() => {
    checkLimits(`a\n\n${'>'.repeat(100)}`, 4)
  }).toThrow('line 7')
})

test('refuses many bad paragraphs as it refuses one', () => {
  expect(() => {
    checkLimits(`${'*a '.repeat(2_000)}\n\n`.repeat(100), 0)
  }).toThrow(ArticleError)
})

test('accepts ordinary text', () => {
  const passes = [
    '* '.repeat(200),
    '-'.repeat(5_000),
    `\`\`\`\n${'> '.repeat(100)}\n\`\`\``,
    Array.from({ length: 2_000 }, (_, item) => `- item ${String(item)} with *words*`).join('\n\n'),
    `![](data:image/png;base64,${'A'.repeat(1_000_000)})`,
    ':::note\na\n:::\n\n'.repeat(200),
  ]
  for (const text of passes) {
    expect(() => {
      checkLimits(text, 0)
    }).not.toThrow()
  }
})
