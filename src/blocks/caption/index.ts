import type { Block } from '../block.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export { nodes }

/**
 * Text that was shown on the screen (a subtitle, a title card), set as a line of its own. A picture's caption is not this
 * block: it is the content of the figure.
 *
 *     Caption: Five years later                    plain text
 *     > **Caption:** Five years later              portable Markdown
 *     :::caption                                   structured Markdown
 *     Five years later
 *     :::
 *     <p class="caption">Five years later</p>      HTML
 */
export const caption: Block = { name: 'caption', nodes, text, markdown, html }
