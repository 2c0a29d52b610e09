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

/** Also of two bytes each: over a run of them the engine's stack is used up sooner. */
const RUNS = { letters: 'x', syllables: '한', hyphens: 'a-' }

describe.each(Object.entries(RUNS))('millions of %s without an end', (_name, run) => {
  const text = `한 ${run.repeat(6_000_000)}`

  it('are counted', () => {
    expect(countWords(text)).toBeGreaterThan(0)
  })

  it('are cut into tokens that join to the text again', () => {
    expect(splitWords(text).join('') === text).toBe(true)
  })
})

describe('a count of words', () => {
  it('is that of the runs of letters and digits with what may stand inside one', () => {
    const run = /[\p{L}\p{M}\p{N}]+(?:[’'.,-][\p{L}\p{M}\p{N}]+)*/gu
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '1', 'é', '한', '’', "'", '.', ',', '-', ' ', '😀', '𝒜'),
      maxLength: 40,
    })
    fc.assert(
      fc.property(text, (words) => {
        expect(countWords(words)).toBe(words.match(run)?.length ?? 0)
      }),
      { numRuns: 2000 },
    )
  })

  it('takes a number with its point and an abbreviation with its hyphen as one word each', () => {
    expect(countWords('3.50 euros for the K-drama')).toBe(5)
  })

  it('takes each Han and Kana character as one, and a Korean word as one', () => {
    expect(countWords('灯台の夜')).toBe(4)
    expect(countWords('등대의 밤')).toBe(2)
  })
})
