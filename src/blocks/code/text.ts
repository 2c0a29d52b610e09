import type { TextFace } from '../block.ts'
import { textOf } from '../node.ts'

/** Code in plain text: written unchanged, and never recognised, because nothing there marks it. */
export const text: TextFace = {
  outline: { codeBlock: (node) => [{ type: 'code', text: textOf(node) }] },
  plain: { codeBlock: textOf },
}
