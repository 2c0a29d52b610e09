import { expect, test } from 'vitest'
import { readHtml } from '../../../src/article/index.ts'
import { p, pull, quote, ul } from '../../build.ts'
import { body, html, read, readOwn } from '../html.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

const block = pull('Light is patience.', ul('and oil'), p(''))

test('a pull quote is a quotation with a class, and read back', () => {
  expect(html(pull('Light.'))).toBe('<blockquote class="pullquote">\n  <p>Light.</p>\n</blockquote>')
  expect(readOwn(html(block))).toEqual(body(block))
})

test.each([
  '<figure class="wp-block-pullquote"><blockquote><p>Light.</p><cite>Mina</cite></blockquote></figure>',
  '<aside class="pullquote"><p>Light.</p><p><em>Mina</em></p></aside>',
  '<div class="pull-quote x" onclick="x()"><blockquote>Light.<p><i>Mina</i></p></blockquote></div>',
  '<blockquote class="kg-blockquote-alt"><p>Light.</p><p><i>Mina</i></p></blockquote>',
])('those of others are read: %s', (text) => {
  const read = readHtml(text).doc.content?.[2]?.content ?? []
  expect(read.map(({ type, attrs }) => [type, attrs?.pull])).toEqual([['quote', true]])
  expect(JSON.stringify(read)).toContain('Light.')
})

test('an aside of another kind is none', () => {
  expect(read('<blockquote class="pullquotes">a</blockquote>')).toEqual(body(quote('a')))
})

test('structured Markdown names it, the portable one has a quote', () => {
  expect(written('structured', block)).toBe(':::pullquote\nLight is patience.\n\n- and oil\n\n::blank\n:::')
  expect(blocksIn(written('structured', block), 'structured')).toEqual(canonical(block))
  expect(written('portable', pull('Light.'))).toBe('> Light.')
})

test('writes who is quoted as an attribution, where that stands below the words', () => {
  expect(html(pull('Light is patience.', '— Jun'))).toBe(
    '<blockquote class="pullquote">\n  <p>Light is patience.</p>\n  <p class="attribution">— Jun</p>\n</blockquote>',
  )
  for (const other of [
    pull('— Jun'),
    quote('Light is patience.', '— Jun'),
    pull('Light is patience.', ul('— Jun')),
  ])
    expect(html(other)).not.toContain('attribution')
  expect(readOwn(html(pull('Light is patience.', '— Jun')))).toEqual(
    body(pull('Light is patience.', '— Jun')),
  )
})
