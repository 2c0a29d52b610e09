import { parts } from './article.ts'
import { noteTextOf, noteWords } from '../blocks/footnote/index.ts'
import { attribute, children, hasText, isInlineAtom, type NodeJSON } from '../blocks/node.ts'
import { type CharacterCount, countCharacters } from '../text/graphemes.ts'
import { countWords } from '../text/words.ts'

/** Caches a count by block: blocks never change, and unchanged ones are the same objects in the next article. */
function cachedByBlock<T>(count: (block: NodeJSON) => T): (block: NodeJSON) => T {
  const cache = new WeakMap<NodeJSON, T>()
  return (block) => {
    const before = cache.get(block)
    if (before !== undefined) return before
    const found = count(block)
    cache.set(block, found)
    return found
  }
}

/** Returns the words of a footnote; '' for any other node. */
const footnoteWords = (node: NodeJSON): string => (isInlineAtom(node) ? noteWords(noteTextOf(node)) : '')

/** The words of a block's own text, without those of its footnotes. */
const wordsOfBlock = cachedByBlock((block) =>
  countWords(
    children(block)
      .map((kid) => kid.text ?? ' ')
      .join(''),
  ),
)

const wordsOfFootnotes = cachedByBlock((block) =>
  children(block).reduce((sum, kid) => sum + countWords(footnoteWords(kid)), 0),
)

/** Returns the number of words in a node: all text, and its footnotes; inline nodes join, blocks part. */
export function countNodeWords(node: NodeJSON): number {
  if (node.text !== undefined) return countWords(node.text)
  const kids = children(node)
  if (kids.some((kid) => kid.type === 'text')) return wordsOfBlock(node) + wordsOfFootnotes(node)
  if (isInlineAtom(node)) return countWords(footnoteWords(node))
  return kids.reduce((sum, kid) => sum + countNodeWords(kid), 0)
}

/** Returns an article's length as its writer is paid for it: the words of its body, without headline and standfirst. */
export function countArticleWords(doc: NodeJSON): number {
  return countNodeWords(parts(doc).body)
}

/**
 * Returns the minutes to read that many words, at 238 a minute (Brysbaert 2019, silent reading of non-fiction): at least one,
 * but 0 for no words.
 */
export function readingMinutes(words: number): number {
  return words === 0 ? 0 : Math.max(1, Math.round(words / 238))
}

/** Returns the number of turns in a node. A turn without words, just opened, counts for none. */
export function countTurns(node: NodeJSON): number {
  const isTurn = node.attrs?.speaker !== undefined && hasText(node)
  return children(node).reduce((sum, kid) => sum + countTurns(kid), isTurn ? 1 : 0)
}

/** Returns the number of turns by speaker, in order of first appearance. A turn without words, just opened, counts for none. */
export function turnsBySpeaker(node: NodeJSON): Map<string, number> {
  const counts = new Map<string, number>()
  const walk = (at: NodeJSON): void => {
    const speaker = attribute(at, 'speaker')
    if (speaker !== '' && hasText(at)) counts.set(speaker, (counts.get(speaker) ?? 0) + 1)
    for (const kid of children(at)) walk(kid)
  }
  walk(node)
  return counts
}

/**
 * Returns the number of words by speaker, in order of first appearance, without speakers who say nothing. Nobody says a footnote.
 */
export function wordsBySpeaker(node: NodeJSON): Map<string, number> {
  const words = new Map<string, number>()
  const walk = (at: NodeJSON): void => {
    const speaker = attribute(at, 'speaker')
    const count = speaker === '' ? 0 : wordsOfBlock(at)
    if (count > 0) words.set(speaker, (words.get(speaker) ?? 0) + count)
    for (const kid of children(at)) walk(kid)
  }
  walk(node)
  return words
}

const charactersOfBlock = cachedByBlock((block) =>
  countCharacters(
    children(block)
      .map((kid) => kid.text ?? footnoteWords(kid))
      .join(''),
  ),
)

/** Returns the number of characters in a node and its footnotes, with and without spaces. */
export function countNodeCharacters(node: NodeJSON): CharacterCount {
  if (node.text !== undefined) return countCharacters(node.text)
  if (isInlineAtom(node)) return countCharacters(footnoteWords(node))
  const kids = children(node)
  if (kids.some((kid) => kid.type === 'text')) return charactersOfBlock(node)
  return kids.map(countNodeCharacters).reduce(
    (sum, one) => ({
      all: sum.all + one.all,
      withoutSpaces: sum.withoutSpaces + one.withoutSpaces,
    }),
    { all: 0, withoutSpaces: 0 },
  )
}
