import { expect, test } from 'vitest'
import { targetById } from '../../../src/article/index.ts'
import { article, embed, link, p } from '../../build.ts'
import { body, html, read, readOwn } from '../html.ts'

const url = 'https://www.youtube.com/watch?v=aB3-_xyz890'
const video = { provider: 'youtube', id: 'aB3-_xyz890' }

test('writes a figure with a link, and provider and id if the address does not name them', () => {
  expect(html(embed(url, { ...video, title: 'The reel', author: 'KBC' }))).toBe(
    '<figure class="embed">\n  <figcaption><a class="title" href="https://www.youtube.com/watch?v=aB3-_xyz890">The reel</a>' +
      ' · <span class="author">KBC</span> · <span class="provider">YouTube</span></figcaption>\n</figure>',
  )
  const moved = embed('https://kbc.example/reel', video)
  expect(html(moved)).toContain('<figure class="embed" data-provider="youtube" data-id="aB3-_xyz890">')
  expect(readOwn(html(moved))).toEqual(body(moved))
})

test.each([
  [
    'a player',
    '<iframe src="//www.youtube.com/embed/aB3-_xyz890?rel=0" title="YouTube video player"></iframe>',
  ],
  [
    'a player that loads late',
    '<iframe data-src="https://www.youtube-nocookie.com/embed/aB3-_xyz890"></iframe>',
  ],
  ['an address alone in a paragraph', `<p> ${url} </p>`],
  ['a link to itself', `<p><a href="${url}">${url}</a></p>`],
  [
    'a WordPress block',
    `<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n${url}\n</div></figure>`,
  ],
])('reads an embed from foreign HTML: %s', (_what, foreign) => {
  expect(read(foreign)).toEqual(body(embed(url, video)))
})

test('reads author and title from the quotes that providers turn into players', () => {
  const quotes = `<blockquote class="twitter-tweet"><p>It is lit. <a href="https://t.co/x">pic.example/x</a></p>&mdash; Im Da-on (@daon)
      <a href="https://twitter.com/daon/status/1234567890123">May 1</a></blockquote><script async src="//x.example/w.js"></script>
    <blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/Cabcdefghij/?utm_source=ig">
      <p><a href="https://www.instagram.com/p/Cabcdefghij/">A post shared by Im Da-on (@daon)</a></p></blockquote>
    <blockquote class="tiktok-embed" cite="https://www.tiktok.com/@daon/video/7123456789012345678"><section><p>lamp dance</p></section></blockquote>`
  expect(read(quotes)).toEqual(
    body(
      embed('https://twitter.com/daon/status/1234567890123', {
        ...{ provider: 'x', id: '1234567890123' },
        ...{ title: 'It is lit. pic.example/x', author: 'Im Da-on (@daon)' },
      }),
      embed('https://www.instagram.com/p/Cabcdefghij/', {
        ...{ provider: 'instagram', id: 'p/Cabcdefghij', author: 'Im Da-on (@daon)' },
      }),
      embed('https://www.tiktok.com/@daon/video/7123456789012345678', {
        ...{ provider: 'tiktok', id: '@daon/video/7123456789012345678', title: 'lamp dance' },
      }),
    ),
  )
})

test('reads any other player as a link if it has a title, and leaves out advertisements', () => {
  expect(read('<iframe src="https://maps.example/x" title="Map of the pier"></iframe><p>a</p>')).toEqual(
    body(p(link('https://maps.example/x', 'Map of the pier')), p('a')),
  )
  expect(read('<iframe src="https://ads.example/x"></iframe><p>a</p>')).toEqual(body(p('a')))
})

test('reads an address in a paragraph of our own HTML as a paragraph', () => {
  expect(readOwn(html(p(url)))).toEqual(body(p(url)))
})

test('keeps the time at which a player of another page begins, and passes it on to the player', () => {
  const started = embed('https://www.youtube.com/watch?v=aB3-_xyz890&t=43s', video)
  expect(read('<iframe src="https://www.youtube.com/embed/aB3-_xyz890?start=43"></iframe>')).toEqual(
    body(started),
  )
  const page = targetById('html-page')?.write(article('', '', started)) ?? ''
  expect(page).toContain('src="https://www.youtube-nocookie.com/embed/aB3-_xyz890?start=43"')
})

const picture = { src: 'images/0123456789abcdef.jpg', width: 480, height: 270 }

test('shows the picture in a card; beside a player it is for paper, and both are read back', () => {
  const known = embed(url, { ...video, ...picture, title: 'The reel' })
  expect(html(known)).toContain(
    '<figure class="embed pictured">\n  <img src="images/0123456789abcdef.jpg" alt="" width="480" height="270">\n  <figcaption>',
  )
  expect(readOwn(html(known))).toEqual(body(known))
  const page = targetById('html-page')?.write(article('', '', known)) ?? ''
  expect(page).toMatch(/<figure class="embed">\s*<iframe [^>]*><\/iframe>\s*<img src="images\/0123/)
  expect(read(page)).toEqual(body(known))
})

test('names the site of a link card', () => {
  const card = embed('https://www.pier.example/gulls', { title: 'Gulls', ...picture })
  expect(html(card)).toContain('<span class="provider">pier.example</span>')
  expect(readOwn(html(card))).toEqual(body(card))
})
