import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { describe, expect, test } from 'vitest'
import { parts } from '../../../src/article/article.ts'
import { parseMarkdown } from '../../../src/article/markdown/parser/parse.ts'
import { readMarkdown } from '../../../src/article/markdown/read.ts'
import { writeMarkdown } from '../../../src/article/markdown/write.ts'
import { readText } from '../../../src/article/text/read.ts'
import { children, textOf, type NodeJSON } from '../../../src/blocks/node.ts'
import {
  article,
  br,
  code,
  dialogue,
  doc,
  em,
  figure,
  h2,
  h4,
  hr,
  li,
  link,
  ol,
  p,
  pre,
  quote,
  source,
  strike,
  strong,
  table,
  turn,
  ul,
  titledLink,
} from '../../build.ts'
import { harbour } from './harbour.ts'

const read = (markdown: string): NodeJSON => readMarkdown(markdown).doc
const body = (...blocks: NodeJSON[]): NodeJSON => doc('', '', ...blocks)

describe('the frame', () => {
  test('the first h1 is the headline, an emphasised line below it the standfirst', () => {
    expect(read('# The *Pier*\n\n*Nobody waits.*\n\nText.')).toEqual(
      doc('The Pier', 'Nobody waits.', p('Text.')),
    )
  })

  test('a title in the front matter wins, and an h1 is then a section', () => {
    expect(read('---\ntitle: Pier\n---\n# One\n\n*Two*')).toEqual(doc('Pier', '', h2('One'), p(em('Two'))))
  })

  test('what stands before the h1 stays in the body', () => {
    expect(read('Before.\n\n# Title')).toEqual(doc('Title', '', p('Before.')))
  })

  test('two rules around a sentence are no front matter', () => {
    expect(read('---\n\nOnly a sentence.\n\n---\n')).toEqual(body(hr(), p('Only a sentence.'), hr()))
  })

  test('a byte order mark, CRLF and NUL are no text', () => {
    expect(read('\ufeff# A\r\n\r\nb\r\nc\0')).toEqual(doc('A', '', p('b c\ufffd')))
  })
})

