const LETTER = String.raw`[\p{L}\p{M}\p{N}]`
/** Scripts that join what follows to a name without a space: particles are a part of the word. */
const JOINS = /[\p{sc=Hangul}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]$/u

/** Finds these words in a text, with a possessive or the particles behind them; null where there are none to find. */
export function patternOf(words: readonly string[]): RegExp | null {
  if (words.length === 0) return null
  const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
  const one = (word: string): string =>
    escaped(word) + (JOINS.test(word) ? String.raw`\p{L}*` : String.raw`(?:['’]\p{L}+)?(?!${LETTER})`)
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  return new RegExp(`(?<!${LETTER})(?:${longestFirst.map(one).join('|')})`, 'gu')
}
