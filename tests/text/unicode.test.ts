import { expect, it } from 'vitest'
import {
  comparable,
  toMatchable,
  isLine,
  plainSpaces,
  firstPart,
  toLine,
  trimInvisible,
  withoutAccents,
} from '../../src/text/unicode.ts'

it('makes every space a plain one and keeps offsets', () => {
  const text = 'a\u00a0b\u202fc\u2003d\u3000e\tf'
  expect(plainSpaces(text)).toBe('a b c d e f')
  expect(plainSpaces(text)).toHaveLength(text.length)
  expect(plainSpaces('a\u200db')).toBe('a\u200db')
})

it('knows every space of Unicode', () => {
  const all = Array.from({ length: 0x1_00_00 }, (_, code) => String.fromCharCode(code))
  const spaces = all.filter((character) => /[\t\p{Zs}]/u.test(character))
  expect(all.filter((character) => plainSpaces(character) === ' ')).toEqual(spaces)
})

it('looks for structure past what nobody sees, and keeps offsets', () => {
  const text = 'a\u200bb\u200ec\u2060d\ufeffe\u00a0f'
  expect(toMatchable(text)).toBe('a b c d e f')
  expect(toMatchable('a\u200cb\u200dc')).toBe('a\u200cb\u200dc')
})

it('trims what nobody sees', () => {
  for (const [text, left] of [
    [' \u200b\u00a0a b\ufeff\u200e ', 'a b'],
    ['a', 'a'],
    ['', ''],
    ['\u200b \u2060', ''],
    ['\u200da\u200c', '\u200da\u200c'],
  ] as const)
    expect(trimInvisible(text)).toBe(left)
  expect(comparable('\ufeffHan\u200b So\u2060 Hee')).toBe('Han So Hee')
})

it('compares composed, with single spaces, trimmed', () => {
  expect(comparable(' Zoë\u00a0 Hart ')).toBe('Zoë Hart')
  expect(comparable('Zoë'.normalize('NFD'))).toBe('Zoë')
  expect(comparable('한소희'.normalize('NFD'))).toBe('한소희')
})

it('knows a line', () => {
  for (const line of ['', 'a b', 'a\u00a0b', '\ud83d\ude00']) expect(isLine(line)).toBe(true)
  for (const none of ['a\nb', 'a\rb', 'a\tb', '\u0000', '\u0085', '\u2028', '\u2029', '\ud800'])
    expect(isLine(none)).toBe(false)
})

it('makes a line of anything', () => {
  expect(toLine('a\r\n\tb')).toBe('a b')
  expect(toLine('a\ud800b')).toBe('a\ufffdb')
  expect(toLine('a\u00a0b')).toBe('a\u00a0b')
})

it('cuts a text, and no surrogate pair', () => {
  expect(firstPart('ab', 2)).toBe('ab')
  expect(firstPart('abc', 2)).toBe('ab')
  expect(firstPart('a\u{1f600}b', 2)).toBe('a')
  expect(firstPart('a\u{1f600}b', 3)).toBe('a\u{1f600}')
})

it('drops accents, and keeps Hangul in syllables', () => {
  expect(withoutAccents('Zoë Ångström 한소희')).toBe('Zoe Angstrom 한소희')
  expect(withoutAccents('สวัสดี')).toBe('สวัสดี')
})
