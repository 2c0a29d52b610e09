import { describe, expect, test } from 'vitest'
import { decode, sniff } from '../../src/cli/input.ts'

describe('standard input is taken for', () => {
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
    test(`${kind} when it begins ${JSON.stringify(text.slice(0, 18))}`, () => {
      expect(sniff(text)).toBe(kind)
    })
})

describe('bytes are read', () => {
  test('by their byte order mark, which is no part of the text', () => {
    expect(decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]), 'x')).toBe('a')
    expect(decode(new Uint8Array([0xff, 0xfe, 0x61, 0]), 'x')).toBe('a')
    expect(decode(new Uint8Array([0xfe, 0xff, 0, 0x61]), 'x')).toBe('a')
  })

  test('as UTF-8 without one', () => {
    expect(decode(Buffer.from('자막: ‘é’'), 'x')).toBe('자막: ‘é’')
  })

  test('or refused, with the line that is wrong', () => {
    expect(() => decode(new Uint8Array([0x61, 10, 0xff]), 'notes.txt')).toThrow(/notes\.txt: line 2/)
    expect(() => decode(new Uint8Array([0x61, 0]), 'notes.txt')).toThrow(/binary/)
  })
})
