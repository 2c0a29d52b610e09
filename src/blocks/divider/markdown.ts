import type { MarkdownFace } from '../block.ts'
import { node } from '../node.ts'

export const markdown: MarkdownFace = {
  flatten: { divider: () => [] },
  write: { divider: () => [{ type: 'thematicBreak' }] },
  read: { thematicBreak: () => ({ nodes: [node('divider', null)], consumed: 1 }) },
}
