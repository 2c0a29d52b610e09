import { expect, test } from 'vitest'
import { br, caption, em, p } from '../../build.ts'
import { body, html, read, readOwn } from '../html.ts'

test('is a paragraph that says what it is', () => {
  const of = caption('“Take ', em('nine'), '.”', br(), 'Quiet.')
  expect(html(of)).toBe('<p class="caption">“Take <em>nine</em>.”<br>Quiet.</p>')
  expect(readOwn(html(of))).toEqual(body(of))
  expect(readOwn(html(caption()))).toEqual(body(caption()))
})

test('elsewhere the class is mostly a picture’s', () => {
  expect(read('<p class="caption">A lamp</p>')).toEqual(body(p('A lamp')))
})
