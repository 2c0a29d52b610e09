import type { TextFace } from '../block.ts'
import { children, textOf } from '../node.ts'

/**
 * Quotes in plain text: their paragraphs, separated by blank lines. Never recognised, because nothing there marks them. In the
 * outline each paragraph has a row `{ type: 'quote', text }`; a list inside has its own rows.
 */
export const text: TextFace = {
  outline: {
    quote: (node, each) =>
      children(node).flatMap((child) =>
        child.type === 'paragraph' ? [{ type: 'quote', text: textOf(child) }] : each(child),
      ),
  },
  plain: { quote: (node, each) => children(node).map(each).join('\n\n') },
}
