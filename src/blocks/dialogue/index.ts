import type { Block } from '../block.ts'
import { checks } from './checks.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export { nodes }
export { isUnnamedAddressee } from './speakers/names.ts'

/**
 * Conversation: a `dialogue` node with one `turn` for each time somebody speaks. A turn knows its speaker, whom the words are
 * for and an aside; the words keep the writer's quotation marks. One turn in each form:
 *
 *     Mina to Jun (laughing): “Not again.”                               plain text
 *     **Mina** (to Jun, laughing): “Not again.”                          portable Markdown
 *     :turn[Mina]{to="Jun" aside="laughing"} “Not again.”                structured Markdown, in a `:::dialogue`
 *     <p><b class="speaker">Mina <span class="addressee">to Jun</span> …</b> “Not again.”</p>   HTML
 */
export const dialogue: Block = {
  name: 'dialogue',
  nodes,
  attributes: {
    turn: {
      translatable: ['speaker', 'addressee', 'parenthetical'],
      searchable: ['speaker', 'addressee', 'parenthetical', 'role', 'time'],
    },
  },
  text,
  markdown,
  html,
  checks,
}
