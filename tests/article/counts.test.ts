import { describe, expect, it } from 'vitest'
import {
  countNodeCharacters,
  countNodeWords,
  countTurns,
  readingMinutes,
  turnsBySpeaker,
  wordsBySpeaker,
} from '../../src/article/index.ts'
import { countCharacters } from '../../src/text/graphemes.ts'
import { countWords } from '../../src/text/words.ts'
import { br, caption, dialogue, doc, em, figure, fn, p, turn, ul } from '../build.ts'

describe('words of a text', () => {
  it.each([
    ['', 0],
    ['   ', 0],
    ['One two three.', 3],
    ["It’s Mina's tea-house, no. 9.", 5],
    ['— “…” —', 0],
    ['9,000.50 euros', 2],
    ['등대의 긴 겨울', 3],
    ['雨宿り', 3],
    ['the 東京 diary', 4],
    ['Zoë'.normalize('NFD'), 1],
    ['한소희 웃었다'.normalize('NFD'), 2],
  ])('%j: %i', (text, words) => {
    expect(countWords(text)).toBe(words)
  })
})

describe('words of an article', () => {
  it('are those of all its texts', () => {
    expect(
      countNodeWords(
        doc(
          'A headline',
          'Short standfirst',
          p('Three more words'),
          dialogue(turn('Mina', '“Two words.”')),
          caption('One'),
          figure({ credit: 'JTBC' }, 'A stove'),
          ul('four', 'five six'),
        ),
      ),
    ).toBe(2 + 2 + 3 + 2 + 1 + 2 + 3)
  })

  it('are those of footnotes, too, but nobody says them', () => {
    const spoken = turn('Mina', 'It froze', fn('See **Dusk**,\np. 4'), ' early')
    expect(countNodeWords(spoken)).toBe(3 + 4)
    expect(countNodeWords(p(fn('One two')))).toBe(2)
    expect([...wordsBySpeaker(dialogue(spoken))]).toEqual([['Mina', 3]])
    expect(countNodeCharacters(p('ab', fn('*c*'))).all).toBe(3)
    expect(countNodeCharacters(p(fn('*c*'))).all).toBe(1)
  })

  it('run on through marks and end at line breaks and blocks', () => {
    expect(countNodeWords(p('ket', em('tle')))).toBe(1)
    expect(countNodeWords(p('ket', br(), 'tle'))).toBe(2)
    expect(countNodeWords(ul('ket', 'tle'))).toBe(2)
  })
})

it('takes a minute for 238 words, at least one, and none for no words', () => {
  expect([0, 100, 238, 476, 5000].map(readingMinutes)).toEqual([0, 1, 1, 2, 21])
})

it('counts turns with words, not those that were only opened', () => {
  const spoken = doc('A', '', dialogue(turn('Jun', 'a'), turn('Jun'), turn('', 'b'), turn('Mina', ' ')))
  expect(countTurns(spoken)).toBe(2)
  expect([...turnsBySpeaker(spoken)]).toEqual([['Jun', 1]])
  expect([...wordsBySpeaker(spoken)]).toEqual([['Jun', 1]])
})

it('counts turns by speaker in order of appearance', () => {
  const spoken = doc(
    'A',
    '',
    dialogue(turn('Jun', 'a'), turn('Mina', 'b')),
    p('x'),
    dialogue(turn('Jun', 'c'), turn('')),
  )
  expect([...turnsBySpeaker(spoken)]).toEqual([
    ['Jun', 2],
    ['Mina', 1],
  ])
})

it.each([
  ['A cup of tea', 12, 9],
  ['비가 온다', 5, 4],
  // Decomposed Hangul, as macOS names files: five syllables still.
  ['비가 온다'.normalize('NFD'), 5, 4],
  ['👩‍🚀 up', 4, 3],
  ['one\ntwo', 6, 6],
])('counts the characters of %j', (text, all, withoutSpaces) => {
  expect(countCharacters(text)).toEqual({ all, withoutSpaces })
})

it('shares the words out among those who speak', () => {
  const two = { type: 'turn', attrs: { speaker: 'Mina' }, content: [{ type: 'text', text: 'Rain, again.' }] }
  expect([...wordsBySpeaker({ type: 'dialogue', content: [two, two] })]).toEqual([['Mina', 4]])
  expect(countNodeCharacters(two)).toEqual({ all: 12, withoutSpaces: 11 })
})
