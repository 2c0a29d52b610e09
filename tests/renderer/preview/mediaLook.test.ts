import { expect, it } from 'vitest'
import { withLook } from '../../../src/renderer/src/preview/mediaLook.ts'

const CSS = [
  ':root { color-scheme: light dark; --ink: #201e1a; }',
  '@media (prefers-color-scheme: dark) { :root { --ink: #fff; } }',
  '@media (max-width: 560px) { body { margin: 0; } }',
  '@media print { a { color: #000; } }',
  '@media screen and (prefers-color-scheme: light) { a { color: red; } }',
].join('\n')

it('answers the colour scheme as the preview wants it, not as the machine has it', () => {
  expect(withLook(CSS, 'dark')).toBe(
    [
      ':root { color-scheme: dark; --ink: #201e1a; }',
      '@media (min-width: 0) { :root { --ink: #fff; } }',
      '@media (max-width: 560px) { body { margin: 0; } }',
      '@media print { a { color: #000; } }',
      '@media screen and (max-width: 0) { a { color: red; } }',
    ].join('\n'),
  )
  expect(withLook(CSS, 'light')).toContain('@media (max-width: 0) { :root { --ink: #fff; } }')
})

it('shows the rules for print on the screen, in light colours and without those for screens', () => {
  const paper = withLook(CSS, 'paper')
  expect(paper).toContain('@media screen { a { color: #000; } }')
  expect(paper).toContain('@media print and (min-width: 0) { a { color: red; } }')
  expect(paper).toContain('color-scheme: light;')
})