describe('foreign Markdown', () => {
  test('CommonMark and GFM marks', () => {
    expect(read('**a** _b_ ~~c~~ `d` [e](https://example.com)\\\nf  \ng')).toEqual(
      body(
        p(
          strong('a'),
          ' ',
          em('b'),
          ' ',
          strike('c'),
          ' ',
          code('d'),
          ' ',
          link('https://example.com', 'e'),
          br(),
          'f',
          br(),
          'g',
        ),
      ),
    )
  })

  test('deep headings are the deepest there is', () => {
    expect(read('##### a\n\n###### b')).toEqual(body(h4('a'), h4('b')))
  })

  test('a link nobody should follow keeps its text', () => {
    const links = [
      'javascript:alert(1)',
      'javascript&colon;alert(1)',
      'data:text/html,x',
      '/\\\\e.example',
      '#',
      '',
    ]
    expect(read(links.map((address) => `[a](${address})`).join(' '))).toEqual(
      body(p(links.map(() => 'a').join(' '))),
    )
    expect(read('[a][x] <a href="java&#115;cript:x()">b</a>\n\n[x]: <javascript:x>')).toEqual(body(p('a b')))
  })

  test('addresses within the site, numbers and titles of links are kept', () => {
    expect(
      read(
        '[a](/about "An \\"a\\"") [b](../b.html) [c](#there) [d](tel:+1) [e][x] [f](//f.example/x)\n\n[x]: ?q=1 "An e"',
      ),
    ).toEqual(
      body(
        p(
          ...[
            titledLink('/about', 'An "a"', 'a'),
            ' ',
            link('../b.html', 'b'),
            ' ',
            link('#there', 'c'),
            ' ',
          ],
          ...[
            link('tel:+1', 'd'),
            ' ',
            titledLink('?q=1', 'An e', 'e'),
            ' ',
            link('https://f.example/x', 'f'),
          ],
        ),
      ),
    )
    expect(read('<a href="/about" title="An &quot;a&quot;">a</a>')).toEqual(
      body(p(titledLink('/about', 'An "a"', 'a'))),
    )
  })

  test('references are resolved, a definition nobody uses stays as text', () => {
    expect(read('[a][x]\n\n[x]: https://example.com\n[y]: https://example.org')).toEqual(
      body(p(link('https://example.com', 'a')), p('[y]: https://example.org')),
    )
  })

  test('a table stays as it is spelled', () => {
    expect(read('| a | b |\n|---|--:|\n| 1 | 2 |')).toEqual(
      body(
        table(
          [
            ['a', 'b'],
            ['1', '2'],
          ],
          { align: '-r' },
        ),
      ),
    )
  })

  test('HTML is read as the HTML reader reads it', () => {
    expect(read('<div>\nhi\n</div>')).toEqual(body(p('hi')))
    expect(read('a <u>b</u><br>c<!-- -->d')).toEqual(body(p('a b', br(), 'cd')))
    expect(read('<b>a <i>b</i></b> <a href="https://example.com">c</a> <T> </b>')).toEqual(
      body(p(strong('a '), strong(em('b')), ' ', link('https://example.com', 'c'), ' <T> </b>')),
    )
    expect(
      read('<figure><img src="https://example.org/f.jpg" alt="A"><figcaption>B</figcaption></figure>'),
    ).toEqual(body(figure({ src: 'https://example.org/f.jpg', alt: 'A' }, 'B')))
    expect(read('a <img src="https://example.org/f.jpg" alt="A"> b')).toEqual(
      body(p('a'), figure({ src: 'https://example.org/f.jpg', alt: 'A' }), p('b')),
    )
  })

  test('comments are left out and reported; one that never ends is kept', () => {
    const found: string[] = []
    const { doc } = readMarkdown(
      'Text <!-- to self --> goes on.\n\n<!-- a\nb -->\n\n<!-- c',
      (kind, words) => {
        found.push(`${kind} ${words}`)
      },
    )
    expect(doc).toEqual(body(p('Text goes on.'), pre('html', '<!-- c')))
    expect(found).toEqual(['comment to self', 'comment a\nb', 'html <!-- c'])
  })

  test('the language is that of the words, unless the file names one', () => {
    expect(readMarkdown('# 비\n\n서울에 비가 왔다.').metadata.language).toBe('ko')
    expect(readMarkdown('---\nlang: fr\n---\n서울에 비가 왔다.').metadata.language).toBe('fr')
  })

  test('a title and an italic line below a picture are both its caption', () => {
    expect(read('![a](https://example.com/a.png "Title")\n*Caption | CREDIT*')).toEqual(
      body(
        figure({ src: 'https://example.com/a.png', alt: 'a', credit: 'CREDIT' }, 'Caption', br(), 'Title'),
      ),
    )
  })

  test('pictures are figures, also those within a paragraph', () => {
    expect(read('One ![alt](https://example.com/a.png "Words") two.')).toEqual(
      body(p('One'), figure({ src: 'https://example.com/a.png', alt: 'alt' }, 'Words'), p('two.')),
    )
    expect(
      read('[![a](https://example.com/a.png)](https://example.com)\n![b][b]\n\n[b]: images/b.png'),
    ).toEqual(
      body(figure({ src: 'https://example.com/a.png', alt: 'a' }), figure({ src: 'images/b.png', alt: 'b' })),
    )
  })

  test('a picture we cannot show keeps its place and its words', () => {
    expect(read('![A boat](../boat.png)\n\n![](../pier.png)')).toEqual(
      body(figure({ alt: 'A boat', missing: '../boat.png' }), figure({ missing: '../pier.png' })),
    )
    expect(read('![A boat](file:///boat.png)\n\n![](file:///pier.png)')).toEqual(
      body(figure({ alt: 'A boat' }), figure({}, 'file:///pier.png')),
    )
  })

  test('a picture in a list or heading is its alt text, linked', () => {
    expect(read('- ![a](https://example.com/a.png)')).toEqual(
      body(ul(li(p(link('https://example.com/a.png', 'a'))))),
    )
  })

  test('quotes and items hold what they can, the rest comes down to it', () => {
    expect(read('> # a\n> > b\n>\n> ```\n> c\n> d\n> ```')).toEqual(
      body(quote(p('a'), p('b'), p(code('c'), br(), code('d')))),
    )
    expect(read('1. > a\n2. - b')).toEqual(body(ol(1, li(p('a')), li(p(), ul('b')))))
  })

  test('directives of others keep their words', () => {
    expect(read(':::note[Title]\nBody **bold**\n:::\n\n::video[One]{#x}\n\nAt 10:30 and a:b[c].')).toEqual(
      body(p('Title'), p('Body ', strong('bold')), p('::video[One]{#x}'), p('At 10:30 and a:b[c].')),
    )
  })

  test('our directives are read without front matter too', () => {
    expect(read(':::dialogue\n:turn[Mina]{to="Jun"} “Hi.”\n\n**Jun**: “Ho.”\n:::')).toEqual(
      body(dialogue(turn({ speaker: 'Mina', to: 'Jun' }, '“Hi.”'), turn('Jun', '“Ho.”'))),
    )
  })
})

/** Every text that a parsed file holds: the words of its nodes, and the alt texts of its pictures. */
function proseOf(at: Nodes): string[] {
  // Tags and comments are no words.
  if (at.type === 'html') return []
  const own = 'value' in at ? [at.value] : 'alt' in at ? [at.alt ?? ''] : []
  return 'children' in at ? at.children.flatMap(proseOf) : own
}

