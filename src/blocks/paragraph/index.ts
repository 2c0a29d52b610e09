import type { Block } from '../block.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export const paragraph: Block = {
  name: 'paragraph',
  nodes,
  runningText: ['paragraph'],
  text,
  markdown,
  html,
}
