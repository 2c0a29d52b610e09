import { expect, test } from 'vitest'
import { br, caption, em, p } from '../../build.ts'
import { body, html, read, readOwn } from '../html.ts'

test('writes a caption as a paragraph with its class', () => {
  const block = caption('“Take ', em('nine'), '.”', br(), 'Quiet.')
  expect(html(block)).toBe('<p class="caption">“Take <em>nine</em>.”<br>Quiet.</p>')
  expect(readOwn(html(block))).toEqual(body(block))
  expect(readOwn(html(caption()))).toEqual(body(caption()))
})

test('reads the class in foreign HTML as a photo’s caption', () => {
  expect(read('<p class="caption">A lamp</p>')).toEqual(body(p('A lamp')))
})
