import type { Block } from '../block.ts'
import { checks } from './checks.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export { embedFromUrl, providers, type Embeddable, type Provider } from './providers/index.ts'

export const embed: Block = {
  name: 'embed',
  nodes,
  attributes: { embed: { translatable: ['title', 'author'], searchable: ['title', 'author', 'url'] } },
  text,
  markdown,
  html,
  checks,
}
