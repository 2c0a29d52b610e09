import type { Heading } from 'mdast'
import type { MarkdownFace } from '../block.ts'
import { children, node, number, textNode, type NodeJSON } from '../node.ts'

/** Returns the depth of a heading in Markdown, which is its level: 2 to 4. */
function depthOf(block: NodeJSON): Heading['depth'] {
  const level = number(block, 'level') ?? 2
  return level <= 2 ? 2 : level === 3 ? 3 : 4
}

/** Headings in Markdown. Depth 1 in a body is read as level 2, depths 5 and 6 as level 4. */
export const markdown: MarkdownFace = {
  write: {
    heading: (block, writing) => [
      { type: 'heading', depth: depthOf(block), children: writing.inline(children(block)) },
    ],
  },
  read: {
    heading: ({ depth, children: content }, reading) => {
      // `One\` and `two` above `---` is a heading of two lines; the node holds one.
      const texts = reading
        .inline(content)
        .map((inline) => (inline.type === 'hardBreak' ? textNode(' ', inline.marks) : inline))
      return { nodes: [node('heading', { level: Math.min(Math.max(depth, 2), 4) }, texts)], consumed: 1 }
    },
  },
}
