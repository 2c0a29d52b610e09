import { describe, expect, it } from 'vitest'
import { elementCount } from '../../../src/renderer/src/dom/drawingCost.ts'

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'

const drawing = (content: string): Document =>
  new DOMParser().parseFromString(`${SVG}${content}</svg>`, 'image/svg+xml')

/** A drawing of a few elements that show each other ten times, level by level. */
function bomb(element: string, show: (id: string) => string): Document {
  const levels = Array.from(
    { length: 7 },
    (_, level) =>
      `<${element} id="a${String(level + 1)}">${show(`a${String(level)}`).repeat(10)}</${element}>`,
  )
  return drawing(`<${element} id="a0"><rect/></${element}>${levels.join('')}<rect fill="url(#a7)"/>`)
}

/** The rules of a bomb: each level's class refers to the level below. */
const rules = (make: (level: number) => string): string =>
  Array.from({ length: 8 }, (_, level) => make(level)).join('')

describe('elements that are shown again and again count each time', () => {
  it.each([
    ['use', 'g', (id: string) => `<use href="#${id}"/>`],
    ['use, after a space', 'g', (id: string) => `<use href=" #${id}"/>`],
    ['use, with an escape', 'g', (id: string) => `<use href="#%61${id.slice(1)}"/>`],
    ['use, by XLink', 'g', (id: string) => `<use xlink:href="#${id}"/>`],
    ['a pattern', 'pattern', (id: string) => `<rect fill="url(#${id})"/>`],
    ['a pattern, for a stroke, in quotes', 'pattern', (id: string) => `<rect stroke="url('#${id}') red"/>`],
    [
      'a pattern, in a style',
      'pattern',
      (id: string) => `<rect style="x:y; FILL : url( &quot;#${id}&quot; )"/>`,
    ],
    [
      'a pattern, in a style with escapes',
      'pattern',
      (id: string) => `<rect style="fill:u\\72l(\\23 ${id})"/>`,
    ],
    ['a pattern, that a group hands down', 'pattern', (id: string) => `<g fill="url(#${id})"><rect/></g>`],
    ['a pattern of another one', 'pattern', (id: string) => `<pattern href="#${id}"/>`],
    ['a mask', 'mask', (id: string) => `<rect mask="url(#${id})"/>`],
    ['a clip', 'clipPath', (id: string) => `<rect clip-path="url(#${id})"/>`],
    ['a filter', 'filter', (id: string) => `<feImage href="#${id}"/>`],
    ['a filter on an element', 'filter', (id: string) => `<rect filter="url(#${id})"/>`],
    ['a marker', 'marker', (id: string) => `<path marker-end="url(#${id})" d="M0 0L1 1"/>`],
    ['a pattern that is set later', 'pattern', (id: string) => `<rect><set to="url(#${id})"/></rect>`],
  ])('%s', (_name, element, show) => {
    expect(elementCount(bomb(element, show))).toBeGreaterThan(10_000_000)
  })

  it.each([
    ['a rule', (level: number) => `.c${String(level)} { fill: url(#a${String(level)}) }`],
    [
      'a rule of a group',
      (level: number) => `@media all{.c${String(level)}{fill:url("#a${String(level)}")}}`,
    ],
    [
      'a rule behind a string and a comment',
      (level: number) => `x{y:"}"}/*"*/.c${String(level)}{z:'{';fill:url(#a${String(level)})}`,
    ],
  ])('a pattern, by %s', (_name, rule) => {
    const show = (id: string): string => `<rect class="c${id.slice(1)}"/>`
    const plain = new XMLSerializer().serializeToString(bomb('pattern', show))
    const content = plain.slice(plain.indexOf('>') + 1, plain.lastIndexOf('</svg>'))
    expect(elementCount(drawing(`<style>${rules(rule)}</style>${content}`))).toBeGreaterThan(10_000_000)
  })

  it('a marker at each point of a line', () => {
    const line = `M0 0${'l1 1'.repeat(500)}`
    const many = `<marker id="m">${'<path/>'.repeat(500)}</marker>`
    expect(elementCount(drawing(`${many}<path marker-mid="url(#m)" d="${line}"/>`))).toBeGreaterThan(250_000)
    expect(elementCount(drawing(`${many}<g marker="url(#m)"><path d="${line}"/></g>`))).toBeGreaterThan(
      250_000,
    )
  })

  it.each([
    ['in percent signs', (text: string) => `data:image/svg+xml,${encodeURIComponent(text)}`],
    ['in base64', (text: string) => `data:image/svg+xml;charset=utf-8;base64,${btoa(text)}`],
  ])('a drawing in a drawing, %s', (_name, address) => {
    const inner = new XMLSerializer().serializeToString(bomb('g', (id) => `<use href="#${id}"/>`))
    expect(elementCount(drawing(`<image href="${address(inner)}"/>`))).toBeGreaterThan(10_000_000)
    expect(elementCount(drawing(`<style>image{content:url("${address(inner)}")}</style>`))).toBeGreaterThan(
      10_000_000,
    )
  })
})

describe('a drawing as people make them', () => {
  it('counts its elements, and no gradient', () => {
    const gradient = '<linearGradient id="sky"><stop/><stop/></linearGradient>'
    const paths = '<path class="a"/>'.repeat(1000)
    const styled = `<style>.a{fill:url(#sky)}</style>${gradient}<g stroke="url(#sky)">${paths}</g>`
    expect(elementCount(drawing(styled))).toBe(1006)
  })

  it('ends with elements that show themselves', () => {
    expect(elementCount(drawing('<pattern id="p"><rect fill="url(#p)"/></pattern>'))).toBeLessThan(10)
    expect(elementCount(drawing('<g id="g"><use href="#g"/></g>'))).toBeLessThan(10)
  })
})
