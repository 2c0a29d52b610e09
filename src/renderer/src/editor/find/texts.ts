import type { Node } from '@tiptap/pm/model'
import { translatableAttributes } from '../../../../article/index.ts'
import { graphemesOf } from '../../../../text/graphemes.ts'

/** One text of an article that can be searched: of a block's words, or of one of its attributes. */
export interface Searched {
  /** Composed, so that it does not matter how it was typed. */
  readonly text: string
  /** Position of the node. */
  readonly at: number
  /** Which attribute; null for the words. */
  readonly attribute: string | null
  /** The offset in the node's own text of an offset in `text`. */
  readonly origin: (offset: number) => number
}

const same = (offset: number): number => offset

/** A text composed, and the way back to its own offsets: a syllable that was decomposed begins where it began. */
export function composed(text: string): { text: string; origin: (offset: number) => number } {
  if (text.normalize('NFC') === text) return { text, origin: same }
  const origins: number[] = []
  let whole = ''
  for (const { segment, index } of graphemesOf(text)) {
    const piece = segment.normalize('NFC')
    origins.push(...Array.from({ length: piece.length }, () => index))
    whole += piece
  }
  origins.push(text.length)
  return { text: whole, origin: (offset) => origins[offset] ?? text.length }
}

/** All texts of a document in reading order: a block's attributes before its words. */
export function textsOf(doc: Node): Searched[] {
  const texts: Searched[] = []
  doc.descendants((node, at) => {
    for (const attribute of translatableAttributes(node.type.name)) {
      const value: unknown = node.attrs[attribute]
      if (typeof value === 'string' && value !== '') texts.push({ ...composed(value), at, attribute })
    }
    if (!node.isTextblock) return true
    if (node.content.size > 0)
      texts.push({ ...composed(node.textBetween(0, node.content.size, '', '\n')), at, attribute: null })
    return false
  })
  return texts
}
