import type { Node } from '@tiptap/pm/model'
import { attributeWords, translatableAttributes } from '../../../../article/index.ts'
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
  /**
   * Where a block's words have footnotes, which `text` leaves out: the offset in the node's content of an offset in its own text.
   * @param isEnd true for the end of a range, which comes before a footnote there
   */
  readonly place: (offset: number, isEnd: boolean) => number
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

/** Returns the words of a text block: a hard break is a line end, a node that has words of its own nothing. */
function blockWords(block: Node, at: number): Searched {
  const left: number[] = []
  let text = ''
  block.forEach((child) => {
    if (child.isText) text += child.text ?? ''
    else if (translatableAttributes(child.type.name).length > 0) left.push(text.length)
    else text += '\n'
  })
  const place = (offset: number, isEnd: boolean): number =>
    offset + left.filter((before) => (isEnd ? before < offset : before <= offset)).length
  return { ...composed(text), at, attribute: null, place: left.length === 0 ? same : place }
}

/** All texts of a document in reading order: a block's attributes before its words, those of its footnotes after them. */
export function textsOf(doc: Node): Searched[] {
  const texts: Searched[] = []
  doc.descendants((node, at) => {
    const { name } = node.type
    for (const attribute of translatableAttributes(name)) {
      const value: unknown = node.attrs[attribute]
      const words = typeof value === 'string' ? attributeWords(name, value) : ''
      if (words !== '') texts.push({ ...composed(words), at, attribute, place: same })
    }
    if (node.isTextblock && node.content.size > 0) texts.push(blockWords(node, at))
    return true
  })
  return texts
}
