import { expect, it } from 'vitest'
import { updateDocument } from '../../../src/renderer/src/preview/updateDocument.ts'

const pageOf = (body: string, style = 'a{}'): string =>
  `<!doctype html><html lang="en"><head><meta name="policy"><style>${style}</style></head><body>${body}</body></html>`
const parsed = (html: string): Document => new DOMParser().parseFromString(html, 'text/html')

it('replaces the block that differs and leaves pictures and all other blocks as they are', () => {
  const shown = parsed(pageOf('<article><p>one</p>\n<img src="data:,">\n<p>three</p></article>'))
  const [first, last] = shown.querySelectorAll('p')
  const img = shown.querySelector('img')
  const next = pageOf('<article><p>one</p>\n<img src="data:,">\n<p>three <em>more</em></p></article>')
  updateDocument(shown, next)
  expect(shown.body.innerHTML).toBe(parsed(next).body.innerHTML)
  expect(shown.querySelector('img')).toBe(img)
  expect([...shown.querySelectorAll('p')]).toEqual([first, last])
})

it.each([
  ['a block more', '<article><p>a</p><p>b</p></article>', '<article><p>a</p><h2>x</h2><p>b</p></article>'],
  ['a block less', '<article><p>a</p><h2>x</h2><p>b</p></article>', '<article><p>a</p><p>b</p></article>'],
  ['the same block twice', '<article><p>a</p></article>', '<article><p>a</p><p>a</p></article>'],
  [
    'another language',
    '<article lang="en"><p>a</p></article>',
    '<article lang="ko" dir="rtl"><p>a</p></article>',
  ],
  ['nothing left', '<article><p>a</p></article>', ''],
  ['a whole other page', '<article><p>a</p></article>', '<main><h1>b</h1></main><p>c</p>'],
])('becomes the other page: %s', (_what, from, to) => {
  const shown = parsed(pageOf(from))
  updateDocument(shown, pageOf(to, 'b{}').replace('lang="en"', 'lang="he" dir="rtl"'))
  expect(shown.body.innerHTML).toBe(parsed(pageOf(to)).body.innerHTML)
  expect(shown.querySelector('style')?.textContent).toBe('b{}')
  expect([shown.documentElement.lang, shown.documentElement.getAttribute('dir')]).toEqual(['he', 'rtl'])
})
