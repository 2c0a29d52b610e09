import type { Block } from '../block.ts'
import { node, type NodeJSON } from '../node.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export { nodes }

/** Returns the section heading that a headline becomes in another article. */
export function sectionHeading(content: readonly NodeJSON[]): NodeJSON {
  return node('heading', { level: 2 }, content)
}

/**
 * Section headings of levels 2 to 4; level 1 is the headline, which is no block. Foreign levels are moved into that range:
 * `h1` in a body becomes 2, `h5` and `h6` become 4. A heading holds text alone, so its line breaks become spaces.
 *
 *     On deck             plain text, never recognised there
 *     ## On deck          Markdown, both profiles
 *     <h2>On deck</h2>    HTML
 */
export const heading: Block = {
  name: 'heading',
  nodes,
  runningText: ['heading'],
  text,
  markdown,
  html,
}
