import { describe, expect, test } from 'vitest'
import { sniff } from '../../src/cli/input.ts'

describe('standard input is read as', () => {
  for (const [kind, text] of [
    ['json', '{"format": "galley-article"}'],
    ['json', '\n {\n "format": 1}'],
    ['html', '<!DOCTYPE html><p>x'],
    ['html', '<article>'],
    ['html', '<p>x</p>'],
    ['html', '<!-- x --><p>'],
    ['md', '---\ntitle: x\n---\n'],
    ['md', '# x'],
    ['md', ':::dialogue'],
    ['txt', 'A headline\n\nA paragraph.'],
    ['txt', '{smiling} she said'],
    ['txt', '<3 all the way'],
    ['txt', '#tag and more'],
    ['txt', '--- then nothing'],
  ] as const)
    test(`${kind} if it begins ${JSON.stringify(text.slice(0, 18))}`, () => {
      expect(sniff(text)).toBe(kind)
    })
})
