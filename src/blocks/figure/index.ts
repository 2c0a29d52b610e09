import type { Block } from '../block.ts'
import { checks } from './checks.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export const figure: Block = {
  name: 'figure',
  nodes,
  attributes: { figure: { translatable: ['alt', 'credit'], searchable: ['credit', 'alt'] } },
  text,
  markdown,
  html,
  checks,
}
