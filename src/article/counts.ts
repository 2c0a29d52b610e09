import { children, type NodeJSON } from '../blocks/node.ts'

/** Scripts written without spaces between words: a character there counts as a word, as word processors do. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
const WORD = /[\p{L}\p{M}\p{N}]+(?:[’'.,-][\p{L}\p{M}\p{N}]+)*/gu

/** Words of a text: runs of letters and digits, apostrophes and hyphens inside included; each Han or Kana character. */
export function wordsIn(text: string): number {
  let words = 0
  const spaced = text.replace(UNSPACED, () => {
    words += 1
    return ' '
  })
  for (const _match of spaced.matchAll(WORD)) words += 1
  return words
}

/** Words a reader reads below a node: all text; inline nodes join, blocks part. */
export function countWords(node: NodeJSON): number {
  if (node.text !== undefined) return wordsIn(node.text)
  const kids = children(node)
  if (kids.some((kid) => kid.type === 'text')) return wordsIn(kids.map((kid) => kid.text ?? ' ').join(''))
  return kids.reduce((sum, kid) => sum + countWords(kid), 0)
}

/** Minutes to read that many words, at 238 a minute (Brysbaert 2019, silent reading of non-fiction), at least one. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / 238))
}

/** Turns by speaker, in order of first appearance. */
export function turnsBySpeaker(node: NodeJSON): Map<string, number> {
  const counts = new Map<string, number>()
  const walk = (at: NodeJSON): void => {
    if (at.type === 'turn' && typeof at.attrs?.speaker === 'string' && at.attrs.speaker !== '')
      counts.set(at.attrs.speaker, (counts.get(at.attrs.speaker) ?? 0) + 1)
    for (const kid of children(at)) walk(kid)
  }
  walk(node)
  return counts
}
