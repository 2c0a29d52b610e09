import type { Block } from '../block.ts'
import { checks } from './checks.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export { nodes }
export {
  embedFromUrl,
  playerOrigins,
  providers,
  siteOf,
  type Embeddable,
  type Provider,
} from './providers/index.ts'

/**
 * Something that lives at a provider: a video, a post, a song. The node keeps the address as the writer pasted it, and which
 * provider and id were read from it (`providers/`). An exported page holds the provider's player, sandboxed; every other
 * form holds the address as a link.
 *
 *     https://youtu.be/tEa4MidNigh                         plain text and portable Markdown: alone on its line
 *     ::embed{url="https://youtu.be/tEa4MidNigh" provider="youtube" id="tEa4MidNigh"}   structured Markdown
 *     <figure class="embed"><figcaption><a href="https://youtu.be/tEa4MidNigh">…</a>
 *       · <span class="provider">YouTube</span></figcaption></figure>                  HTML
 */
export const embed: Block = {
  name: 'embed',
  nodes,
  attributes: { embed: { translatable: ['title', 'author'], searchable: ['title', 'author', 'url'] } },
  text,
  markdown,
  html,
  checks,
}
