import type { Block } from '../block.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export { MAX_LIST_DEPTH, withShallowLists } from './nesting.ts'

export const list: Block = {
  name: 'list',
  nodes,
  runningText: ['bulletList', 'orderedList'],
  text,
  markdown,
  html,
}
