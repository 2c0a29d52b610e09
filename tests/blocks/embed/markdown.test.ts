import { expect, test } from 'vitest'
import { embed, link, p } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

const url = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'
const video = embed(url, { provider: 'youtube', id: 'dQw4w9WgXcQ' })

test('structured: all that is known of it', () => {
  const known = embed(url, { provider: 'youtube', id: 'dQw4w9WgXcQ', title: 'A “song”', author: 'R & A' })
  expect(blocksIn(written('structured', known), 'structured')).toEqual(canonical(known))
  expect(written('structured', video)).toMatch(
    /^::embed\{.*url="https:\/\/www\.youtube\.com\/watch\?v=dQw4w9WgXcQ"/u,
  )
})

test('portable: the address alone, as plain as can be', () => {
  expect(written('portable', video)).toBe(url)
  expect(written('portable', embed('https://example.com/a*b*c'))).toBe('<https://example.com/a*b*c>')
})

test('an address alone is an embed when its provider is known', () => {
  for (const markdown of [url, `<${url}>`]) expect(blocksIn(markdown)).toEqual(canonical(video))
  expect(blocksIn('https://example.com/a')).toEqual(canonical(p(link('https://example.com/a'))))
  expect(blocksIn(`See ${url}`)).toEqual(canonical(p('See ', link(url))))
  expect(blocksIn(`[Song](${url})`)).toEqual(canonical(p(link(url, 'Song'))))
})

test('a directive whose address nobody should follow stays as text', () => {
  expect(blocksIn('::embed{url="javascript:alert(1)"}')).toEqual(
    canonical(p('::embed{url="javascript:alert(1)"}')),
  )
})
