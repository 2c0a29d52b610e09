import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countWords, splitWords } from '../../src/text/words.ts'

describe('tokens', () => {
  it.each([
    ['It’s late, Min-jae.', ['It’s', ' ', 'late', ',', ' ', 'Min-jae', '.']],
    ['@sea_watch 🏳️‍🌈!', ['@', 'sea_watch', ' ', '🏳️‍🌈', '!']],
    ['등대가 섰다', ['등대가', ' ', '섰다']],
  ])('of %s are its words and what stands between', (text, tokens) => {
    expect(splitWords(text)).toEqual(tokens)
  })

  it('of an unspaced text are words of a dictionary', () => {
    expect(splitWords('灯台の夜').length).toBeGreaterThan(1)
  })

  it('join to the text again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(splitWords(text).join('')).toBe(text)
      }),
    )
  })
})

describe('a count of words', () => {
  it('takes a number with its point and an abbreviation with its hyphen as one word each', () => {
    expect(countWords('3.50 euros for the K-drama')).toBe(5)
  })

  it('takes each Han and Kana character as one, and a Korean word as one', () => {
    expect(countWords('灯台の夜')).toBe(4)
    expect(countWords('등대의 밤')).toBe(2)
  })
})
