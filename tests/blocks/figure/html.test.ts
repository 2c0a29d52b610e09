import { expect, test } from 'vitest'
import { em, figure, gallery, link, p } from '../../build.ts'
import { body, html, read, readOwn } from '../html.ts'

const lamp = { src: 'https://kbc.example/lamp.jpg', alt: 'A lamp', width: 800, height: 600 }

test('writes a picture with its caption and credit', () => {
  expect(html(figure({ ...lamp, credit: 'KBC' }, 'The ', em('lamp')))).toBe(
    [
      '<figure>',
      '  <img src="https://kbc.example/lamp.jpg" alt="A lamp" width="800" height="600">',
      '  <figcaption>The <em>lamp</em> <span class="credit">KBC</span></figcaption>',
      '</figure>',
    ].join('\n'),
  )
})

test('writes a figure without a picture as its caption and credit, with the alt text its picture will have', () => {
  const block = figure({ alt: 'A "lamp"', credit: 'KBC' }, 'The lamp')
  expect(html(block)).toBe(
    '<figure class="waiting" data-alt="A &quot;lamp&quot;">\n' +
      '  <figcaption>The lamp <span class="credit">KBC</span></figcaption>\n</figure>',
  )
  expect(readOwn(html(block))).toEqual(body(block))
})

test.each([
  ['nothing known', figure({})],
  ['a missing picture', figure({ missing: '../photos/a%20b.jpg?w=1', alt: 'A', size: 'wide' }, 'The lamp')],
  ['a missing decoration', figure({ missing: 'a.jpg', decorative: true })],
  ['a credit alone', figure({ credit: 'KBC' })],
  ['a caption alone', figure({}, 'The lamp')],
  ['decoration', figure({ ...lamp, alt: '', decorative: true })],
  ['no alt text yet', figure({ src: 'images/a.png' })],
  ['spaces at the seams', figure({ ...lamp, credit: ' KBC ' }, 'The lamp  ')],
  ['a bar in the caption', figure(lamp, 'A | B')],
  ['a size', figure({ ...lamp, size: 'wide' }, 'A')],
  ['a size before its picture', figure({ size: 'full' }, 'A')],
  ['a crop', figure({ ...lamp, crop: '0.1 0.25 0.5 0.5' })],
  ['rotation and focal point', figure({ ...lamp, rotation: 270, focus: '0.3 1' })],
  ['a crop of a picture of unknown size', figure({ src: 'images/a.png', crop: '0 0 0.5 1', rotation: 90 })],
])('reads back a figure with %s', (_what, block) => {
  expect(readOwn(html(block))).toEqual(body(block))
})

test('writes the size that crop and rotation leave, and the class of a wide picture', () => {
  const cut = html(figure({ ...lamp, size: 'wide', crop: '0 0 0.5 1', rotation: 90 }))
  expect(cut).toContain('<figure class="wide">')
  expect(cut).toContain(
    'width="600" height="400" data-crop="0 0 0.5 1" data-rotation="90" data-whole="800 600"',
  )
})

test('says of a full-width picture that stands upright that it is tall', () => {
  const upright = { ...lamp, width: 600, height: 900 }
  expect(html(figure({ ...upright, size: 'full' }))).toContain('<figure class="full tall">')
  expect(html(figure({ ...lamp, size: 'full', crop: '0 0 0.3 1' }))).toContain('<figure class="full tall">')
  expect(html(figure({ ...lamp, size: 'full' }))).toContain('<figure class="full">')
  expect(html(figure(upright))).toContain('<figure>')
})

test('writes a missing picture at the address that its document had', () => {
  const block = figure({ missing: 'photos/lamp.jpg', alt: 'A "lamp"' })
  expect(html(block)).toBe('<figure><img src="photos/lamp.jpg" alt="A &quot;lamp&quot;"></figure>')
})

