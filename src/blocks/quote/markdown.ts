import type { BlockContent } from 'mdast'
import type { MarkdownFace } from '../block.ts'
import { containerOf } from '../mdast.ts'
import { children, flag, node } from '../node.ts'

/** Quotes in Markdown. A pull quote is `:::pullquote` when structured, a quote when portable. An empty quote is left out: `>` alone would be read as nothing. */
export const markdown: MarkdownFace = {
  directives: ['pullquote'],
  flatten: { quote: (quote, flatten) => children(quote).flatMap(flatten) },
  write: {
    quote: (block, writing) => {
      const content = writing.blocks(children(block)) as BlockContent[]
      if (flag(block, 'pull') && writing.profile === 'structured')
        return [containerOf('pullquote', {}, content)]
      return content.length === 0 ? [] : [{ type: 'blockquote', children: content }]
    },
  },
  read: {
    blockquote: ({ children: content }, reading) => {
      const blocks = reading.nested(content)
      return { nodes: blocks.length === 0 ? [] : [node('quote', { pull: false }, blocks)], consumed: 1 }
    },
    containerDirective: ({ name, children: content }, reading) => {
      if (name !== 'pullquote') return null
      const blocks = reading.nested(content)
      const nodes = blocks.length === 0 ? [] : [node('quote', { pull: true }, blocks)]
      return { nodes, consumed: 1 }
    },
  },
}
