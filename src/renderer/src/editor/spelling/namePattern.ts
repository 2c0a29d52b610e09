import { CJK_LETTERS } from '../../../../text/scripts.ts'
import { WORD_CHARACTERS } from '../../../../text/words.ts'

const LETTER = `[${WORD_CHARACTERS}]`
/** Scripts that join what follows to a name without a space: particles are a part of the word. */
const JOINING_SCRIPT = new RegExp(`[${CJK_LETTERS}]$`, 'u')

/**
 * Examples: for "Mina" it finds Mina and Mina’s, but not Minas; for "준" it finds 준이, because Korean particles follow without a
 * space. Longer names are tried first, so that "Mina Solis" is one match and not two.
 */

/** Returns a pattern that finds names in a text, with a possessive or the particles behind them. Null for an empty list. */
export function namePattern(words: readonly string[]): RegExp | null {
  if (words.length === 0) return null
  const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  const one = (word: string): string =>
    escaped(word) +
    (JOINING_SCRIPT.test(word) ? String.raw`\p{L}*` : String.raw`(?:['’]\p{L}+)?(?!${LETTER})`)
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  return new RegExp(`(?<!${LETTER})(?:${longestFirst.map(one).join('|')})`, 'gu')
}
