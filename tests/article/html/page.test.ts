import { createHash } from 'node:crypto'
import { fromHtml } from 'hast-util-from-html'
import { describe, expect, test } from 'vitest'
import { writeHtml } from '../../../src/article/html/write.ts'
import { styleFor, styleHash } from '../../../src/article/html/style.ts'
import { element, findElement, property } from '../../../src/blocks/hast.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'
import { withMetadata, article, dialogue, embed, figure, gallery, p, turn } from '../../build.ts'
import { everything, korean } from './examples.ts'
import { complaints } from './validate.ts'

/** Returns the text of a page's style. */
function styleIn(html: string): string {
  return html.slice(html.indexOf('<style>') + '<style>'.length, html.indexOf('</style>'))
}

describe('a page', () => {
  test.each([
    ['everything', everything],
    ['korean', korean],
  ])('%s is as it was agreed, in both profiles', async (name, of) => {
    for (const profile of ['page', 'fragment'] as const) {
      const html = writeHtml(of, profile)
      expect(complaints(html, profile)).toEqual([])
      await expect(html).toMatchFileSnapshot(`../../golden/html/${name}.${profile}.html`)
    }
  })

  const headOf = (html: string): string => html.slice(0, html.indexOf('<style>'))

  test('has metadata for known fields only', () => {
    const head = headOf(writeHtml(everything, 'page'))
    expect(head).toContain('<title>The Lamp Would Not Stay Lit on “Last Lighthouse”</title>')
    expect(head).toContain('<meta name="description" content="“It is a prop, and it hates me.”">')
    expect(head).toContain('<link rel="canonical" href="https://ledger.example/lighthouse-bloopers">')
    expect(head).toContain('<meta property="og:image" content="https://kbc.example/wave.png">')
    const bare = headOf(writeHtml(article('', '', p('Words.')), 'page'))
    expect(bare).toContain('<title>Untitled</title>')
    expect(bare).not.toMatch(/canonical|description|author|og:(?:title|url|image)/)
  })

  test('has the title, descriptions and picture that were written for search results and shared links', () => {
    const of = withMetadata(
      {
        ...{
          seoTitle: 'The kettle, explained',
          seoDescription: 'Why it burned.',
          excerpt: 'Two leads, one storm.',
        },
        ...{ socialImage: 'images/kettle.jpg', canonical: 'https://gazette.example/2026/the-kettle' },
      },
      article('The kettle', '“I would rather drink the rain.”', p('Words.')),
    )
    const html = writeHtml(of, 'page')
    const head = headOf(html)
    expect(head).toContain('<title>The kettle, explained</title>')
    expect(head).toContain('<meta name="description" content="Why it burned.">')
    expect(head).toContain('<meta property="og:title" content="The kettle">')
    expect(head).toContain('<meta property="og:description" content="Two leads, one storm.">')
    expect(head).toContain(
      '<meta property="og:image" content="https://gazette.example/2026/images/kettle.jpg">',
    )
    expect(head).toContain('<meta name="twitter:card" content="summary_large_image">')
    expect(complaints(html, 'page')).toEqual([])
  })

  test('shows the lead image in a shared link, unless another picture was chosen for that', () => {
    const lead = { leadImage: 'https://kbc.example/lamp.jpg' }
    const head = (more: { socialImage?: string }): string =>
      headOf(writeHtml(withMetadata({ ...lead, ...more }, article('A', 'B', p('C'))), 'page'))
    expect(head({})).toContain('<meta property="og:image" content="https://kbc.example/lamp.jpg">')
    expect(head({ socialImage: 'https://kbc.example/card.jpg' })).toContain(
      '<meta property="og:image" content="https://kbc.example/card.jpg">',
    )
  })

  test('takes the excerpt for a description, and names no picture that is nowhere on the web', () => {
    const head = headOf(
      writeHtml(
        withMetadata({ excerpt: 'Two leads.', socialImage: 'images/a.jpg' }, article('A', 'B', p('C'))),
        'page',
      ),
    )
    expect(head).toContain('<meta name="description" content="Two leads.">')
    expect(head).toContain('<meta name="twitter:card" content="summary">')
    expect(head).not.toContain('og:image')
  })

  test('allows its own style and players, and no script', () => {
    const policy = (html: string): string => {
      const meta = findElement(fromHtml(html), ({ properties }) => properties.httpEquiv !== undefined)
      return meta === undefined ? '' : property(meta, 'content')
    }
    const strict = policy(writeHtml(article('', '', p('Words.')), 'page'))
    expect(strict.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${styleHash(styleIn(writeHtml(article('', '', p('Words.')), 'page')))}'`,
      "img-src 'self' https: http: data:",
      "frame-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ])
    expect(policy(writeHtml(everything, 'page'))).toContain('frame-src https://www.youtube-nocookie.com;')
  })

  test('has the style whose hash is in its policy', () => {
    for (const html of [writeHtml(everything, 'page'), writeHtml(article('', '', p('Words.')), 'page')]) {
      const style = styleIn(html)
      expect(html).toContain(createHash('sha256').update(style).digest('base64'))
      expect(style).not.toMatch(/url\(|@import|<\//)
    }
  })

  test('has the styles of its own blocks and of no others', () => {
    const styleOf = (...body: NodeJSON[]): string => styleIn(writeHtml(article('Tea', '', ...body), 'page'))
    expect(styleOf(p('Words.'))).not.toMatch(/gallery|dialogue|^figcaption|blockquote|\bhr\b|^h2 \{/m)
    expect(styleOf(figure({}, 'A pier'))).not.toContain('gallery')
    expect(styleOf(figure({}, 'A pier'))).toContain('figcaption')
    const reel = embed('https://youtu.be/aB3-_xyz890', { provider: 'youtube', id: 'aB3-_xyz890' })
    // An embed is a figure on the page.
    expect(styleOf(reel)).toMatch(/^figcaption \{[^]*^\.embed/m)
    expect(styleOf(gallery([figure({}, ''), figure({}, '')]))).toContain('.gallery')
  })

  test('has frames of known players only', () => {
    const page = (id: string): string =>
      writeHtml(article('', '', embed('https://youtu.be/aB3-_xyz890', { provider: 'youtube', id })), 'page')
    expect(page('aB3-_xyz890')).toContain('src="https://www.youtube-nocookie.com/embed/aB3-_xyz890"')
    expect(page('../evil')).not.toContain('<iframe')
    expect(writeHtml(everything, 'fragment')).not.toContain('<iframe')
  })

  test('shows speakers in the colours of the cast, and other speakers in the free ones', () => {
    const cast = [{ name: 'Mina', otherNames: [], role: '', colour: 1 }]
    const of = withMetadata(
      { cast },
      article('', '', dialogue(turn('Jun', '“A.”'), turn('Mina', '“B.”'), turn('Oh', '“C.”'))),
    )
    const worn = [...writeHtml(of, 'page').matchAll(/<p class="voice-(\d)"><b class="speaker">(\w+)/g)]
    expect(worn.map(([, colour, name]) => [name, colour])).toEqual([
      ['Jun', '2'],
      ['Mina', '1'],
      ['Oh', '3'],
    ])
  })

  test('sets the direction of a language written from right to left', () => {
    const html = writeHtml(withMetadata({ language: 'ar' }, article('عنوان', '', p('كلمات'))), 'page')
    expect(html).toContain('<html lang="ar" dir="rtl">')
    expect(html).toContain('<article class="galley" lang="ar" dir="rtl">')
    expect(complaints(html, 'page')).toEqual([])
  })
})

test('sets nothing to the left or right that belongs to the beginning or end of a line', () => {
  const style = styleIn(writeHtml(everything, 'page'))
  const declarations = [...style.matchAll(/([\w-]+): ([^;{}]+);/g)]
  expect(declarations.length).toBeGreaterThan(100)
  const physical = declarations.filter(([, name = '', value = '']) => {
    if (/^(?:margin|padding|border)-(?:left|right)/.test(name)) return true
    if (name === 'text-align' || name === 'float') return /^(?:left|right)$/.test(value)
    // The two values of a function's argument are one.
    const sides = value.replaceAll(/\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '').split(' ')
    return /^(?:margin|padding)$/.test(name) && sides.length === 4 && sides[1] !== sides[3]
  })
  expect(physical.map(([declaration]) => declaration)).toEqual([])
})

describe('every text of the style is readable (WCAG 2.2, 1.4.3: 4.5 to 1)', () => {
  const [light = '', dark = ''] = styleFor(element('article', {})).split(
    '@media (prefers-color-scheme: dark)',
  )
  const colours = (css: string): Record<string, string> =>
    Object.fromEntries(
      [...css.matchAll(/--([\w-]+): (#[0-9a-f]+)/g)].map(([, name = '', hex = '']) => [name, hex]),
    )

  const luminance = (hex: string): number => {
    const full = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex
    const [r = 0, g = 0, b = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255)
      .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (one: string, other: string): number => {
    const [less = 0, more = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (more + 0.05) / (less + 0.05)
  }

  test.each([
    ['light', colours(light.split('@media')[0] ?? '')],
    ['dark', colours(dark.split('@media')[0] ?? '')],
  ])('%s', (_name, of) => {
    const inks = Object.keys(of).filter((name) => /^(?:ink|pencil|voice)/.test(name))
    expect(inks.length).toBe(12)
    for (const ink of inks)
      expect.soft(contrast(of[ink] ?? '', of.paper ?? ''), ink).toBeGreaterThanOrEqual(4.5)
    for (const ink of ['ink', 'ink-2'])
      expect(contrast(of[ink] ?? '', of.wash ?? '')).toBeGreaterThanOrEqual(4.5)
    expect(contrast(of['plate-ink'] ?? '', of.plate ?? '')).toBeGreaterThanOrEqual(4.5)
  })
})

describe('pictures beside a fragment', () => {
  const of = article(
    'Tram',
    '',
    figure({ src: 'images/a-2000.jpg', alt: 'A', width: 2000, height: 1500 }),
    figure({ src: 'images/b.gif', alt: 'B', width: 90, height: 60 }),
    figure({ src: 'https://a.example/c.jpg', alt: 'C' }),
  )
  const sets = new Map([['images/a-2000.jpg', [{ src: 'images/a-800.jpg', width: 800 }]]])

  test('name their smaller copies; all but the first are loaded late', () => {
    const [first, second, third] = writeHtml(of, 'fragment', undefined, sets).match(/<img[^>]*>/g) ?? []
    expect(first).toContain('srcset="images/a-2000.jpg 2000w, images/a-800.jpg 800w"')
    expect(first).toContain('sizes="(max-width: 720px) 100vw, 720px" decoding="async"')
    expect(first).not.toContain('loading')
    expect(second).toBe(
      '<img src="images/b.gif" alt="B" width="90" height="60" loading="lazy" decoding="async">',
    )
    expect(third).toContain('loading="lazy"')
  })

  test('say nothing of the kind in an export of other pictures', () => {
    expect(writeHtml(of, 'fragment')).not.toMatch(/srcset|sizes|loading|decoding/)
  })
})
