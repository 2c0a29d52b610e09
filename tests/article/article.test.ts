import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  articleFrom,
  checkDoc,
  emptyMetadata,
  parseArticle,
  replay,
  stringifyArticle,
} from '../../src/article/index.ts'
import type { NodeJSON } from '../../src/blocks/node.ts'
import {
  withMetadata,
  article,
  br,
  code,
  dialogue,
  em,
  embed,
  figure,
  h2,
  li,
  link,
  p,
  pre,
  strong,
  turn,
  ul,
} from '../build.ts'
import { arbitraryArticle } from './arbitrary.ts'

/** An article file around a document, or around whatever is given for one. */
function file(doc: unknown, rest: object = {}): string {
  return JSON.stringify({ format: 'galley-article', version: 1, metadata: {}, doc, ...rest })
}

/** A document's JSON around blocks that nobody has checked. */
function unchecked(...body: unknown[]): unknown {
  return {
    type: 'doc',
    content: [{ type: 'headline' }, { type: 'standfirst' }, { type: 'body', content: body }],
  }
}

describe('an article', () => {
  test('of nothing has its three fields, and an empty paragraph to write in', () => {
    expect(articleFrom({})).toEqual({
      metadata: emptyMetadata(),
      doc: unchecked({ type: 'paragraph' }),
    })
  })

  test('keeps headline and standfirst on one line each', () => {
    const { doc } = articleFrom({ headline: 'One\nTwo\tThree', standfirst: 'a\u2028b\ud800' })
    expect(doc.content?.map(({ content }) => content?.[0]?.text)).toEqual([
      'One Two Three',
      'a b\ufffd',
      undefined,
    ])
  })

  test('has each mark once, in the schema’s order, and equal neighbours joined', () => {
    const marks = [{ type: 'em' }, { type: 'strong' }, { type: 'em' }]
    const body = [p({ type: 'text', text: 'a', marks }, { type: 'text', text: 'b', marks })]
    expect(articleFrom({ body }).doc).toEqual(article('', '', p(strong(em('ab')))).doc)
  })
})

