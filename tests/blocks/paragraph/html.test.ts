import { describe, expect, test } from 'vitest'
import { br, code, em, h2, link, p, strike, strong, ul } from '../../build.ts'
import { body, html, read, readOwn } from '../html.ts'

const href = 'https://kbc.example/?a=1&b="2"'

test('nests marks in the schema’s order, and merges equal neighbours into one element', () => {
  const block = p(link(href, 'a', strong('b', em('c')), strike(code('d'))), br(), 'e')
  expect(html(block)).toBe(
    '<p><a href="https://kbc.example/?a=1&amp;b=&quot;2&quot;">a<strong>b<em>c</em></strong><s><code>d</code></s></a><br>e</p>',
  )
  expect(readOwn(html(block))).toEqual(body(block))
})

test('reads a link without visible text as its text', () => {
  expect(html(p('a', link(href, ' ', br()), 'b'))).toBe('<p>a <br>b</p>')
})

test('keeps an empty paragraph of our own HTML', () => {
  expect(readOwn(html(p(), p('a'), p()))).toEqual(body(p(), p('a'), p()))
})

describe('a foreign table', () => {
  test('that places things on a page is read as a paragraph for each row', () => {
    const rows =
      '<tr><th>Keeper</th><td>Im <b>Da-on</b></td></tr><tr><td>a</td><td></td><td>b</td></tr><tr><td></td></tr>'
    expect(read(`<table role="presentation"><caption>Cast</caption><tbody>${rows}</tbody></table>`)).toEqual(
      body(p('Cast'), p('Keeper: Im ', strong('Da-on')), p('a · b')),
    )
  })

  test('is read as its content if it lays out a page', () => {
    const cell = '<td><h2>a</h2><p>b</p></td><td><ul><li>c</li></ul></td>'
    expect(read(`<table><tr>${cell}</tr></table>`)).toEqual(body(h2('a'), p('b'), ul('c')))
  })
})
