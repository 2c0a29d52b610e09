import { describe, expect, test } from 'vitest'
import { parts, readMarkdown, readWithReport } from '../../../src/article/index.ts'
import { writeMarkdown } from '../../../src/article/markdown/write.ts'
import { children, type NodeJSON, textOf } from '../../../src/blocks/node.ts'
import { article, figure } from '../../build.ts'

/** HTML within lines of Markdown, and what of Markdown an article has in another form: the report says so. */

function block(node: NodeJSON): string {
  const address = node.attrs?.url ?? node.attrs?.src ?? ''
  const links = children(node).flatMap(({ marks = [] }) => marks.flatMap(({ attrs }) => attrs?.href ?? []))
  return [node.type, textOf(node), address, ...links].map(String).filter(Boolean).join(' ')
}

function read(markdown: string): { body: string[]; report: string[] } {
  const { article: found, report } = readWithReport('md', markdown)
  return {
    body: children(parts(found.doc).body).map(block),
    report: report.map(({ kind, count, first }) => `${kind} ${String(count)} ${first}`),
  }
}

describe('HTML within a line of Markdown', () => {
  test.each([
    ['So <ruby>漢<rt>かん</rt></ruby>.', 'paragraph So 漢（かん）.'],
    ['So <ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>.', 'paragraph So 漢(かん).'],
    ['He said <q>no</q>, <mark>twice</mark><wbr>.', 'paragraph He said “no”, twice.'],
    ['See <input type="checkbox"> it.', 'paragraph See  it.'],
    ['A list<T> and <custom>c</custom> stay.', 'paragraph A list<T> and <custom>c</custom> stay.'],
  ])('%s', (markdown, paragraph) => {
    expect(read(markdown)).toEqual({ body: [paragraph], report: [] })
  })

  test('a player within words is a link to it, on its own line a card', () => {
    const video = '<video controls><source src="https://example.org/v.mp4"></video>'
    const report = ['media 1 https://example.org/v.mp4']
    expect(read(`See ${video} here.`)).toEqual({
      body: ['paragraph See https://example.org/v.mp4 here. https://example.org/v.mp4'],
      report,
    })
    expect(read(video)).toEqual({ body: ['embed https://example.org/v.mp4'], report })
    expect(read('<iframe src="https://www.youtube.com/embed/AbCdEfGhIjK"></iframe>').body).toEqual([
      'embed https://www.youtube.com/watch?v=AbCdEfGhIjK',
    ])
  })

  test.each(['javascript:alert(1)', 'data:text/html,x', ''])(
    'a player at “%s” is left out and told',
    (src) => {
      expect(read(`See <iframe src="${src}"></iframe>.`)).toEqual({
        body: ['paragraph See .'],
        report: [`lostMedia 1 ${src}`],
      })
    },
  )

  test('a picture element is its picture', () => {
    const html =
      '<picture><source srcset="https://example.org/d.jpg"><img src="https://example.org/l.jpg" alt="L"></picture>'
    expect(read(html).body).toEqual(['figure https://example.org/l.jpg'])
  })
})

describe('the report of a Markdown file has', () => {
  test('tables and pictures in lists and quotations', () => {
    expect(read('- a\n\n  | x | y |\n  |---|---|\n  | 1 | 2 |\n').report).toEqual(['table 1 xy12'])
    expect(read('> ![Alt](https://example.org/i.jpg)').report).toEqual(['pictureLink 1 Alt'])
    expect(read('| a | b |\n|---|---|\n| ![](https://example.org/i.jpg) | c |').report).toEqual([
      'pictureLink 1 https://example.org/i.jpg',
    ])
  })

  test('where a picture led to, unless that is its own file', () => {
    const to = (target: string): string[] => read(`[![A](https://example.org/a.jpg)](${target})`).report
    expect(to('https://example.org/story')).toEqual(['pictureTarget 1 https://example.org/story'])
    expect(to('https://example.org/a-large.jpg?w=1')).toEqual([])
  })

  test('no spaces beside pictures', () => {
    expect(read('before ![A](https://example.org/a.jpg) after').body).toEqual([
      'paragraph before',
      'figure https://example.org/a.jpg',
      'paragraph after',
    ])
  })
})

test('the alt text of a picture that is not there yet leaves with its place', () => {
  const written = writeMarkdown(article('', '', figure({ alt: 'A tram' })), 'portable')
  expect(written).toContain('![A tram]()')
  expect(readMarkdown(written).doc).toEqual(article('', '', figure({ alt: 'A tram' })).doc)
})
