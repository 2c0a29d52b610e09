import type { Heading } from 'mdast'
import type { MarkdownFace } from '../block.ts'
import { children, node, number, textNode, type NodeJSON } from '../node.ts'

/** The schema's levels are Markdown's 2 to 4: an h1 in a body is a section, h5 and h6 are the deepest there is. */
function depthOf(of: NodeJSON): Heading['depth'] {
  const level = number(of, 'level') ?? 2
  return level <= 2 ? 2 : level === 3 ? 3 : 4
}

export const markdown: MarkdownFace = {
  write: {
    heading: (of, writing) => [
      { type: 'heading', depth: depthOf(of), children: writing.inline(children(of)) },
    ],
  },
  read: {
    heading: ({ depth, children: content }, reading) => {
      const texts = reading
        .inline(content)
        .map((inline) => (inline.type === 'hardBreak' ? textNode(' ', inline.marks) : inline))
      return { nodes: [node('heading', { level: Math.min(Math.max(depth, 2), 4) }, texts)], consumed: 1 }
    },
  },
}
