import { children, isInlineAtom, type NodeJSON } from '../node.ts'
import { noteTextOf } from './content.ts'

/** Blocks whose footnotes have numbers, and those footnotes in order. */
export interface Numbered {
  readonly nodes: readonly NodeJSON[]
  readonly footnotes: readonly NodeJSON[]
}

/**
 * Returns blocks with the number of each footnote as the attribute `number`, which only writers know, from 1. Marks of a footnote
 * are left out: they say nothing. Blocks without footnotes stay the same objects.
 */
export function numbered(nodes: readonly NodeJSON[]): Numbered {
  const footnotes: NodeJSON[] = []
  const each = (node: NodeJSON): NodeJSON => {
    if (isInlineAtom(node)) {
      const { marks: _marks, ...bare } = node
      footnotes.push({ ...bare, attrs: { text: noteTextOf(node), number: footnotes.length + 1 } })
      return footnotes.at(-1) ?? node
    }
    const content = children(node)
    const written = content.map(each)
    return written.every((child, at) => child === content[at]) ? node : { ...node, content: written }
  }
  const out = nodes.map(each)
  return { nodes: footnotes.length === 0 ? nodes : out, footnotes }
}

/** Returns all footnotes within nodes, in order. */
export function footnotesIn(nodes: readonly NodeJSON[]): NodeJSON[] {
  return nodes.flatMap((node) => (isInlineAtom(node) ? [node] : footnotesIn(children(node))))
}

/** Returns the footnotes of a document whose text none of these blocks has: they stood where no footnote can be. */
export function missingFrom(nodes: readonly NodeJSON[], footnotes: readonly NodeJSON[]): NodeJSON[] {
  if (footnotes.length === 0) return []
  const kept = new Set(footnotesIn(nodes).map(noteTextOf))
  return footnotes.filter((footnote) => !kept.has(noteTextOf(footnote)))
}
