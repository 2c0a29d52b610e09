import { describe, expect, it } from 'vitest'
import { FINAL_SSANGSIOS, syllableOf } from '../../src/text/hangul.ts'
import {
  countLetters,
  displayWidth,
  HAN,
  HANGUL,
  hasHan,
  hasHangul,
  hasKana,
  hasLatin,
  KANA,
  startsWithLatin,
} from '../../src/text/scripts.ts'

describe('letters of a text', () => {
  it('are told apart by script', () => {
    const text = '등대 灯台 トウダイ lighthouse'
    expect([HANGUL, HAN, KANA].map((set) => countLetters(text, set))).toEqual([2, 2, 4])
    expect([hasHangul(text), hasHan(text), hasKana(text), hasLatin(text)]).toEqual([true, true, true, true])
    expect([hasHangul('灯'), hasHan('등'), hasKana('灯ー'), hasLatin('등')]).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect([startsWithLatin('Ha 하'), startsWithLatin('하 Ha')]).toEqual([true, false])
  })
})

it.each([
  ['Mina', 4],
  ['한소희', 6],
  ['한소희'.normalize('NFD'), 6],
  ['「夜」', 6],
  ['Ａ！', 4],
  ['ｶﾅ', 4],
  ['e\u0323\u0302', 1],
])('measures %s in columns', (text, columns) => {
  expect(displayWidth(text)).toBe(columns)
})

describe('a syllable of Hangul', () => {
  it('comes apart into consonant, vowel and final consonant', () => {
    expect(syllableOf('한')).toEqual({ initial: 'ㅎ', vowel: 0, final: 4 })
    expect(syllableOf('하')).toEqual({ initial: 'ㅎ', vowel: 0, final: 0 })
    expect(syllableOf('했')?.final).toBe(FINAL_SSANGSIOS)
  })

  it.each(['', 'h', 'ㅎ', '漢', '\ud7a4'])('is not %j', (character) => {
    expect(syllableOf(character)).toBeNull()
  })
})
