import { describe, expect, it } from 'vitest'
import { parts, readHtml, readMarkdown, type Article } from '../../../src/article/index.ts'
import { writeHtml } from '../../../src/article/html/write.ts'
import { writeMarkdown } from '../../../src/article/markdown/write.ts'
import { inRows, widthShares } from '../../../src/blocks/figure/gallery/rows.ts'
import { children, type NodeJSON, textOf } from '../../../src/blocks/node.ts'
import { article, em, figure, gallery, p } from '../../build.ts'

const body = (of: Article): readonly NodeJSON[] => children(parts(of.doc).body)
const photo = (name: string, attrs = {}, ...words: string[]) =>
  figure({ src: `images/${name}.jpg`, alt: name, ...attrs }, ...words)
const types = (nodes: readonly NodeJSON[]): string[] => nodes.map(({ type }) => type)

const harbour = article(
  'Harbour',
  '',
  gallery(
    [
      photo('a', { width: 1500, height: 1000, credit: 'KBC' }, 'Pier'),
      photo('b', { width: 700, height: 1000 }),
    ],
    'Two ',
    em('views'),
  ),
)

describe('a gallery in Markdown', () => {
  it('is its photos and its caption, one below the other, when portable', () => {
    const text = writeMarkdown(harbour, 'portable')
    expect(text).toContain('![a](images/a.jpg)\\\n*Pier | KBC*\n\n![b](images/b.jpg)\n\nTwo *views*')
    expect(types(body(readMarkdown(text)))).toEqual(['figure', 'figure', 'paragraph'])
  })

  it('is a directive around them when structured, and comes back whole', () => {
    const text = writeMarkdown(harbour, 'structured')
    expect(text).toMatch(/^::::gallery\n:::figure\{src="images\/a\.jpg"/m)
    expect(body(readMarkdown(text))).toEqual(body(harbour))
  })

  it.each([
    [1, ['figure', 'paragraph']],
    [10, ['gallery', 'gallery']],
  ])('with %i photos becomes what a gallery can hold, without losing one', (count, expected) => {
    const photos = Array.from(
      { length: count },
      (_, index) => `:::figure{src="images/${String(index)}.jpg"}\n:::`,
    )
    const text = `---\ngalley: 1\n---\n\n::::gallery\n${photos.join('\n\n')}\n\nWords\n::::\n`
    const read = body(readMarkdown(text))
    expect(types(read)).toEqual(expected)
    expect(read.map(textOf).join('')).toBe('Words')
  })
})

describe('a gallery in HTML', () => {
  it('has rows, the shape of each photo as a class, and a caption of its own', () => {
    const html = writeHtml(harbour, 'fragment')
    expect(html.replace(/\n\s*/g, '')).toContain(
      '<figure class="gallery"><div class="row"><figure class="r15"><img src="images/a.jpg"',
    )
    expect(html).toContain('<figure class="r7">')
    expect(html).toContain('<figcaption>Two <em>views</em></figcaption>')
    expect(body(readHtml(html))).toEqual(body(harbour))
  })

  const image = (number: number): string =>
    `<figure><img src="https://a.example/${String(number)}.jpg" alt="${String(number)}"></figure>`
  it.each([
    [
      'WordPress',
      '<figure class="wp-block-gallery has-nested-images columns-2"><figure class="wp-block-image"><img src="https://a.example/1.jpg" alt="1"></figure><figure class="wp-block-image"><img src="https://a.example/2.jpg" alt="2"><figcaption>Second</figcaption></figure><figcaption class="blocks-gallery-caption">Both</figcaption></figure>',
    ],
    [
      'Ghost',
      '<figure class="kg-card kg-gallery-card kg-width-wide kg-card-hascaption"><div class="kg-gallery-container"><div class="kg-gallery-row"><div class="kg-gallery-image"><img src="https://a.example/1.jpg" alt="1"></div><div class="kg-gallery-image"><img src="https://a.example/2.jpg" alt="2"></div></div></div><figcaption>Both</figcaption></figure>',
    ],
    ['a site of its own', `<figure>${image(1)}${image(2)}<figcaption>Both</figcaption></figure>`],
  ])('of %s is read as one', (_site, html) => {
    const [read, ...more] = body(readHtml(`<html><body><p>Before</p>${html}</body></html>`)).slice(1)
    expect(more).toEqual([])
    expect(read?.type).toBe('gallery')
    expect(types(children(read ?? p()))).toEqual(['figure', 'figure', 'galleryCaption'])
    expect(textOf(children(read ?? p()).at(-1) ?? p())).toBe('Both')
  })
})

describe('the rows of a gallery', () => {
  it('are as few as can be, with two or three photos each', () => {
    const sizes = Array.from({ length: 8 }, (_, index) =>
      inRows(Array.from({ length: index + 2 })).map((row) => row.length),
    )
    expect(sizes.map((row) => row.join('+'))).toEqual([
      '2',
      '3',
      '2+2',
      '3+2',
      '3+3',
      '3+2+2',
      '3+3+2',
      '3+3+3',
    ])
  })

  it('have one height: shares follow the shapes', () => {
    expect(widthShares([1.5, 0.5])).toEqual([
      { share: 0.75, gaps: 1 },
      { share: 0.25, gaps: 1 },
    ])
  })
})
