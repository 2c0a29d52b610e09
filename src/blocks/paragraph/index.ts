import type { Block } from '../block.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export { nodes }

/**
 * The paragraph: what every line of an article is until something else is recognised in it, and the only block an empty body
 * has. Its readers therefore come last. An empty paragraph is spacing: the structured Markdown profile keeps it as
 * `::blank`, the portable one leaves it out.
 *
 *     It worked.                    plain text, which has no marks
 *     It *worked*.                  Markdown, both profiles
 *     <p>It <em>worked</em>.</p>    HTML
 */
export const paragraph: Block = {
  name: 'paragraph',
  nodes,
  runningText: ['paragraph'],
  text,
  markdown,
  html,
}
