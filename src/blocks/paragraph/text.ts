import type { TextFace } from '../block.ts'
import { textOf } from '../node.ts'

/** Paragraphs in plain text. A line that no other block claims is one, so there is no reader. An empty one has no row. */
export const text: TextFace = {
  outline: {
    paragraph: (node) => {
      const words = textOf(node)
      return words === '' ? [] : [{ type: 'paragraph', text: words }]
    },
  },
  plain: { paragraph: textOf },
}
