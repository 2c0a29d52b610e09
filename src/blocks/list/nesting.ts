import { children, type NodeJSON } from '../node.ts'
import { type Checked, checkedOf, itemOf } from './tasks.ts'

/**
 * Limits the depth of nested lists, the only nodes that can nest without end. Readers, paste and commands apply the limit when
 * content enters, so that every document can be saved and read again: by Galley (MAX_DEPTH in article/article.ts) and as
 * Markdown (MAX_CONTAINERS in article/markdown/limits.ts).
 */

/** The greatest number of lists inside one another. Word processors stop at 9. */
export const MAX_LIST_DEPTH = 20

const LISTS = new Set(['bulletList', 'orderedList'])

/** Returns true for the node names of the two kinds of list. */
export function isListName(type: string): boolean {
  return LISTS.has(type)
}

function isList({ type }: NodeJSON): boolean {
  return isListName(type)
}

/** Returns how many lists are nested in a node, itself included; 0 if there is none. */
export function listDepth(json: NodeJSON): number {
  let deepest = 0
  // Not recursive: the input may be of any depth.
  const stack: { readonly node: NodeJSON; readonly depth: number }[] = [{ node: json, depth: 0 }]
  for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
    const depth = current.depth + (isList(current.node) ? 1 : 0)
    deepest = Math.max(deepest, depth)
    for (const child of children(current.node))
      if (child.text === undefined) stack.push({ node: child, depth })
  }
  return deepest
}

/**
 * Returns blocks whose lists are no deeper than {@link MAX_LIST_DEPTH}: items of a deeper list become items of the list
 * around it, right after the item that contained them. No word is lost and the order stays. Returns the same array if
 * nothing is too deep.
 */
export function withShallowLists(blocks: readonly NodeJSON[]): readonly NodeJSON[] {
  return blocks.some((block) => listDepth(block) > MAX_LIST_DEPTH)
    ? blocks.map((block) => shallow(block, 0))
    : blocks
}

/**
 * Returns a copy of a node in which no list is too deep. Recursion ends at {@link MAX_LIST_DEPTH} lists.
 * @param depth number of lists around the node
 */
function shallow(json: NodeJSON, depth: number): NodeJSON {
  if (!isList(json)) {
    const content = children(json)
    return content.length === 0 ? json : { ...json, content: content.map((child) => shallow(child, depth)) }
  }
  const isDeepest = depth + 1 === MAX_LIST_DEPTH
  const items = isDeepest ? itemsBelow(json) : children(json).map((item) => shallow(item, depth + 1))
  return { ...json, content: items }
}

/**
 * Returns the items of a list and of all lists in it, in reading order: `a [b, c] d` in one item becomes the items a, b, c, d.
 * Not recursive: the input may be of any depth.
 */
function itemsBelow(list: NodeJSON): NodeJSON[] {
  const items: NodeJSON[] = []
  let itemBlocks: NodeJSON[] = []
  let checked: Checked = null
  const closeItem = (): void => {
    if (itemBlocks.length > 0) items.push(itemOf(itemBlocks, checked))
    itemBlocks = []
  }
  /** Null where an item or a list ends: what follows it is an item of its own. */
  const stack: (NodeJSON | null)[] = [list]
  for (let current = stack.pop(); current !== undefined; current = stack.pop()) {
    if (current !== null && !isList(current) && current.type !== 'listItem') {
      itemBlocks.push(current)
      continue
    }
    closeItem()
    checked = current?.type === 'listItem' ? checkedOf(current) : null
    if (current !== null) stack.push(null)
    for (const child of current === null ? [] : children(current).toReversed()) stack.push(child)
  }
  closeItem()
  return items
}
