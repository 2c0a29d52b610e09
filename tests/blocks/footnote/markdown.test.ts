import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ReadingReport, readMarkdown } from '../../../src/article/index.ts'
import { writeMarkdown } from '../../../src/article/markdown/write.ts'
import {
  article,
  br,
  code,
  em,
  fn,
  h2,
  li,
  link,
  p,
  source,
  strong,
  table,
  titledLink,
  turn,
  dialogue,
  ul,
  caption,
} from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

const kinds = (markdown: string): string[] => {
  const report = new ReadingReport()
  readMarkdown(markdown, report.add)
  return report.entries.map(({ kind, count }) => `${kind} ${String(count)}`)
}

test('footnotes among the words of a link leave the link', () => {
  const source =
    '[The *archive*[^1] of ice][a] and [Dusk[^2]](https://d.example "t").\n\n[a]: https://a.example\n\n[^1]: One.\n\n[^2]: Two.'
  expect(blocksIn(source, 'portable')).toEqual(
    canonical(
      p(
        link('https://a.example', 'The ', em('archive')),
        fn('One.'),
        ...link('https://a.example', ' of ice'),
        ' and ',
        ...titledLink('https://d.example', 't', 'Dusk'),
        fn('Two.'),
        '.',
      ),
    ),
  )
  // The sign of no note is text, and a link has no link within it.
  expect(blocksIn('[a[^9]](https://a.example)\n\n[^1]: One.', 'portable')[0]).toEqual(
    canonical(p(link('https://a.example', 'a[^9]')))[0],
  )
  expect(blocksIn('[a[^1] [^9](https://b.example)](tel:1)\n\n[^1]: One.', 'portable')).toEqual(
    canonical(p('[a', fn('One.'), ' ', link('https://b.example', '^9'), '](tel:1)')),
  )
  expect(blocksIn('[a [b](https://b.example)[^1]](tel:1)\n\n[^1]: One.', 'portable')).toEqual(
    canonical(p('[a ', link('https://b.example', 'b'), fn('One.'), '](tel:1)')),
  )
})

describe('footnotes in both profiles', () => {
  test.each(['structured', 'portable'] as const)(
    '%s: a number in the text, the words at the end',
    (profile) => {
      const blocks = [p('One.', fn('See *Dusk*.'), ' Two.', fn('[A](https://example.com)'), ' Three.')]
      expect(written(profile, ...blocks)).toBe(
        'One.[^1] Two.[^2] Three.\n\n[^1]: See *Dusk*.\n\n[^2]: [A](https://example.com)',
      )
      expect(blocksIn(written(profile, ...blocks), profile)).toEqual(canonical(...blocks))
    },
  )

  test.each(['structured', 'portable'] as const)('%s: wherever text stands', (profile) => {
    const blocks = [
      h2('Head', fn('a')),
      dialogue(turn('Mina', '“Yes.”', fn('b')), turn('Jun', '“No.”')),
      caption('Later', fn('c')),
      ul(li('item', p('Two', fn('d')))),
      table([
        ['a', ['b', fn('e')]],
        ['c', 'd'],
      ]),
      p(fn('f')),
    ]
    expect(blocksIn(written(profile, ...blocks), profile)).toEqual(canonical(...blocks))
  })

  test.each(['structured', 'portable'] as const)('%s: beside text that could be read with it', (profile) => {
    const blocks = [
      p(fn('a'), ': b'),
      p('x^', fn('a'), '(c)'),
      p('!', fn('a'), '[d]'),
      p(strong('a', fn('- b\n# c')), em(fn('1. d'), 'e')),
      p(fn('')),
      p('[^1]', fn('\\[\\^2\\]: x')),
      p('[^1]: no footnote'),
    ]
    const kept = blocksIn(written(profile, ...blocks), profile)
    expect(blocksIn(written(profile, ...kept), profile)).toEqual(kept)
    const bare = JSON.stringify(canonical(...blocks), (name, value: unknown) =>
      name === 'marks' ? undefined : value,
    )
    const words = JSON.stringify(kept, (name, value: unknown) => (name === 'marks' ? undefined : value))
    expect(words).toBe(bare)
  })

  test('come back before a break at the end of a line', () => {
    const blocks = [p(fn('a'), br()), p(fn('b'), ...code(br()))]
    expect(blocksIn(written('structured', ...blocks), 'structured')).toEqual(canonical(...blocks))
  })

  test('leave the source line the last block', () => {
    const blocks = [p('One', fn('Two')), source('Source', 'WikiTree')]
    expect(blocksIn(written('portable', ...blocks))).toEqual(canonical(...blocks))
  })

  test('keep a break in their words', () => {
    expect(written('portable', p('a', fn('b\nc')))).toBe('a[^1]\n\n[^1]: b\\\n    c')
  })
})

