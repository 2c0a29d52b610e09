import { expect, test } from 'vitest'
import { figure, p, quote, ul } from '../../build.ts'
import { body, html, read, readOwn } from '../html.ts'

test('writes and reads paragraphs and lists', () => {
  const block = quote('Light is patience.', ul('and oil'), p(''))
  expect(html(block)).toBe(
    '<blockquote>\n  <p>Light is patience.</p>\n  <ul>\n    <li>and oil</li>\n  </ul>\n  <p></p>\n</blockquote>',
  )
  expect(readOwn(html(block))).toEqual(body(block))
})

test('reads headings and quotes in a foreign quote as its paragraphs, splits it at a picture, and keeps its author', () => {
  const src = 'https://kbc.example/a.jpg'
  const inside = `<h3>a</h3><blockquote>b</blockquote><img src="${src}" alt="x"><p>c</p><footer>— d</footer>`
  expect(read(`<blockquote>${inside}</blockquote>`)).toEqual(
    body(quote('a', 'b'), figure({ src, alt: 'x' }), quote('c', '— d')),
  )
})
