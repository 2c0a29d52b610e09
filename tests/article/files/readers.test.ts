import { describe, expect, test } from 'vitest'
import {
  decodeText,
  fileExtensions,
  fileKindOf,
  MAX_TEXT_LENGTH,
  readers,
} from '../../../src/article/index.ts'

describe('the kind of a file', () => {
  test.each([
    ['a.txt', 'txt'],
    ['A.TXT', 'txt'],
    ['a.b.text', 'txt'],
    ['a.srt', 'txt'],
    ['a.VTT', 'txt'],
    ['a.md', 'md'],
    ['folder.html/a.markdown', 'md'],
    ['a.htm', 'html'],
    ['a.html', 'html'],
    ['a.json', 'json'],
    ['a.docx', null],
    ['a.', null],
    ['txt', null],
    ['', null],
    ['a.constructor', null],
    ['a.txt/b', null],
    ['a.__proto__', null],
  ])('%s is %s', (name, kind) => {
    expect(fileKindOf(name)).toBe(kind)
  })

  test('is told by every ending there is, and has a reader', () => {
    for (const ending of fileExtensions) expect(Object.keys(readers)).toContain(fileKindOf(`a.${ending}`))
  })
})

describe('bytes are read', () => {
  test('by their byte order mark, which is no part of the text', () => {
    expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]))).toBe('a')
    expect(decodeText(new Uint8Array([0xff, 0xfe, 0x61, 0]))).toBe('a')
    expect(decodeText(new Uint8Array([0xfe, 0xff, 0, 0x61]))).toBe('a')
  })

  test('as UTF-8 without one', () => {
    expect(decodeText(new TextEncoder().encode('자막: ‘é’'))).toBe('자막: ‘é’')
  })

  test.each([
    [[0x61, 10, 0xff], 'not UTF-8 text (line 2)'],
    [[0xff, 0xfe, 0x61, 0, 0x00, 0xd8], 'not UTF-16LE text (line 1)'],
    [[0x61, 0], 'binary data'],
    [[], 'nothing in it'],
    [[0x20, 10], 'nothing in it'],
    [[0xef, 0xbb, 0xbf], 'nothing in it'],
  ])('or refused in words: %j', (bytes, words) => {
    expect(() => decodeText(Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({ name: 'ArticleError' }),
    )
    expect(() => decodeText(Uint8Array.from(bytes))).toThrow(words)
  })

  test('or refused where they are longer than Galley reads; pictures inside do not count', () => {
    const text = 'a '.repeat(MAX_TEXT_LENGTH / 2)
    expect(decodeText(Buffer.from(text))).toBe(text)
    const picture = `<img src="data:image/png;base64,${'QUJD'.repeat(MAX_TEXT_LENGTH / 4)}">`
    expect(decodeText(Buffer.from(picture))).toBe(picture)
    for (const long of [`${text}b`, `${picture}${text}`])
      expect(() => decodeText(Buffer.from(long))).toThrow('longer than Galley reads (2 million characters')
  })
})
