import type { TextFace } from '../block.ts'
import { number, textOf } from '../node.ts'

/** Headings in plain text are never recognised: nothing there tells them from a short paragraph. */
export const text: TextFace = {
  outline: {
    heading: (node) => [{ type: 'heading', text: textOf(node), level: number(node, 'level') ?? 2 }],
  },
  plain: { heading: textOf },
}
