import { expect, test } from 'vitest'
import { link, p, source } from '../../build.ts'
import { body, html, htmlIn, read, readOwn } from '../html.ts'

test('writes the writer’s label, or the language’s', () => {
  expect(html(source('Sources', 'Ledger, ', link('https://kbc.example', 'KBC')))).toBe(
    '<p class="source"><span class="label">Sources:</span> <cite>Ledger, <a href="https://kbc.example">KBC</a></cite></p>',
  )
  expect(htmlIn('ko', source('', '레저'))).toBe(
    '<p class="source" data-label=""><span class="label">출처:</span> <cite>레저</cite></p>',
  )
  expect(html(source('via', 'Ledger'))).toContain('<span class="label">via</span> <cite>Ledger')
})

test.each(['', 'Source', 'via', 'via:', ' ', 'a  b: '])(
  'reads back a source line with the label "%s"',
  (label) => {
    const block = source(label, ' Ledger ')
    expect(readOwn(html(block))).toEqual(body(block))
  },
)

test('reads a foreign paragraph of that class as a paragraph', () => {
  expect(read('<p class="source">Ledger</p>')).toEqual(body(p('Ledger')))
})
