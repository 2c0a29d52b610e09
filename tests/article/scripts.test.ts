import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outline, parts, readHtml, readMarkdown, readText, writeText } from '../../src/article/index.ts'
import { writeHtml } from '../../src/article/html/write.ts'
import { writeMarkdown } from '../../src/article/markdown/write.ts'
import { children, type NodeJSON } from '../../src/blocks/node.ts'
import { article, br, code, em, link, p, strong, sub, sup } from '../build.ts'
import { arbitraryArticle } from './arbitrary.ts'

/** Superscript and subscript in every form an article takes. */

const body = (html: string): readonly NodeJSON[] => children(parts(readHtml(html).doc).body)
const blocks = (...given: NodeJSON[]): readonly NodeJSON[] =>
  children(parts(article('', '', ...given).doc).body)

const formulas = article(
  'Formulas',
  '',
  p('mc', sup('2'), ', 10', sup('6'), ', H', sub('2'), 'O'),
  p(
    sup('a'),
    strong('x', sup('n')),
    link('https://kbc.example', sub('1', code('b'))),
    em(sup('c'), sub('d')),
  ),
  p(sup('one', br(), 'two'), br(), sub(br(), 'x', br()), 'a:', sup('b'), sub(strong('c'))),
)

describe('superscript and subscript in HTML', () => {
  test('are read from their elements, and from the style of a span', () => {
    const html = `<p>mc<sup>2</sup>, 10<span style="font-size:0.6em;vertical-align:super">6</span>, H<sub>2</sub>O,
      x<span style="vertical-align: sub">i</span>, <span style="vertical-align:baseline">flat</span>, Claim<sup><a href="#f1">1</a></sup>.</p>`
    expect(body(html)).toEqual(
      blocks(
        p(
          ...[
            'mc',
            sup('2'),
            ', 10',
            sup('6'),
            ', H',
            sub('2'),
            'O, x',
            sub('i'),
            ', flat, Claim',
            link('#f1', sup('1')),
            '.',
          ],
        ),
      ),
    )
  })

  test('are one or the other: the inner element counts', () => {
    expect(body('<p>x<sup>a<sub>b</sub></sup></p>')).toEqual(blocks(p('x', sup('a'), sub('b'))))
  })

  test('are written as elements with a style, which a page without them lacks', () => {
    const html = writeHtml(formulas, 'page')
    expect(html).toContain('mc<sup>2</sup>, 10<sup>6</sup>, H<sub>2</sub>O')
    expect(html).toContain('sup, sub {')
    expect(readHtml(html).doc).toEqual(formulas.doc)
    expect(writeHtml(article('', '', p('a')), 'page')).not.toContain('sup, sub {')
  })
})

describe('ruby in HTML', () => {
  test.each([
    ['parentheses are supplied', '<ruby>傘<rt>かさ</rt></ruby>と', '傘（かさ）と'],
    ['its own are kept', '<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字', '漢(かん)字'],
    ['each base has its own', '<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>', '漢（かん）字（じ）'],
    ['an empty one is nothing', '<ruby>傘<rt> </rt></ruby>', '傘'],
  ])('%s', (_what, html, text) => {
    expect(body(`<p>${html}</p>`)).toEqual(blocks(p(text)))
  })
})

describe('superscript and subscript in Markdown', () => {
  test.each(['portable', 'structured'] as const)('are HTML elements in the %s profile', (profile) => {
    const written = writeMarkdown(formulas, profile)
    expect(written).toContain('mc<sup>2</sup>, 10<sup>6</sup>, H<sub>2</sub>O')
  })

  test('come back from the structured profile exactly', () => {
    expect(readMarkdown(writeMarkdown(formulas, 'structured'))).toEqual(formulas)
  })

  test('are told from the same signs that a writer typed', () => {
    const typed = article('', '', p('a<sup>b</sup> is how ', sup('</sup>'), ' ends'))
    for (const profile of ['portable', 'structured'] as const)
      expect(readMarkdown(writeMarkdown(typed, profile)).doc).toEqual(typed.doc)
  })

  test.each([
    ['m<sup>2</sup>', p('m', sup('2'))],
    ['m<SUP>2</SUP> **H<sub>2</sub>O**', p('m', sup('2'), ' ', strong('H', sub('2'), 'O'))],
    ['x<sup>a<sub>b</sub></sup>', p('x', sup('a'), sub('b'))],
    ['open <sup>2', p('open <sup>2')],
    ['crossed <sup>a<sub>b</sup>c</sub>', p('crossed <sup>a', sub('b</sup>c'))],
  ])('are read: %s', (markdown, block) => {
    expect(children(parts(readMarkdown(markdown).doc).body)).toEqual(blocks(block))
  })
})

describe('superscript and subscript in plain text', () => {
  test('are the characters that Unicode has, else their text', () => {
    const read = article(
      '',
      '',
      p('mc', sup('2'), ', 10', sup('−6'), ', H', sub('2'), 'O, 1', sup('st'), ', x', sub('i')),
    )
    expect(writeText(read).trim()).toBe('mc², 10⁻⁶, H₂O, 1st, xᵢ')
    expect(outline(read).at(-1)).toEqual({ type: 'paragraph', text: 'mc², 10⁻⁶, H₂O, 1st, xᵢ' })
  })

  test('never lose a letter', () => {
    fc.assert(
      fc.property(arbitraryArticle, (any) => {
        expect(() => readText(writeText(any))).not.toThrow()
      }),
      { numRuns: 50 },
    )
  })
})
