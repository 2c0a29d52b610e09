import type { TextFace } from '../block.ts'
import { children, textOf } from '../node.ts'

/** One row a paragraph inside; a list inside has its own rows. */
export const text: TextFace = {
  outline: {
    quote: (node, each) =>
      children(node).flatMap((child) =>
        child.type === 'paragraph' ? [{ type: 'quote', text: textOf(child) }] : each(child),
      ),
  },
  plain: { quote: (node, each) => children(node).map(each).join('\n\n') },
}
