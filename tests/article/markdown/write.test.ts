import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMarkdown } from '../../../src/article/markdown/read.ts'
import { writeMarkdown } from '../../../src/article/markdown/write.ts'
import { arbitraryArticle, arbitraryInline } from '../arbitrary.ts'
import {
  article,
  br,
  code,
  em,
  hr,
  link,
  ol,
  p,
  pre,
  quote,
  strike,
  strong,
  turn,
  dialogue,
  ul,
} from '../../build.ts'
import { textOf, type NodeJSON } from '../../../src/blocks/node.ts'
import { parts } from '../../../src/article/article.ts'
import { harbour } from './harbour.ts'

/** The body of a file, without its front matter. */
function body(markdown: string): string {
  return markdown.slice(markdown.indexOf('\n---\n') + 6)
}

function structured(...blocks: NodeJSON[]): string {
  return body(writeMarkdown(article('', '', ...blocks), 'structured'))
}

function portable(...blocks: NodeJSON[]): string {
  return body(writeMarkdown(article('', '', ...blocks), 'portable'))
}

describe('the structured profile', () => {
  test('reads back to the very same article, whatever it holds', () => {
    fc.assert(
      fc.property(arbitraryArticle, (any) => {
        expect(readMarkdown(writeMarkdown(any, 'structured'))).toEqual(any)
      }),
      { numRuns: 1000 },
    )
  }, 120_000)

  test('is written the same again', () => {
    fc.assert(
      fc.property(arbitraryArticle, (any) => {
        const once = writeMarkdown(any, 'structured')
        expect(writeMarkdown(readMarkdown(once), 'structured')).toBe(once)
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  test('looks as its golden file', async () => {
    const written = writeMarkdown(harbour, 'structured')
    await expect(written).toMatchFileSnapshot('../../golden/markdown/harbour.structured.md')
    expect(readMarkdown(written)).toEqual(harbour)
  })

  test('keeps touching delimiters apart', () => {
    const touching = [
      p(strong('a'), em('b')),
      p(em('a', strong('b')), strong('c')),
      p('x', strong('!'), 'y'),
      p(strong(' a '), strike(em('b'), 'c'), code('`')),
    ]
    const any = article('', '', ...touching)
    expect(structured(...touching.slice(0, 1))).toBe('**a**_b_\n')
    expect(readMarkdown(writeMarkdown(any, 'structured'))).toEqual(any)
  })

  test('writes a break as a backslash between texts, as :br[] at an edge', () => {
    expect(structured(p('one', br(), 'two'))).toBe('one\\\ntwo\n')
    expect(structured(p('one', br()))).toBe('one:br[]\n')
  })

  test('escapes what only looks like a directive', () => {
    expect(structured(p(':::dialogue'), p('*:br'))).toBe('::\\:dialogue\n\n\\*\\:br\n')
  })

  test('numbers a list that would outgrow nine digits by its first number', () => {
    expect(structured(ol(999_999_999, 'a', 'b'))).toBe('999999999. a\n999999999. b\n')
  })

  test('keeps adjacent lists and the code after a list apart', () => {
    const any = article('', '', ul('a'), ul('b'), ul('c'), ol(1, 'd'), ol(1, 'e'), pre('', '    f\n'), hr())
    expect(readMarkdown(writeMarkdown(any, 'structured'))).toEqual(any)
  })
})

describe('the portable profile', () => {
  test('looks as its golden file', async () => {
    await expect(writeMarkdown(harbour, 'portable')).toMatchFileSnapshot(
      '../../golden/markdown/harbour.portable.md',
    )
  })

  test('writes any article as something that reads as one', () => {
    fc.assert(
      fc.property(arbitraryArticle, (any) => {
        const back = readMarkdown(writeMarkdown(any, 'portable'))
        expect(textOf(parts(back.doc).headline)).toBe(textOf(parts(any.doc).headline))
        expect(back.metadata.extra).toBe(any.metadata.extra)
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  test('keeps a break out of bold text that a link ends', () => {
    const one = p(
      link('https://example.com', strong('a')),
      strong(em('b')),
      br(),
      em(link('https://example.com', 'c')),
    )
    expect(portable(one)).toContain('\\\n')
  })

  test('writes nothing that our own reader would take for a directive', () => {
    fc.assert(
      fc.property(arbitraryInline, (content) => {
        expect(portable(p(content), quote(p(content)))).not.toMatch(/^(?:> )?::/mu)
      }),
    )
  })

  test('leaves empty paragraphs out, and breaks at the edges', () => {
    expect(portable(p(), p('a'), p(' '), p(br(), 'b', br()), quote(p()))).toBe('a\n\nb\n')
  })

  test('gives the break inside bold text to the bold text', () => {
    expect(portable(p(strong('a', br(), 'b')))).toBe('**a\\\nb**\n')
    expect(portable(p(strong('a', br()), 'b'))).toBe('**a**\\\nb\n')
  })

  test('writes addresses that are their own text as plain links', () => {
    expect(portable(p(link('https://example.com/a_b')))).toBe('<https://example.com/a_b>\n')
  })

  test('uses the words of the article’s language', () => {
    const korean = article('', '', dialogue(turn({ speaker: '서미나', to: '이준' }, '“왜?”')))
    const written = writeMarkdown({ ...korean, metadata: { ...korean.metadata, language: 'ko' } }, 'portable')
    expect(body(written)).toBe('**서미나** (→ 이준): “왜?”\n')
  })
})

describe('emphasis beside Chinese, Japanese and Korean', () => {
  test.each([
    '오늘은 **‘비의 계절’**을 봤다.',
    '含**「重点」**内容。',
    '*「a」*の~~（b）~~は',
    '## 가**“나”**다',
  ])('%s comes back as it is spelled', (line) => {
    for (const profile of ['portable', 'structured'] as const) {
      const article = readMarkdown(`---\ntitle: a\n---\n\n${line}`)
      const written = writeMarkdown(article, profile)
      expect(written).toContain(line)
      expect(readMarkdown(written).doc).toEqual(article.doc)
    }
  })
})

test('an address that angle brackets would spoil is written with brackets', () => {
  const article = readMarkdown('Odd: (_A_@_.A')
  for (const profile of ['portable', 'structured'] as const)
    expect(readMarkdown(writeMarkdown(article, profile)).doc).toEqual(article.doc)
})
