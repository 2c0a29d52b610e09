import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Article,
  articleFrom,
  parseArticle,
  readers,
  readHtmlBlocks,
  recogniseBlocks,
  replay,
  stringifyArticle,
  targets,
} from '../../../src/article/index.ts'
import { listDepth, MAX_LIST_DEPTH, withShallowLists } from '../../../src/blocks/list/nesting.ts'
import { children, type NodeJSON, textOf } from '../../../src/blocks/node.ts'
import { article, li, ol, p, quote, ul } from '../../build.ts'

/** Returns a list of this many levels; each item with a list in it has words before and after that list. */
function nested(depth: number, words = 'x', list: (...items: NodeJSON[]) => NodeJSON = ul): NodeJSON {
  let inner: NodeJSON | null = null
  for (let level = depth; level > 0; level -= 1) {
    const at = `${words}${String(level)}`
    inner = list(inner === null ? li(at) : li(p(at), inner, p(`${at} goes on`)), li(`${at} below`))
  }
  return inner ?? p(words)
}

/** Returns the words of every paragraph, in order. */
function paragraphs(blocks: readonly NodeJSON[]): string[] {
  return blocks.flatMap((block) =>
    block.type === 'paragraph' ? [textOf(block)] : paragraphs(children(block)),
  )
}

const bodyOf = (article: Article): readonly NodeJSON[] => children(article.doc)[2]?.content ?? []

function expectSaveable(article: Article): void {
  expect(Math.max(...bodyOf(article).map(listDepth))).toBeLessThanOrEqual(MAX_LIST_DEPTH)
  expect(parseArticle(stringifyArticle(article))).toEqual(article)
}

describe('nested lists', () => {
  test('stay the same nodes up to the maximum depth', () => {
    const blocks = [p('a'), nested(MAX_LIST_DEPTH), quote(nested(MAX_LIST_DEPTH))]
    expect(withShallowLists(blocks)).toBe(blocks)
  })

  test('become, below the maximum depth, items of the deepest list, in order, with all their text', () => {
    const deep = [nested(MAX_LIST_DEPTH + 2)]
    const shallow = withShallowLists(deep)
    expect(shallow.map(listDepth)).toEqual([MAX_LIST_DEPTH])
    expect(paragraphs(shallow)).toEqual(paragraphs(deep))
    const words = (text: string): NodeJSON => li(text)
    let at: NodeJSON | undefined = shallow[0]
    for (let level = 1; level < MAX_LIST_DEPTH; level += 1) at = children(at?.content?.[0] ?? p())[1]
    const names = [20, 21, 22].map((level) => `x${String(level)}`)
    const [one = '', two = '', three = ''] = names
    expect(at).toEqual(
      ul(
        ...[one, two, three, `${three} below`].map(words),
        ...[`${two} goes on`, `${two} below`, `${one} goes on`, `${one} below`].map(words),
      ),
    )
  })

  test('are measured and flattened without a stack overflow, whatever their depth', () => {
    let deep: NodeJSON = ul('x')
    for (let level = 0; level < 50_000; level += 1) deep = ul(li(p('y'), deep))
    expect(listDepth(deep)).toBe(50_001)
    expect(listDepth(withShallowLists([deep])[0] ?? p())).toBe(MAX_LIST_DEPTH)
  })

  test('are read by every reader within the depth that can be saved, with all their text', () => {
    const html = (node: NodeJSON): string => {
      const inner = children(node).map(html).join('')
      const tag = { bulletList: 'ul', orderedList: 'ol', listItem: 'li', quote: 'blockquote' }[node.type]
      return tag === undefined ? `<p>${textOf(node)}</p>` : `<${tag}>${inner}</${tag}>`
    }
    const markdown = (depth: number): string =>
      Array.from({ length: depth }, (_, level) => `${'  '.repeat(level)}- x${String(level)}`).join('\n')
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 38 }),
        fc.constantFrom(ul, (...items: NodeJSON[]) => ol(1, ...items)),
        fc.boolean(),
        (depth, shallower, list, isQuoted) => {
          const deep = nested(depth, 'x', list)
          const given = isQuoted ? quote(deep) : deep
          const page = html(given)
          const fromHtml = readers.html(`<h1>A</h1>${page}`)
          expectSaveable(fromHtml)
          expect(paragraphs(bodyOf(fromHtml)).toSorted()).toEqual(paragraphs([given]).toSorted())
          expectSaveable(articleFrom({ body: readHtmlBlocks(page) }))
          expectSaveable(articleFrom({ body: recogniseBlocks([given]) }))
          const fromMarkdown = readers.md(`# A\n\n${markdown(shallower)}\n`)
          expectSaveable(fromMarkdown)
          expect(paragraphs(bodyOf(fromMarkdown))).toHaveLength(shallower)
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)

  test('survive, at the maximum depth, every format that can be read again', () => {
    const original = article('A', '', quote(nested(MAX_LIST_DEPTH)))
    for (const target of targets) {
      const read = readers[target.format](target.write(original, new Map()))
      expect([target.id, Math.max(...bodyOf(read).map(listDepth))]).toEqual([target.id, MAX_LIST_DEPTH])
    }
  })

  test('are flattened by a replay if its changes make them too deep', () => {
    const original = article('A', '', p('Words.'))
    const at = 6
    const change = [{ stepType: 'replace', from: at, to: at, slice: { content: [nested(60)] } }]
    const { article: replayed, applied } = replay(original, [change])
    expect(applied).toBe(1)
    expectSaveable(replayed)
    expect(paragraphs(bodyOf(replayed))).toHaveLength(paragraphs([nested(60)]).length + 1)
  })
})
