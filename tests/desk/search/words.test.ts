import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchForm, matchesAll, ftsQuery, indexTokens, searchWords } from '../../../src/desk/search/words.ts'

const finds = (text: string, query: string): boolean => matchesAll(searchForm(text), searchWords(query))

describe('the tokens of a text', () => {
  it.each([
    ['The Kettle, again', 'the kettle again'],
    ['Café Über-alles', 'cafe uber alles'],
    ['밤바다에서', '밤바 바다 다에 에서 서'],
    ['서울 2호선', '서울 울 2 호선 선'],
    ['京都の夜', '京都 都の の夜 夜'],
    ['꽃', '꽃'],
    ['…“”?!', ''],
  ])('%s', (text, tokens) => {
    expect(indexTokens(text)).toBe(tokens)
  })

  it('are those of the composed form, whichever way the text is written', () => {
    for (const text of ['밤바다에서', 'Crème brûlée', 'が'])
      expect(indexTokens(text.normalize('NFD'))).toBe(indexTokens(text.normalize('NFC')))
  })
})

describe('a query', () => {
  it('wants every word, and lets the last one be unfinished until a space follows it', () => {
    expect(ftsQuery('the ket')).toBe('"the" AND "ket"*')
    expect(ftsQuery('the ket ')).toBe('"the" AND "ket"')
  })

  it('wants every pair of a Korean word; one syllable begins a pair', () => {
    expect(ftsQuery('바다')).toBe('"바다"')
    expect(ftsQuery('밤바다')).toBe('"밤바" AND "바다"')
    expect(ftsQuery('밤')).toBe('"밤"*')
  })

  it('without a letter or a digit asks for nothing', () => {
    for (const query of ['', '   ', '"', '*', '---', '😀']) expect(ftsQuery(query)).toBe('')
  })

  it('never holds an operator that a writer typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (query) => {
        const bare = ftsQuery(query)
          .replaceAll(/"[^"]*"\*?/gu, '')
          .replaceAll(' AND ', '')
        expect(bare).toBe('')
      }),
    )
  })
})

describe('a text holds', () => {
  it.each([
    ['밤바다에서 만나', '바다', true],
    ['바 다', '바다', false],
    ['the kettle is on', 'ket', true],
    ['the kettle is on', 'kettle o', true],
    ['the kettle is on', 'ettle', false],
    ['the kettle is on', 'ket is', false],
    ['Émile', 'emile', true],
    ['emile', 'ÉMILE', true],
    // Each pair is there, the word is not: pairs alone would be deceived.
    ['가나 나다', '가나다', false],
  ])('%s — %s: %s', (text, query, expected) => {
    expect(finds(text, query)).toBe(expected)
  })

  it('every beginning of each of its own words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z가-힣]{1,6}$/u), { minLength: 1, maxLength: 6 }),
        (words) => {
          const text = words.join(' ')
          for (const word of words) expect(finds(text, word)).toBe(true)
        },
      ),
    )
  })
})
