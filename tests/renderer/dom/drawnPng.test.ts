import { expect, test } from 'vitest'
import { textOfDrawing } from '../../../src/renderer/src/dom/drawnPng.ts'

test('a drawing is read in the encoding that it names', () => {
  const head = '<?xml version="1.0" encoding="EUC-KR"?><svg><text>'
  const bytes = Uint8Array.from([...new TextEncoder().encode(head), 0xc7, 0xd1, 0xb1, 0xdb])
  expect(textOfDrawing(bytes)).toBe(`${head}한글`)
  expect(textOfDrawing(new TextEncoder().encode('<svg>한글'))).toBe('<svg>한글')
  expect(textOfDrawing(new TextEncoder().encode('<?xml encoding="none-such"?>한글'))).toContain('한글')
})
