import type { Block } from '../block.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export { nodes }

/**
 * A quotation set apart, of paragraphs and lists. Other blocks inside a foreign quote become paragraphs (Markdown) or stand
 * outside it (HTML), so that no word is lost. It is not dialogue: nobody is named as the speaker.
 *
 *     Light is patience.                                plain text: its paragraphs, never recognised there
 *     > Light is patience.                              Markdown, both profiles
 *     <blockquote><p>Light is patience.</p></blockquote>  HTML
 *
 * A pull quote is one with `pull`: `:::pullquote` in structured Markdown, the class `pullquote` in HTML.
 */
export const quote: Block = {
  name: 'quote',
  nodes,
  runningText: ['quote'],
  text,
  markdown,
  html,
}
