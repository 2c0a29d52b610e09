import type { TextFace } from '../block.ts'
import { number, textOf } from '../node.ts'

/**
 * Headings in plain text: written as their words, and never recognised, because nothing there distinguishes them from a short
 * paragraph. The outline has their level.
 */
export const text: TextFace = {
  outline: {
    heading: (node) => [{ type: 'heading', text: textOf(node), level: number(node, 'level') ?? 2 }],
  },
  plain: { heading: textOf },
}
