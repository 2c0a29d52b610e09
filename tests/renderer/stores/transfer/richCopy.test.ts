import { expect, it } from 'vitest'
import { richCopy } from '../../../../src/renderer/src/stores/transfer/richCopy.ts'
import { article, dialogue, em, embed, figure, p, turn } from '../../../build.ts'

const SHOWN = article(
  'The kettle',
  'It burns twice.',
  p('At ', em('dusk'), ' it whistles.'),
  figure({ src: 'images/pier.jpg', alt: 'Gulls', credit: 'KBC' }, 'Gulls at the pier'),
  figure({ src: 'https://a.example/x.png', alt: 'A stove' }),
  dialogue(turn('Mina', '“No.”')),
)

it('copies clean HTML and plain text of the article', () => {
  const { html, text } = richCopy(SHOWN, { headline: true, standfirst: true })
  expect(html).toContain('<h1>The kettle</h1>')
  expect(html).toContain('<em>dusk</em>')
  expect(html).not.toContain('<style')
  expect(text).toContain('The kettle\n\nIt burns twice.\n\nAt dusk it whistles.')
  expect(text).toContain('Mina: “No.”')
})

it('leaves out the fields that the CMS has itself', () => {
  const { html, text } = richCopy(SHOWN, { headline: false, standfirst: false })
  for (const copied of [html, text]) {
    expect(copied).not.toContain('The kettle')
    expect(copied).not.toContain('It burns twice.')
  }
})

it('marks the place of each photo that has no address on the web, and counts them', () => {
  const { html, photos } = richCopy(SHOWN, { headline: true, standfirst: true })
  expect(photos).toBe(1)
  expect(html).toContain('[Photo: pier.jpg]')
  expect(html).toContain('Gulls at the pier')
  expect(html).not.toContain('images/')
  expect(html).toContain('https://a.example/x.png')
})

it('copies an embed as its link, without a mark for its picture', () => {
  const reel = embed('https://pier.example/reel', { title: 'The reel', src: 'images/reel.png' })
  const { html, photos } = richCopy(article('', '', reel), { headline: true, standfirst: true })
  expect(html).toContain('href="https://pier.example/reel"')
  expect(html).not.toMatch(/<img|\[Photo/)
  expect(photos).toBe(0)
})
