import type { BlockContent, List, ListItem, RootContent } from 'mdast'
import type { MarkdownFace, MarkdownReading, MarkdownWriting } from '../block.ts'
import { paragraphOf } from '../mdast.ts'
import { children, node, number, type NodeJSON } from '../node.ts'
import { definitionsInMarkdown } from './definitions.ts'
import { checkedOf, itemOf } from './tasks.ts'

/** Writes an item. One with a single paragraph, and at most one list below it, is tight: no blank lines. */
function writeItem(item: NodeJSON, writing: MarkdownWriting): ListItem {
  const [first, ...rest] = children(item)
  const isEmpty = first === undefined || (children(first).length === 0 && rest.length === 0)
  const spread = rest.some((child) => child.type === 'paragraph') || rest.length > 1
  const checked = checkedOf(item)
  const content = isEmpty ? [] : checked === null ? writing.blocks(children(item)) : writeTask(item, writing)
  return { type: 'listItem', checked, spread, children: content as BlockContent[] }
}

/** Writes the blocks of a task. The box stands before its first paragraph, if that is empty, too. */
function writeTask(item: NodeJSON, writing: MarkdownWriting): RootContent[] {
  const [first, ...rest] = children(item)
  return [paragraphOf(writing.inline(first === undefined ? [] : children(first))), ...writing.blocks(rest)]
}

/**
 * Writes a list. It is loose, with blank lines between its items, if any item is (CommonMark 5.3).
 * @param ordered whether to write `3. ` with the list's own first number, or `- `
 */
function listOf(block: NodeJSON, ordered: boolean, writing: MarkdownWriting): List {
  const items = children(block).map((item) => writeItem(item, writing))
  return {
    type: 'list',
    ordered,
    ...(ordered ? { start: number(block, 'start') ?? 1 } : {}),
    spread: items.some((item) => item.spread === true),
    children: items,
  }
}

/** Reads an item, a task with its box. */
function readItem(item: ListItem, reading: MarkdownReading): NodeJSON {
  return itemOf(reading.nested(item.children), item.checked ?? null)
}

/** Lists in Markdown, the same in both profiles: no directive is needed, as nothing of a list is lost. */
export const markdown: MarkdownFace = {
  flatten: { bulletList: (list) => [list], orderedList: (list) => [list] },
  write: {
    bulletList: (block, writing) => [listOf(block, false, writing)],
    orderedList: (block, writing) => [listOf(block, true, writing)],
  },
  read: {
    paragraph: (_paragraph, reading, siblings, index) =>
      reading.readsForms && siblings === reading.body
        ? definitionsInMarkdown(siblings, index, reading)
        : null,
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
