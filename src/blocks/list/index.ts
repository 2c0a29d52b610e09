import type { Block } from '../block.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export { nodes }
export { listDepth, MAX_LIST_DEPTH, withShallowLists } from './nesting.ts'

/**
 * Bullet lists, numbered lists and checklists, with items that hold paragraphs and further lists. Depth is limited (`nesting.ts`). In
 * plain text two markers in a row make a list; a single `- ` or `1. ` is text.
 *
 *     3. Salt                                       plain text; a nested list is indented by two spaces
 *     4. Oil
 *     3. Salt                                       Markdown, the same in both profiles
 *     4. Oil
 *     <ol start="3"><li>Salt</li><li>Oil</li></ol>  HTML
 *
 * An item of a checklist is a task (`tasks.ts`): `☑ Salt` in plain text, `- [x] Salt` in Markdown, a disabled checkbox in HTML.
 */
export const list: Block = {
  name: 'list',
  nodes,
  runningText: ['bulletList', 'orderedList'],
  text,
  markdown,
  html,
}
