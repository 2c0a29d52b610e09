import { diffArrays } from 'diff'
import { splitWords } from '../../text/words.ts'

/** A piece of text that is in both versions, or was added or removed. */
export interface WordChange {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Steps that all word diffs of one comparison may take together: about a quarter of a second. */
const MAX_STEPS = 3_000_000

/** The steps that a comparison may still use, so that two long texts with nothing in common cannot hold anybody up. */
export class DiffBudget {
  #steps: number

  constructor(steps = MAX_STEPS) {
    this.#steps = steps
  }

  /** How many edits a diff may find with what is left; it takes the square of them in steps. */
  get edits(): number {
    return Math.floor(Math.sqrt(Math.max(this.#steps, 0)))
  }

  /** Pays for a diff that found this many edits. */
  spend(edits: number): void {
    this.#steps -= edits * edits
  }
}

/**
 * Returns the changes that make `after` of `before`, word by word: same and removed text together are `before`, same and added
 * `after`. Where the budget does not last, one removal and one addition.
 */
export function diffWords(before: string, after: string, budget = new DiffBudget()): WordChange[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }]
  const { edits } = budget
  const changes = diffArrays(splitWords(before), splitWords(after), { maxEditLength: edits })
  if (changes === undefined) {
    budget.spend(edits)
    return replacement(before, after)
  }
  budget.spend(changes.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0))
  return mergeChanges(
    changes.map(({ added, removed, value }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value.join(''),
    })),
  )
}

/** Returns the removal of one text and the addition of another, leaving out empty ones. */
function replacement(before: string, after: string): WordChange[] {
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
function mergeChanges(changes: readonly WordChange[]): WordChange[] {
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
      tidied.push(...replacement(removed, added), { kind, text })
      removed = added = ''
    }
  })
  return [...tidied, ...replacement(removed, added)]
}
