import type { MarkdownFace } from '../block.ts'

export const markdown: MarkdownFace = { write: {}, read: {} }
