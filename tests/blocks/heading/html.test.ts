import { expect, test } from 'vitest'
import { em, figure, h2, h3, h4, link, p } from '../../build.ts'
import { body, html, read } from '../html.ts'

test('writes levels 2 to 4 with their marks, and reads them back', () => {
  expect(html(h2('a ', em('b')), h3('c'), h4('d'))).toBe('<h2>a <em>b</em></h2>\n<h3>c</h3>\n<h4>d</h4>')
})

test('writes no heading without words', () => {
  expect(html(h2(), h2(' \u00a0'), p('a'))).toBe('<p>a</p>')
})

test('reads deeper levels of foreign HTML as the fourth, line breaks as spaces, and moves a picture below', () => {
  const src = 'https://kbc.example/a.jpg'
  expect(read(`<h6>a<br>b</h6><h2><img src="${src}" alt="x"></h2><h2> </h2>`)).toEqual(
    body(h4('a b'), figure({ src, alt: 'x' })),
  )
})

test('reads a link around a heading as a link in it', () => {
  expect(read('<a href="https://kbc.example"><h2>a</h2></a>')).toEqual(
    body(h2(link('https://kbc.example', 'a'))),
  )
})
