import { expect, test } from 'vitest'
import { embed, link, p } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

const url = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'
const video = embed(url, { provider: 'youtube', id: 'dQw4w9WgXcQ' })

test('writes all attributes in the structured profile', () => {
  const known = embed(url, { provider: 'youtube', id: 'dQw4w9WgXcQ', title: 'A “song”', author: 'R & A' })
  expect(blocksIn(written('structured', known), 'structured')).toEqual(canonical(known))
  expect(written('structured', video)).toMatch(
    /^::embed\{.*url="https:\/\/www\.youtube\.com\/watch\?v=dQw4w9WgXcQ"/u,
  )
})

test('writes the bare address in the portable profile', () => {
  expect(written('portable', video)).toBe(url)
  expect(written('portable', embed('https://example.com/a*b*c'))).toBe('<https://example.com/a*b*c>')
})

test('reads an address alone as an embed if its provider is known', () => {
  for (const markdown of [url, `<${url}>`]) expect(blocksIn(markdown)).toEqual(canonical(video))
  expect(blocksIn('https://example.com/a')).toEqual(canonical(p(link('https://example.com/a'))))
  expect(blocksIn(`See ${url}`)).toEqual(canonical(p('See ', link(url))))
  expect(blocksIn(`[Song](${url})`)).toEqual(canonical(p(link(url, 'Song'))))
})

test('keeps a directive with an unsafe address as text', () => {
  expect(blocksIn('::embed{url="javascript:alert(1)"}')).toEqual(
    canonical(p('::embed{url="javascript:alert(1)"}')),
  )
})

test('keeps the picture in the structured profile, and drops one that is no picture', () => {
  const pictured = embed(url, {
    ...{ provider: 'youtube', id: 'dQw4w9WgXcQ', title: 'A song' },
    ...{ src: 'images/0123456789abcdef.jpg', width: 480, height: 360 },
  })
  expect(written('structured', pictured)).toContain('src="images/0123456789abcdef.jpg"')
  expect(blocksIn(written('structured', pictured), 'structured')).toEqual(canonical(pictured))
  expect(
    blocksIn(
      `::embed{url="${url}" provider="youtube" id="dQw4w9WgXcQ" src="../../etc/x.png" width="-4" height="0"}`,
    ),
  ).toEqual(canonical(video))
})
