import type { Block } from '../block.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

/**
 * A break between sections without a heading: `* * *` in plain text and Markdown, `hr` in HTML. It holds no words and has no
 * attributes.
 */
export const divider: Block = { name: 'divider', nodes, text, markdown, html }
