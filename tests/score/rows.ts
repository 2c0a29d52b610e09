import type { OutlineItem } from '../../src/blocks/block.ts'

/**
 * Compares the outline of an article as it was read with the outline that an editor wrote by hand. Rows are matched by a
 * longest common subsequence, so that one missed block costs one row and not all those below it:
 *
 *     wanted  headline  turn  turn       figure
 *     found   headline  turn  paragraph  figure
 *     right   headline  turn             figure      precision 3/4, recall 3/4
 *
 * Pure; the files are read in `fixtures.ts`, the table is written in `table.ts`.
 */

/** A row of either outline: `both` if the two agree, else only in the one that was `wanted` or in the one `found`. */
export interface RowDiff {
  readonly side: 'both' | 'wanted' | 'found'
  readonly row: OutlineItem
}

/** How many rows were wanted, how many were found, and how many of these are right. */
export interface Tally {
  readonly wanted: number
  readonly found: number
  readonly right: number
}

/** All three between 0 and 1. */
export interface Score {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/** The sign before an owner's name. A credit is right with it and without it. */
const COPYRIGHT_SIGN = /^(?:[©ⓒ]|\(c\))\s*/iu

/**
 * Returns a row as a text that is the same for two rows which say the same: keys in order, white space collapsed, a leading
 * copyright sign of the credit left out, and no keys without a value.
 */
export function rowKey(row: OutlineItem): string {
  const values = Object.entries(row).flatMap(([key, value]): [string, string][] => {
    const text = String(value ?? '')
      .replace(/\s+/gu, ' ')
      .trim()
    const said = key === 'credit' ? text.replace(COPYRIGHT_SIGN, '') : text
    return said === '' ? [] : [[key, said]]
  })
  return JSON.stringify(values.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Returns a function that gives the length of the longest common subsequence of what follows a pair of places. */
function commonLengths(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const columns = b.length + 1
  const lengths = new Uint32Array((a.length + 1) * columns)
  const at = (i: number, j: number): number => lengths[i * columns + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * columns + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  return at
}

/** Returns the rows of both outlines in reading order, those that agree once. */
export function diffRows(wanted: readonly OutlineItem[], found: readonly OutlineItem[]): RowDiff[] {
  const [a, b] = [wanted.map(rowKey), found.map(rowKey)]
  const lengthAt = commonLengths(a, b)
  const diffs: RowDiff[] = []
  let j = 0
  for (const [i, row] of wanted.entries()) {
    // A row that was found is passed over only where that loses no match.
    while (j < found.length && a[i] !== b[j] && lengthAt(i, j + 1) > lengthAt(i + 1, j)) j = push('found', j)
    if (a[i] === b[j]) j = push('both', j)
    else diffs.push({ side: 'wanted', row })
  }
  while (j < found.length) j = push('found', j)
  return diffs

  /** Adds the row that was found at an index; returns the next index. */
  function push(side: 'both' | 'found', index: number): number {
    const row = found[index]
    if (row !== undefined) diffs.push({ side, row })
    return index + 1
  }
}

/** Returns how many rows of a diff agree. */
export function tallyOf(diffs: readonly RowDiff[]): Tally {
  const count = (side: RowDiff['side']): number => diffs.filter((diff) => diff.side === side).length
  const right = count('both')
  return { wanted: right + count('wanted'), found: right + count('found'), right }
}

/** Returns the tally of each type of row, by the type's name. */
export function tallyByType(diffs: readonly RowDiff[]): Map<string, Tally> {
  const types = [...new Set(diffs.map(({ row }) => row.type))].sort()
  return new Map(types.map((type) => [type, tallyOf(diffs.filter(({ row }) => row.type === type))]))
}

/** Returns the score of a tally. Finding nothing where nothing is wanted is right. */
export function scoreOf({ wanted, found, right }: Tally): Score {
  const precision = found === 0 ? Number(wanted === 0) : right / found
  const recall = wanted === 0 ? Number(found === 0) : right / wanted
  const sum = precision + recall
  return { precision, recall, f1: sum === 0 ? 0 : (2 * precision * recall) / sum }
}

/** Returns the mean; 0 of no numbers. */
export function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}