describe('an article file', () => {
  test('is read as it was written', () => {
    const of = withMetadata(
      { slug: 'a-b', byline: 'Ana', tags: ['x'], language: 'ko', extra: 'layout: post' },
      article('H', 'S', p('a', br(), link('https://a.example')), figure({ credit: 'JTBC' }, 'c'), ul('x')),
    )
    expect(parseArticle(stringifyArticle(of))).toEqual(of)
    expect(stringifyArticle(of)).toMatch(/^\{\n {2}"format": "galley-article",\n {2}"version": 1,/)
    expect(stringifyArticle(of).endsWith('}\n')).toBe(true)
  })

  test('is read as it was written, whichever article it is', () => {
    fc.assert(
      fc.property(arbitraryArticle, (of) => {
        expect(parseArticle(stringifyArticle(of))).toEqual(of)
      }),
      { numRuns: 1000 },
    )
  })

  test.each([200, 100_000])(
    'holds %i opening brackets wherever there is text, and is read again',
    (count) => {
      const open = '[{'.repeat(count / 2)
      const of = article(
        open,
        open,
        p(open),
        pre('', open),
        figure({ credit: open }, open),
        dialogue(turn(open, open)),
      )
      expect(parseArticle(stringifyArticle(of))).toEqual(of)
      const steps = [
        { stepType: 'replace', from: 1, to: 1, slice: { content: [{ type: 'text', text: open }] } },
      ]
      const { article: typed, applied } = replay(of, [steps])
      expect(applied).toBe(1)
      expect(parseArticle(stringifyArticle(typed))).toEqual(typed)
    },
  )

  test('may leave out what has a default', () => {
    expect(parseArticle(file(unchecked({ type: 'figure' }), { metadata: undefined }))).toEqual(
      article('', '', figure({})),
    )
  })

  test.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['{', 'not JSON'],
    ['null', 'no Galley article'],
    ['[]', 'no Galley article'],
    ['"galley-article"', 'no Galley article'],
    ['{"format":"other"}', 'no Galley article'],
    ['{"format":"galley-article"}', 'no format version'],
    ['{"format":"galley-article","version":"1"}', 'no format version'],
    ['{"format":"galley-article","version":1.5}', 'no format version'],
    ['{"format":"galley-article","version":0}', 'no format version'],
    ['{"format":"galley-article","version":2}', 'newer Galley (format 2, this one reads up to 1)'],
    ['{"format":"galley-article","version":1}', 'not an article'],
    [file(unchecked({ type: 'paragraph' }), { metadata: [] }), 'a record of fields'],
    ['['.repeat(300), 'not JSON'],
    [`${'['.repeat(300)}${']'.repeat(300)}`, 'nested too deeply'],
    [`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'nested too deeply'],
    [file(unchecked()).replace('[]', `${'['.repeat(100_000)}${']'.repeat(100_000)}`), 'nested too deeply'],
  ])('is refused in words when it is %.60s', (text, words) => {
    expect(() => parseArticle(text)).toThrow(expect.objectContaining({ name: 'ArticleError' }))
    expect(() => parseArticle(text)).toThrow(words)
  })
})

describe('a document that the schema forbids is refused, with the path of what is wrong:', () => {
  const text = (words: string, ...marks: object[]): object => ({ type: 'text', text: words, marks })
  test.each<[string, unknown, string]>([
    ['no document', null, '(doc)'],
    ['another node', p('x'), '(doc)'],
    ['no standfirst', { type: 'doc', content: [{ type: 'headline' }, { type: 'body' }] }, '(doc.content[1])'],
    ['an empty body', unchecked(), '(doc.content[2])'],
    ['an unknown node', unchecked(p('x'), { type: 'script' }), '(doc.content[2].content[1])'],
    ['an unknown mark', unchecked(p(text('x', { type: 'blink' }) as NodeJSON)), 'content[0].content[0])'],
    ['text without words', unchecked(p({ type: 'text', text: '' })), 'content[0].content[0])'],
    ['a heading of level 1', unchecked({ type: 'heading', attrs: { level: 1 } }), 'content[0])'],
    ['a break in a heading', unchecked(h2('x', br())), 'content[0])'],
    ['marks in a code block', unchecked({ ...pre('', ''), content: code('x') }), 'content[0])'],
    ['a block in a paragraph', unchecked({ type: 'paragraph', content: [p('x')] }), 'content[0])'],
    ['an item without a paragraph', unchecked(ul(li(ul('x')))), 'content[0].content[0])'],
    ['a turn outside a dialogue', unchecked({ type: 'turn' }), '(doc.content[2])'],
    ['an empty dialogue', unchecked({ type: 'dialogue' }), 'content[0])'],
    ['a second headline', unchecked({ type: 'headline' }), '(doc.content[2])'],
    ['a script for a link', unchecked(p(link('javascript:alert(1)', 'x'))), 'content[0].content[0])'],
    ['a link with a password', unchecked(p(link('https://a:b@c.example', 'x'))), 'content[0].content[0])'],
    ['a link without an address', unchecked(p(text('x', { type: 'link' }) as NodeJSON)), 'content[0])'],
    ['a file for a picture', unchecked(figure({ src: 'file:///etc/passwd' })), 'content[0])'],
    ['a picture outside its folder', unchecked(figure({ src: 'images/../x.png' })), 'content[0])'],
    ['a picture that is a page', unchecked(figure({ src: 'data:text/html,x' })), 'content[0])'],
    ['a picture that may hold a script', unchecked(figure({ src: 'data:image/svg+xml,x' })), 'content[0])'],
    ['a width of nothing', unchecked(figure({ width: 0 })), 'content[0])'],
    ['an embed of a script', unchecked(embed('javascript:alert(1)')), 'content[0])'],
    ['a credit that is no text', unchecked({ type: 'figure', attrs: { credit: 7 } }), 'content[0])'],
    ['a speaker of two lines', unchecked({ type: 'dialogue', content: [{ type: 'turn', attrs: { speaker: 'a\nb' } }] }), 'content[0].content[0])'],
    ['a NUL in a text', unchecked(p('a\0b')), '(doc.content[2].content[0])'],
    ['a line end in a text', unchecked(p('a\nb')), '(doc.content[2].content[0])'],
    ['half a character', unchecked(p('a\ud800')), '(doc.content[2].content[0])'],
    ['a prototype for attributes', unchecked(JSON.parse('{"type":"figure","attrs":{"__proto__":{"src":"x"},"credit":null}}')), 'content[0])'],
  ])('%s', (_what, doc, where) => {
    expect(() => checkDoc(doc)).toThrow(expect.objectContaining({ name: 'ArticleError' }))
    expect(() => checkDoc(doc)).toThrow(where)
  }) // prettier-ignore

  test('whatever JSON it is, it is an article or refused in words', () => {
    const types = ['doc', 'headline', 'standfirst', 'body', 'paragraph', 'text', 'turn', 'dialogue', 'figure', 'x']
    const json = fc.letrec((tie) => ({
      node: fc.record(
        {
          type: fc.oneof(fc.constantFrom<unknown>(...types), fc.jsonValue({ maxDepth: 1 })),
          attrs: fc.jsonValue({ maxDepth: 2 }),
          text: fc.jsonValue({ maxDepth: 1 }),
          marks: fc.jsonValue({ maxDepth: 2 }),
          content: fc.oneof(
            { maxDepth: 4 },
            fc.jsonValue({ maxDepth: 1 }),
            fc.array(tie('node'), { maxLength: 4 }),
          ),
        },
        { requiredKeys: ['type'] },
      ),
    })).node
    fc.assert(
      fc.property(json, (doc) => {
        try {
          const read = checkDoc(doc)
          expect(checkDoc(read)).toEqual(read)
        } catch (error) {
          expect(error).toMatchObject({ name: 'ArticleError' })
        }
      }),
      { numRuns: 2000 },
    )
  }) // prettier-ignore
})
