import { parts } from './article.ts'
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

/** Answers what was found for a block before: blocks are never changed, and those that stay are the same objects. */
function once<T>(count: (block: NodeJSON) => T): (block: NodeJSON) => T {
  const known = new WeakMap<NodeJSON, T>()
  return (block) => {
    const before = known.get(block)
    if (before !== undefined) return before
    const found = count(block)
    known.set(block, found)
    return found
  }
}

const wordsOfBlock = once((block) =>
  wordsIn(
    children(block)
      .map((kid) => kid.text ?? ' ')
      .join(''),
  ),
)

/** Words a reader reads below a node: all text; inline nodes join, blocks part. */
export function countWords(node: NodeJSON): number {
  if (node.text !== undefined) return wordsIn(node.text)
  const kids = children(node)
  if (kids.some((kid) => kid.type === 'text')) return wordsOfBlock(node)
  return kids.reduce((sum, kid) => sum + countWords(kid), 0)
}

/** An article's length as its writer is paid for it: the words of its body, without headline and standfirst. */
export function articleWords(doc: NodeJSON): number {
  return countWords(parts(doc).body)
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

/** Words by speaker, in order of first appearance. Who speaks no word is there with 0. */
export function wordsBySpeaker(node: NodeJSON): Map<string, number> {
  const words = new Map<string, number>()
  const walk = (at: NodeJSON): void => {
    const speaker = at.type === 'turn' ? at.attrs?.speaker : ''
    if (typeof speaker === 'string' && speaker !== '')
      words.set(speaker, (words.get(speaker) ?? 0) + countWords(at))
    for (const kid of children(at)) walk(kid)
  }
  walk(node)
  return words
}

/** Characters as a reader counts them, by grapheme: a syllable of decomposed Hangul, or an emoji of several parts, is one. */
export interface Characters {
  readonly all: number
  readonly withoutSpaces: number
}

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' })
/** Text in which every UTF-16 unit is a grapheme of its own: Latin, Hangul syllables, Kana, Han, their punctuation. */
const SIMPLE =
  /^[\u0020-\u02ff\u2010-\u2027\u2030-\u205e\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uac00-\ud7a3\uff01-\uff9d]*$/u

/** Characters of a text; line ends count as none. */
export function charactersIn(text: string): Characters {
  const lines = text.replace(/[\n\r]+/g, '')
  const spaces = (lines.match(/\p{Zs}|\t/gu) ?? []).length
  const all = SIMPLE.test(lines) ? lines.length : Array.from(GRAPHEMES.segment(lines)).length
  return { all, withoutSpaces: all - spaces }
}

const charactersOfBlock = once((block) =>
  charactersIn(
    children(block)
      .map((kid) => kid.text ?? '')
      .join(''),
  ),
)

/** Characters of all text below a node. */
export function countCharacters(node: NodeJSON): Characters {
  if (node.text !== undefined) return charactersIn(node.text)
  const kids = children(node)
  if (kids.some((kid) => kid.type === 'text')) return charactersOfBlock(node)
  return kids.map(countCharacters).reduce(
    (sum, one) => ({
      all: sum.all + one.all,
      withoutSpaces: sum.withoutSpaces + one.withoutSpaces,
    }),
    { all: 0, withoutSpaces: 0 },
  )
}
