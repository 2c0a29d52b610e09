import type { BlockContent } from 'mdast'
import type { MarkdownFace } from '../block.ts'
import { children, node } from '../node.ts'

/** Quotes in Markdown. An empty quote is left out: `>` alone would be read as nothing. */
export const markdown: MarkdownFace = {
  flatten: { quote: (quote, flatten) => children(quote).flatMap(flatten) },
  write: {
    quote: (block, writing) => {
      const content = writing.blocks(children(block)) as BlockContent[]
      return content.length === 0 ? [] : [{ type: 'blockquote', children: content }]
    },
  },
  read: {
    blockquote: ({ children: content }, reading) => {
      const blocks = reading.nested(content)
      return { nodes: blocks.length === 0 ? [] : [node('quote', null, blocks)], consumed: 1 }
    },
  },
}
