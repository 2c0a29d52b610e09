import { describe, expect, it, test } from 'vitest'
import type { OutlineItem } from '../../src/blocks/block.ts'
import { diffRows, mean, rowKey, scoreOf, tallyByType, tallyOf } from './rows.ts'

const paragraph = (text: string): OutlineItem => ({ type: 'paragraph', text })
const turn = (speaker: string, text: string, to: string | null = null): OutlineItem => ({
  ...{ type: 'turn', speaker, to, text },
})

/** The diff as letters: `b` both, `w` wanted, `f` found. */
function letters(wanted: readonly OutlineItem[], found: readonly OutlineItem[]): string {
  return diffRows(wanted, found)
    .map(({ side }) => side.charAt(0))
    .join('')
}

describe('a row', () => {
  it('is the same with other white space and another order of keys', () => {
    expect(rowKey({ text: 'One\n two ', type: 'paragraph' })).toBe(rowKey(paragraph('One two')))
  })

  it('is the same with and without a key that has no value', () => {
    expect(rowKey({ type: 'turn', speaker: 'Mina', text: 'Yes.' })).toBe(rowKey(turn('Mina', 'Yes.')))
  })

  it.each(['© Lantern Films', '©Lantern Films', '(c) Lantern Films', 'ⓒ Lantern Films'])(
    'is the same with the credit %s and without the sign',
    (credit) => {
      const figure = { type: 'figure', caption: 'The kettle' }
      expect(rowKey({ ...figure, credit })).toBe(rowKey({ ...figure, credit: 'Lantern Films' }))
    },
  )

  it('is another one with another type, speaker, addressee or time', () => {
    const rows = [
      paragraph('Yes.'),
      turn('Mina', 'Yes.'),
      turn('Jun', 'Yes.'),
      turn('Mina', 'Yes.', 'Jun'),
      { ...turn('Mina', 'Yes.'), time: '0:04' },
    ]
    expect(new Set(rows.map(rowKey)).size).toBe(rows.length)
  })
})

describe('a diff', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(paragraph) as [
    OutlineItem,
    OutlineItem,
    OutlineItem,
    OutlineItem,
  ]

  test.each([
    ['nothing', [], [], ''],
    ['the same rows', [a, b, c], [a, b, c], 'bbb'],
    ['a row missed', [a, b, c], [a, c], 'bwb'],
    ['a row too many', [a, c], [a, b, c], 'bfb'],
    ['a row read as another', [a, b, c], [a, d, c], 'bwfb'],
    ['two rows read as one', [a, b, c, d], [a, d], 'bwwb'],
    ['rows in another order', [a, b], [b, a], 'wbf'],
    ['a repeated row found once', [a, a, b], [a, b], 'bwb'],
    ['nothing found', [a, b], [], 'ww'],
    ['nothing wanted', [], [a], 'f'],
  ])('of %s', (_what, wanted, found, expected) => {
    expect(letters(wanted, found)).toBe(expected)
  })

  it('holds every row of both outlines, in their order', () => {
    const [wanted, found] = [
      [a, b, d, c, a],
      [b, a, c, d, d],
    ]
    const diffs = diffRows(wanted, found)
    const rows = (side: string): string[] =>
      diffs.filter((diff) => diff.side === side || diff.side === 'both').map(({ row }) => rowKey(row))
    expect(rows('wanted')).toEqual(wanted.map(rowKey))
    expect(rows('found')).toEqual(found.map(rowKey))
  })
})

describe('a score', () => {
  const diffs = diffRows(
    [paragraph('a'), turn('Mina', 'b'), turn('Jun', 'c'), paragraph('d')],
    [paragraph('a'), turn('Mina', 'b'), paragraph('c'), paragraph('d'), paragraph('e')],
  )

  it('counts what was wanted, found and right', () => {
    expect(tallyOf(diffs)).toEqual({ wanted: 4, found: 5, right: 3 })
  })

  it('counts by type of row', () => {
    expect([...tallyByType(diffs)]).toEqual([
      ['paragraph', { wanted: 2, found: 4, right: 2 }],
      ['turn', { wanted: 2, found: 1, right: 1 }],
    ])
  })

  it('is precision, recall and their harmonic mean', () => {
    const { precision, recall, f1 } = scoreOf({ wanted: 4, found: 5, right: 3 })
    expect([precision, recall]).toEqual([0.6, 0.75])
    expect(f1).toBeCloseTo(2 / 3, 10)
  })

  test.each([
    ['nothing wanted and nothing found', { wanted: 0, found: 0, right: 0 }, 1],
    ['nothing wanted', { wanted: 0, found: 2, right: 0 }, 0],
    ['nothing found', { wanted: 2, found: 0, right: 0 }, 0],
    ['everything right', { wanted: 2, found: 2, right: 2 }, 1],
  ])('of %s', (_what, tally, f1) => {
    expect(scoreOf(tally).f1).toBe(f1)
  })
})

test('takes the mean of no numbers as 0', () => {
  expect(mean([])).toBe(0)
  expect(mean([1, 0.5])).toBe(0.75)
})
