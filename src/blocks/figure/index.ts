import type { Block } from '../block.ts'
import { checks } from './checks.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

/**
 * A photo, or the place of one that is still to come, with its caption, credit and alt text. The credit never mixes with the
 * caption: `Gulls over the pier | KBC` in plain text is caption and credit, as it is in the portable profile of Markdown.
 * Picture files belong to the draft; a figure only holds their address.
 */
export const figure: Block = {
  name: 'figure',
  nodes,
  attributes: { figure: { translatable: ['alt', 'credit'], searchable: ['credit', 'alt'] } },
  text,
  markdown,
  html,
  checks,
}
