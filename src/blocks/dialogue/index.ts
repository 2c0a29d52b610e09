import type { Block } from '../block.ts'
import { checks } from './checks.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export const dialogue: Block = {
  name: 'dialogue',
  nodes,
  attributes: { turn: { translatable: ['speaker', 'addressee', 'parenthetical'] } },
  text,
  markdown,
  html,
  checks,
}
