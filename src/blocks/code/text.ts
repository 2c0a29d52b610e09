import type { TextFace } from '../block.ts'
import { textOf } from '../node.ts'

export const text: TextFace = {
  outline: { codeBlock: (node) => [{ type: 'code', text: textOf(node) }] },
  plain: { codeBlock: textOf },
}