test('no word of the prose is lost, whatever the Markdown', () => {
  const pieces = fc.constantFrom(
    ...[
      '# ',
      '> ',
      '- ',
      '1. ',
      '* ',
      '**',
      '*',
      '_',
      '~~',
      '`',
      '```\n',
      '\n',
      '\n\n',
      '    ',
      '| ',
      '|-|-|\n',
      '<b>',
    ],
    ...[
      '![',
      '[',
      '](',
      ')',
      ']',
      ':::x\n',
      ':::\n',
      '::y\n',
      ':z',
      '{',
      '}',
      '\\',
      '&amp;',
      '<!-- ',
      ' -->',
      '---\n',
    ],
    ...[
      'red ',
      'green ',
      'blue ',
      'Mina: ',
      '**Jun**: ',
      'Source: ',
      '*cap | CREDIT*\n\n',
      'www.example.com ',
    ],
    ...['[x]', '[^x]', ': y\n', '![alt](images/a.png)', '  \n', ':::dialogue\n', ':turn[Mina]', ':br', '"'],
  )
  const times = (text: string, word: string): number => text.split(word).length - 1
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (written) => {
      const markdown = `x\n\n${written.join('')}`
      const prose = proseOf(parseMarkdown(markdown, false, 0)).join('\n')
      // A word may have become an attribute: a speaker, a credit, an alt text.
      const kept = JSON.stringify(readMarkdown(markdown).doc)
      for (const word of ['red', 'green', 'blue', 'Mina', 'Jun', 'CREDIT'])
        expect(times(kept, word)).toBeGreaterThanOrEqual(times(prose, word))
    }),
    { numRuns: 2000 },
  )
}, 60_000)

describe('Galley’s own portable files', () => {
  test('come back with every block', () => {
    const back = readMarkdown(writeMarkdown(harbour, 'portable'))
    expect(back.doc).toEqual(harbour.doc)
    expect(back.metadata.cast.map(({ name }) => name)).toEqual(['Seo Mi-na', 'Lee Jun'])
    expect({ ...back.metadata, cast: [] }).toEqual({ ...harbour.metadata, cast: [] })
  })

  const folder = new URL('../../fixtures/articles/', import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'))
  test.each(names)('%s comes back with its structure', (name) => {
    const before = readText(readFileSync(new URL(name, folder), 'utf8'))
    const after = readMarkdown(writeMarkdown(before, 'portable'))
    const shape = (of: NodeJSON): unknown => [
      of.type,
      of.type === 'body' ? children(of).map(shape) : textOf(of),
    ]
    expect(children(after.doc).map(shape)).toEqual(children(before.doc).map(shape))
    expect(readMarkdown(writeMarkdown(before, 'structured'))).toEqual(before)
  })
})

test('an article of nothing is one of nothing again', () => {
  for (const profile of ['portable', 'structured'] as const)
    expect(readMarkdown(writeMarkdown(article('', ''), profile))).toEqual(article('', ''))
  expect(readMarkdown('')).toEqual(article('', ''))
  expect(children(parts(readMarkdown('\n\n').doc).body)).toHaveLength(1)
})

test('paragraphs of a file that is not structured are recognised as those of pasted text are', () => {
  const text = '# The kettle\n\nMina: "I kept your seat."\n\nCaption: Five years later\n\nThe rain *stops*.\n'
  const { doc, metadata } = readMarkdown(text)
  expect(children(parts(doc).body).map(({ type }) => type)).toEqual(['dialogue', 'caption', 'paragraph'])
  expect(metadata.cast.map(({ name }) => name)).toEqual(['Mina'])
  const structured = readMarkdown(`---\ngalley: structured\n---\n\n${text}`)
  expect(children(parts(structured.doc).body).map(({ type }) => type)).toEqual([
    'heading',
    'paragraph',
    'paragraph',
    'paragraph',
  ])
})

test('a structured file says what it means: nothing else is recognised', () => {
  const lookalikes = article(
    '',
    '',
    p(strong('Mina'), ': “Hi.”'),
    p(strong('Mina'), ': “Ho.”'),
    p(em('Cap | CREDIT')),
    p('https://www.youtube.com/watch?v=dQw4w9WgXcQ'),
    p('Source: me'),
  )
  expect(readMarkdown(writeMarkdown(lookalikes, 'structured'))).toEqual(lookalikes)
  expect(
    children(parts(readMarkdown(writeMarkdown(lookalikes, 'portable')).doc).body).map(({ type }) => type),
  ).toEqual(['dialogue', 'figure', 'embed', source('').type])
})
