import { expect, test } from 'vitest'
import { hr, p } from '../../build.ts'
import { body, html, read } from '../html.ts'

test('separates the blocks around it', () => {
  expect(html(p('a'), hr(), p('b'))).toBe('<p>a</p>\n<hr>\n<p>b</p>')
  expect(read('a<hr class="wp-block-separator">b')).toEqual(body(p('a'), hr(), p('b')))
})
