import type { BlockContent, List, ListItem } from 'mdast'
import type { MarkdownFace, MarkdownReading, MarkdownWriting } from '../block.ts'
import { children, node, number, type NodeJSON } from '../node.ts'

/** An item whose only words are its first paragraph, a list perhaps below it, is tight: no blank lines. */
function itemOf(item: NodeJSON, writing: MarkdownWriting): ListItem {
  const [first, ...rest] = children(item)
  const blank = first === undefined || (children(first).length === 0 && rest.length === 0)
  const spread = rest.some((child) => child.type === 'paragraph') || rest.length > 1
  const content = blank ? [] : writing.blocks(children(item))
  return { type: 'listItem', spread, children: content as BlockContent[] }
}

function listOf(of: NodeJSON, ordered: boolean, writing: MarkdownWriting): List {
  const items = children(of).map((item) => itemOf(item, writing))
  return {
    type: 'list',
    ordered,
    ...(ordered ? { start: number(of, 'start') ?? 1 } : {}),
    spread: items.some((item) => item.spread === true),
    children: items,
  }
}

/** An item begins with a paragraph, an empty one where Markdown has none. */
function readItem(item: ListItem, reading: MarkdownReading): NodeJSON {
  const content = reading.nested(item.children)
  const begins = content[0]?.type === 'paragraph'
  return node('listItem', null, begins ? content : [node('paragraph', null), ...content])
}

export const markdown: MarkdownFace = {
  flatten: { bulletList: (list) => [list], orderedList: (list) => [list] },
  write: {
    bulletList: (of, writing) => [listOf(of, false, writing)],
    orderedList: (of, writing) => [listOf(of, true, writing)],
  },
  read: {
    list: (list, reading) => {
      const items = list.children.map((item) => readItem(item, reading))
      const read =
        list.ordered === true
          ? node('orderedList', { start: list.start ?? 1 }, items)
          : node('bulletList', null, items)
      return { nodes: [read], consumed: 1 }
    },
  },
}
