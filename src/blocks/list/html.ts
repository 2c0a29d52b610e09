import type { HtmlFace } from '../block.ts'

export const html: HtmlFace = { write: {}, read: {} }
