import type { TextFace } from '../block.ts'
import { textOf } from '../node.ts'

/** What nothing else claims is a paragraph; so it reads no line itself. An empty one has no row. */
export const text: TextFace = {
  outline: {
    paragraph: (node) => {
      const words = textOf(node)
      return words === '' ? [] : [{ type: 'paragraph', text: words }]
    },
  },
  plain: { paragraph: textOf },
}
