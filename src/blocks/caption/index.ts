import type { Block } from '../block.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

/**
 * Text that was shown on the screen (a subtitle, a title card), set as a line of its own. A picture's caption is not this
 * block: it is the content of the figure. `Caption: Five years later` in plain text, `> **Caption:** Five years later` in
 * portable Markdown, `:::caption` in structured Markdown, `p.caption` in HTML.
 */
export const caption: Block = { name: 'caption', nodes, text, markdown, html }