describe('footnotes of other programs', () => {
  test('M5-footnote.md is a footnote', () => {
    const text = readFileSync('tests/blocks/footnote/M5-footnote.md', 'utf8')
    const blocks = blocksIn(text)
    expect(JSON.stringify(blocks)).toContain('{"type":"footnote","attrs":{"text":"The note."}}')
    expect(writeMarkdown(readMarkdown(text), 'portable')).toContain('[^1]: The note.')
    expect(kinds(text)).toEqual([])
  })

  test('have words for labels, in any case, and stand anywhere', () => {
    expect(blocksIn('[^Über]: Later *on*.\n\nA[^über] B[^x.y]\n\n> [^x.y]: In a quote')).toEqual(
      canonical(p('A', fn('Later *on*.'), ' B', fn('In a quote'))),
    )
  })

  test('can have several paragraphs, lists, and lines that go on', () => {
    expect(blocksIn('A[^1]\n\n[^1]: One\ntwo\n\n    Three\n\n    - four\n\nB')).toEqual(
      canonical(p('A', fn('One two\nThree\nfour')), p('B')),
    )
  })

  test('are one each where several signs lead to one, and that is reported', () => {
    const text = 'A[^1] and B[^1]\n\n[^1]: C'
    expect(blocksIn(text)).toEqual(canonical(p('A', fn('C'), ' and B', fn('C'))))
    expect(kinds(text)).toEqual(['sharedNote 1'])
  })

  test('stay text without their words', () => {
    expect(blocksIn('A[^1] b')).toEqual(canonical(p('A[^1] b')))
  })

  test('are a paragraph without a sign, and that is reported', () => {
    const text = 'A\n\n[^1]: B **c**\n\n[^2]: d'
    expect(blocksIn(text)).toEqual(canonical(p('A'), p('[^1]: B ', strong('c')), p('[^2]: d')))
    expect(kinds(text)).toEqual(['note 2'])
  })

  test('are a paragraph where the headline has the sign', () => {
    const read = readMarkdown('# A[^1]\n\nB\n\n[^1]: C')
    expect(read.doc).toEqual(article('A[^1]', '', p('B'), p('[^1]: C')).doc)
  })

  test('have no footnotes', () => {
    const text = 'A[^1]\n\n[^1]: B[^2]\n\n[^2]: C'
    expect(blocksIn(text)).toEqual(canonical(p('A', fn('B\\[\\^2\\]')), p('[^2]: C')))
    expect(kinds(text)).toEqual(['note 1'])
  })

  test('stand in line, as pandoc has them', () => {
    expect(blocksIn('A^[B *c* [d](https://example.com)] e')).toEqual(
      canonical(p('A', fn('B *c* [d](https://example.com)'), ' e')),
    )
    expect(blocksIn('x^2 and ^[ no end')).toEqual(canonical(p('x^2 and ^[ no end')))
  })

  test('come before links', () => {
    expect(blocksIn('A[^1](b)\n\n[^1]: C')).toEqual(canonical(p('A', fn('C'), '(b)')))
  })

  test('keep those of a line that becomes a turn', () => {
    const text = 'Mina: “Yes.”[^1]\n\nJun[^2]: “No.”\n\nMina: “Well.”\n\n[^1]: a\n\n[^2]: b'
    const json = JSON.stringify(blocksIn(text))
    expect(json).toContain('"a"')
    expect(json).toContain('"b"')
  })

  test('are read in time that grows with their number', () => {
    const signs = (from: number): string =>
      Array.from({ length: 20 }, (_, at) => `a[^${String(from + at)}]`).join(' ')
    const paragraphs = Array.from({ length: 500 }, (_, at) => signs(20 * at))
    const notes = Array.from({ length: 10_000 }, (_, at) => `[^${String(at)}]: b${String(at)}`)
    const read = readMarkdown([...paragraphs, ...notes].join('\n\n'))
    expect(readMarkdown(writeMarkdown(read, 'portable')).doc).toEqual(read.doc)
  })
})