test.each([
  ['photos/lamp.jpg', 'photos/lamp.jpg'],
  [' /wp-content/lamp.jpg?w=1 ', '/wp-content/lamp.jpg?w=1'],
  ['images/lamp.jpg', './images/lamp.jpg'],
  ['javascript:alert(1)', null],
  ['javascript&amp;colon;alert(1)', null],
  ['/\\e.example/a.png', null],
  ['file:///C:/lamp.jpg', null],
  ['cid:lamp', null],
])('reads a picture at %s as one that waits, with its address %s', (src, missing) => {
  expect(read(`<img src="${src}" alt="A lamp">`)).toEqual(body(figure({ missing, alt: 'A lamp' })))
})

test('writes no alt text for a decorative picture', () => {
  expect(html(figure({ ...lamp, decorative: true }))).toContain(
    '<img class="decorative" src="https://kbc.example/lamp.jpg" alt=""',
  )
})

test.each([
  [
    'the credit by its class',
    '<img src="S" alt="A lamp"><figcaption>Lit <em class="photo-credit">| KBC</em></figcaption>',
  ],
  ['the credit after a bar', '<img src="S" alt="A lamp"><figcaption>Lit | KBC</figcaption>'],
  [
    'the picture behind a placeholder',
    '<img src="data:image/gif;base64,AAAA" data-src="S" alt="A lamp"><figcaption>Lit | KBC</figcaption>',
  ],
  [
    'the widest of a set',
    '<a href="x"><img srcset="//kbc.example/s.jpg 320w, S 800w" alt="A lamp"></a><figcaption>Lit | KBC</figcaption>',
  ],
])('finds in a foreign figure %s', (_what, inside) => {
  const src = lamp.src
  expect(read(`<figure>${inside.replace('S', src)}</figure>`)).toEqual(
    body(figure({ src, alt: 'A lamp', credit: 'KBC' }, 'Lit')),
  )
})

test('reads a sentence with bars as a caption', () => {
  expect(read('<figure><figcaption>one | two | three</figcaption></figure>')).toEqual(
    body(figure({}, 'one | two | three')),
  )
})

test('splits text at pictures, and ignores tracking pixels and unreachable decoration', () => {
  expect(
    read(
      `<p>a <img src="${lamp.src}" alt="A lamp"> b<img src="https://t.example/p.gif" width="1" height="1"></p>`,
    ),
  ).toEqual(body(p('a'), figure({ src: lamp.src, alt: 'A lamp' }), p('b')))
  expect(read('<p>a<img src="data:image/svg+xml,x"></p>')).toEqual(body(p('a')))
})

test('reads an unreachable picture as a figure without one', () => {
  expect(read('<img src="file:///c/lamp.jpg" alt="A lamp">')).toEqual(body(figure({ alt: 'A lamp' })))
})

test('reads captions of old WordPress versions', () => {
  expect(
    read(`<div class="wp-caption"><img src="${lamp.src}" alt=""><p class="wp-caption-text">Lit</p></div>`),
  ).toEqual(body(figure({ src: lamp.src }, 'Lit')))
})

test('keeps other content of a figure, and reads a figure of two pictures as a gallery', () => {
  expect(
    read(`<figure><img src="${lamp.src}" alt="A"><p>More</p><figcaption>Lit</figcaption></figure>`),
  ).toEqual(body(figure({ src: lamp.src, alt: 'A' }, 'Lit'), p('More')))
  expect(read('<figure><table><tr><td>a</td></tr></table><figcaption>Table</figcaption></figure>')).toEqual(
    body(p('a'), p('Table')),
  )
  const one = `<figure><img src="${lamp.src}" alt="A"></figure>`
  expect(
    read(
      `<figure>${one}${one}<figcaption>Both, <a href="https://kbc.example">here</a></figcaption></figure>`,
    ),
  ).toEqual(
    body(
      gallery(
        [figure({ src: lamp.src, alt: 'A' }), figure({ src: lamp.src, alt: 'A' })],
        'Both, ',
        link('https://kbc.example', 'here'),
      ),
    ),
  )
})
