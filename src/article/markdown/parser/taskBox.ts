import type { Parents } from 'mdast'
import type { Token } from 'markdown-it'

/** The box that a task's paragraph begins with (GFM, 5.3), also without words behind it. */
const BOX = /^\[([ xX])\](?=[ \t\n]|$)/u

/**
 * Returns the tokens of a line without the box of a task, which the item around it gets as `checked`.
 * @param item the node around the line's paragraph, if the paragraph is the first in it
 */
export function withoutBox(token: Token, item: Parents | undefined): readonly Token[] {
  const tokens = token.children ?? []
  const task = item !== undefined && 'checked' in item ? item : null
  const box = task === null ? null : BOX.exec(token.content)
  const [first, second, ...rest] = tokens
  // A definition of that name makes a link of it.
  if (box === null || task === null || first?.type !== 'text' || !first.content.startsWith(box[0]))
    return tokens
  task.checked = box[1] !== ' '
  const words = first.content.slice(box[0].length).replace(/^[ \t]/u, '')
  if (words === '' && second?.type === 'softbreak') return rest
  first.content = words
  return words === '' ? tokens.slice(1) : tokens
}
