import { attribute, children, type NodeJSON, textOf } from '../../blocks/node.ts'
import { diffArrays } from 'diff'
import { append } from '../../text/append.ts'
import { splitWords } from '../../text/words.ts'

/** A block of the older list, of the newer, or of both; with where it is in each. */
export interface Pair {
  readonly kind: 'same' | 'added' | 'removed' | 'changed'
  readonly before: NodeJSON | null
  readonly after: NodeJSON | null
  /** Where it is in the newer list, or would be. */
  readonly at: number
}

/** Beyond that many blocks put in or taken out, exact alignment is given up for what lies in the same place. */
const MAX_EDITS = 1500
/** As many blocks as are compared each with each. */
const MAX_SLICE_LENGTH = 48
/** Below it, two blocks are not the same one changed. */
const MIN_SIMILARITY = 0.3

/** Aligns two lists of blocks: equal ones first, then, between those, blocks of one type with words in common. */
export function pairBlocks(before: readonly NodeJSON[], after: readonly NodeJSON[]): Pair[] {
  const pairs: Pair[] = []
  let removedBlocks: NodeJSON[] = []
  let addedBlocks: NodeJSON[] = []
  let one = 0
  let other = 0
  const close = (): void => {
    append(pairs, pairGap(removedBlocks, addedBlocks, other - addedBlocks.length))
    removedBlocks = []
    addedBlocks = []
  }
  for (const { added, removed, count } of alignBlocks(before, after)) {
    if (removed) append(removedBlocks, before.slice(one, one + count))
    else if (added) append(addedBlocks, after.slice(other, other + count))
    else {
      close()
      for (let step = 0; step < count; step += 1)
        pairs.push({
          kind: 'same',
          before: before[one + step] ?? null,
          after: after[other + step] ?? null,
          at: other + step,
        })
    }
    if (!added) one += count
    if (!removed) other += count
  }
  close()
  return pairs
}

/** A run of blocks that were added, removed, or (neither) are equal in both lists. */
interface EditRun {
  readonly added: boolean
  readonly removed: boolean
  readonly count: number
}

/** Returns the runs that lead from `before` to `after`; beyond {@link MAX_EDITS} one removal and one addition. */
function alignBlocks(before: readonly NodeJSON[], after: readonly NodeJSON[]): readonly EditRun[] {
  const keys = before.map((block) => JSON.stringify(block))
  const others = after.map((block) => JSON.stringify(block))
  return (
    diffArrays(keys, others, { maxEditLength: MAX_EDITS }) ?? [
      { removed: true, added: false, count: keys.length },
      { removed: false, added: true, count: others.length },
    ]
  )
}

/** Pairs what went with what came in its place. Long gaps are cut into slices first, so that the work stays linear. */
function pairGap(
  removedBlocks: readonly NodeJSON[],
  addedBlocks: readonly NodeJSON[],
  start: number,
): Pair[] {
  const slices = Math.ceil(Math.max(removedBlocks.length, addedBlocks.length) / MAX_SLICE_LENGTH)
  const pairs: Pair[] = []
  for (let slice = 0; slice < slices; slice += 1) {
    const from = Math.floor((addedBlocks.length * slice) / slices)
    const to = Math.floor((addedBlocks.length * (slice + 1)) / slices)
    const part = removedBlocks.slice(
      Math.floor((removedBlocks.length * slice) / slices),
      Math.floor((removedBlocks.length * (slice + 1)) / slices),
    )
    append(pairs, pairSlice(part, addedBlocks.slice(from, to), start + from))
  }
  return pairs
}

/** Returns the pairing in order with the most words in common: the longest common subsequence, weighed. */
function pairSlice(
  removedBlocks: readonly NodeJSON[],
  addedBlocks: readonly NodeJSON[],
  start: number,
): Pair[] {
  const bags = addedBlocks.map(wordBagOf)
  const similarities = removedBlocks.map((block) => {
    const bag = wordBagOf(block)
    return bags.map((other) => similarityOf(bag, other))
  })
  const best = Array.from({ length: removedBlocks.length + 1 }, () =>
    new Array<number>(addedBlocks.length + 1).fill(0),
  )
  const at = (row: number, column: number): number => best[row]?.[column] ?? 0
  const paired = (row: number, column: number): number =>
    (similarities[row]?.[column] ?? 0) === 0
      ? -1
      : at(row + 1, column + 1) + (similarities[row]?.[column] ?? 0)
  for (let row = removedBlocks.length - 1; row >= 0; row -= 1)
    for (let column = addedBlocks.length - 1; column >= 0; column -= 1) {
      const line = best[row]
      if (line !== undefined)
        line[column] = Math.max(at(row + 1, column), at(row, column + 1), paired(row, column))
    }
  const pairs: Pair[] = []
  let row = 0
  let column = 0
  while (row < removedBlocks.length || column < addedBlocks.length) {
    const before = removedBlocks[row] ?? null
    const after = addedBlocks[column] ?? null
    if (before !== null && after !== null && at(row, column) === paired(row, column)) {
      const isSame = similarities[row]?.[column] === IDENTICAL
      pairs.push({ kind: isSame ? 'same' : 'changed', before, after, at: start + column })
      row += 1
      column += 1
    } else if (before !== null && (after === null || at(row, column) === at(row + 1, column))) {
      pairs.push({ kind: 'removed', before, after: null, at: start + column })
      row += 1
    } else {
      pairs.push({ kind: 'added', before: null, after, at: start + column })
      column += 1
    }
  }
  return pairs
}

/** The words of a block, how often each; and what its attributes say. */
interface WordBag {
  readonly type: string
  readonly key: string
  readonly words: ReadonlyMap<string, number>
  readonly size: number
}

/** Returns the words of a block with their counts; white space is left out. */
function wordBagOf(block: NodeJSON): WordBag {
  const words = new Map<string, number>()
  const found = splitWords(comparedText(block)).filter((token) => token.trim() !== '')
  for (const word of found) words.set(word, (words.get(word) ?? 0) + 1)
  return { type: block.type, key: JSON.stringify(block), words, size: found.length }
}

/** Returns the text that two blocks are compared by: attributes first, then all words. */
function comparedText(block: NodeJSON): string {
  const attributes = Object.keys(block.attrs ?? {}).map((name) => attribute(block, name))
  const said = children(block).some((child) => child.type === 'text')
    ? [textOf(block)]
    : children(block).map(comparedText)
  return [...attributes, ...said].join(' ')
}

/** How alike equal blocks are: more than any two others. */
const IDENTICAL = 2

/** Returns 0 when two blocks are not the same one changed, else the share of their words that both have. */
function similarityOf(one: WordBag, other: WordBag): number {
  if (one.type !== other.type) return 0
  if (one.key === other.key) return IDENTICAL
  if (one.size + other.size === 0) return MIN_SIMILARITY
  let common = 0
  for (const [word, count] of one.words) common += Math.min(count, other.words.get(word) ?? 0)
  const share = (2 * common) / (one.size + other.size)
  return share < MIN_SIMILARITY ? 0 : share
}
