import { expect, test } from 'vitest'
import { figure, h2, li, ol, p, pre, quote, ul } from '../../build.ts'
import { body, html, read, readOwn } from '../html.ts'

test('writes an item as its text, or as its paragraphs and lists', () => {
  expect(html(ul('one', li(p('two'), ol(3, 'three'))))).toBe(
    [
      '<ul>',
      '  <li>one</li>',
      '  <li>',
      '    <p>two</p>',
      '    <ol start="3">',
      '      <li>three</li>',
      '    </ol>',
      '  </li>',
      '</ul>',
    ].join('\n'),
  )
})

test.each([
  ['empty items', ul('', li(p('')), 'a')],
  ['an empty paragraph before a list', ul(li(p(''), ul('a')))],
  ['two paragraphs', ol(0, li(p('a'), p(''), p('b')))],
])('reads back a list with %s', (_what, block) => {
  expect(readOwn(html(block))).toEqual(body(block))
})

test('reads foreign lists beside items, loose text, and empty items', () => {
  expect(read('<ul><li>a</li><ul><li>b</li></ul>loose<li></li></ul>')).toEqual(
    body(ul(li(p('a'), ul('b')), 'loose')),
  )
})

test('splits the list at content that no item can contain, and continues its numbers', () => {
  const src = 'https://kbc.example/a.jpg'
  expect(read(`<ol start="2"><li>a</li><li>b<img src="${src}" alt="x">c</li><li>d</li></ol>`)).toEqual(
    body(ol(2, 'a', 'b'), figure({ src, alt: 'x' }), ol(4, 'c', 'd')),
  )
})

test('reads headings, quotes and code in an item as its paragraphs', () => {
  expect(read('<ul><li><h3>a</h3><blockquote>b</blockquote><pre>c\nd</pre></li></ul>')).toEqual(
    body(ul(li(p('a'), p('b'), p('c'), p('d')))),
  )
})

test('keeps foreign lists separate from the blocks around them', () => {
  expect(read('<h2>a</h2><ul><li>b</ul><blockquote>c</blockquote><pre>d</pre>')).toEqual(
    body(h2('a'), ul('b'), quote('c'), pre('', 'd')),
  )
})
