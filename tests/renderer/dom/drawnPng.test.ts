import { expect, it, test } from 'vitest'
import { elementCount, textOfDrawing } from '../../../src/renderer/src/dom/drawnPng.ts'

/** A drawing of a few elements that show each other ten times, level by level. */
function bomb(use: (id: string) => string): Document {
  const levels = Array.from(
    { length: 7 },
    (_, level) => `<g id="a${String(level + 1)}">${use(`a${String(level)}`).repeat(10)}</g>`,
  )
  const text = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><rect id="a0"/>${levels.join('')}</svg>`
  return new DOMParser().parseFromString(text, 'image/svg+xml')
}

it.each([
  ['href', (id: string) => `<use href="#${id}"/>`],
  ['href after a space', (id: string) => `<use href=" #${id}"/>`],
  ['href with an escape', (id: string) => `<use href="#%61${id.slice(1)}"/>`],
  ['XLink', (id: string) => `<use xlink:href="#${id}"/>`],
])('elements that are shown again and again count each time: %s', (_name, use) => {
  expect(elementCount(bomb(use))).toBeGreaterThan(10_000_000)
})

test('a drawing is read in the encoding that it names', () => {
  const head = '<?xml version="1.0" encoding="EUC-KR"?><svg><text>'
  const bytes = Uint8Array.from([...new TextEncoder().encode(head), 0xc7, 0xd1, 0xb1, 0xdb])
  expect(textOfDrawing(bytes)).toBe(`${head}한글`)
  expect(textOfDrawing(new TextEncoder().encode('<svg>한글'))).toBe('<svg>한글')
  expect(textOfDrawing(new TextEncoder().encode('<?xml encoding="none-such"?>한글'))).toContain('한글')
})
