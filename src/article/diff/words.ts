import { diffArrays } from 'diff'

/** A piece of text that stayed, came or went. */
export interface WordChange {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
const WORD_PART = `[[\\p{L}\\p{M}\\p{N}_]--[${UNSPACED}]]`
const TOKEN = new RegExp(
  [
    `[${UNSPACED}]+`,
    `${WORD_PART}+(?:['’\\-]${WORD_PART}+)*`,
    '\\s+',
    // A picture of several code points is one picture.
    '[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{RI}\\u200d\\ufe0f]+',
    '.',
  ].join('|'),
  'gvs',
)
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'v')

let segmenter: Intl.Segmenter | undefined

/** A text cut into words, white space and single marks; nothing is left out. Unspaced scripts by their dictionaries. */
export function tokensOf(text: string): string[] {
  return (text.match(TOKEN) ?? []).flatMap((token) => {
    if (!IS_UNSPACED.test(token)) return token
    segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' })
    return Array.from(segmenter.segment(token), ({ segment }) => segment)
  })
}

/** Steps that all word diffs of one comparison may take together: about a quarter of a second. */
const STEPS = 3_000_000

/** What comparing may still cost, so that two long texts with nothing in common cannot hold anybody up. */
export class Budget {
  #steps: number

  constructor(steps = STEPS) {
    this.#steps = steps
  }

  /** How many edits a diff may find with what is left; it takes the square of them in steps. */
  get edits(): number {
    return Math.floor(Math.sqrt(Math.max(this.#steps, 0)))
  }

  spend(edits: number): void {
    this.#steps -= edits * edits
  }
}

/**
 * The changes that make `after` of `before`, word by word: same and removed text together are `before`, same and added
 * `after`. Where the budget does not last, one removal and one addition.
 */
export function diffWords(before: string, after: string, budget = new Budget()): WordChange[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }]
  const { edits } = budget
  const changes = diffArrays(tokensOf(before), tokensOf(after), { maxEditLength: edits })
  if (changes === undefined) {
    budget.spend(edits)
    return whole(before, after)
  }
  budget.spend(changes.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0))
  return tidy(
    changes.map(({ added, removed, value }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value.join(''),
    })),
  )
}

function whole(before: string, after: string): WordChange[] {
  const both: WordChange[] = [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ]
  return both.filter(({ text }) => text !== '')
}

/**
 * Between two changes, white space that stayed belongs to both: a sentence rewritten is one removal and one addition,
 * not a comb. Neighbours of one kind are joined, removals before additions.
 */
function tidy(changes: readonly WordChange[]): WordChange[] {
  const tidied: WordChange[] = []
  let removed = ''
  let added = ''
  changes.forEach(({ kind, text }, index) => {
    const follows = changes[index + 1] !== undefined
    if (kind === 'removed') removed += text
    else if (kind === 'added') added += text
    else if (removed !== '' && added !== '' && follows && text.trim() === '') {
      removed += text
      added += text
    } else {
      tidied.push(...whole(removed, added), { kind, text })
      removed = added = ''
    }
  })
  return [...tidied, ...whole(removed, added)]
}
