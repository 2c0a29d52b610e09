import type { Block } from '../block.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export { nodes }

/**
 * A break between sections without a heading. It holds no words and has no attributes.
 *
 *     * * *    plain text, where any line of three or more equal ornaments is read as one
 *     ***      Markdown, both profiles
 *     <hr>     HTML
 */
export const divider: Block = { name: 'divider', nodes, text, markdown, html }
