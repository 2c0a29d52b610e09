import type { MarkdownFace } from '../block.ts'
import { node } from '../node.ts'

/** Dividers in Markdown: a thematic break. */
export const markdown: MarkdownFace = {
  flatten: { divider: () => [] },
  write: { divider: () => [{ type: 'thematicBreak' }] },
  read: { thematicBreak: () => ({ nodes: [node('divider', null)], consumed: 1 }) },
}
