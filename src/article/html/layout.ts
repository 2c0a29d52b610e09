import type { Element, ElementContent, Nodes, Root } from 'hast'
import { format } from 'hast-util-format'

const INLINE = new Set([
  'a',
  'b',
  'br',
  'cite',
  'code',
  'em',
  'img',
  'input',
  'label',
  's',
  'span',
  'strong',
  'sub',
  'sup',
])

function isInline(child: ElementContent): boolean {
  return child.type === 'text' || (child.type === 'element' && INLINE.has(child.tagName))
}

/** Returns the elements that hold text: whatever is white in them is the writer's. */
function textElements(node: Nodes, found: Element[] = []): Element[] {
  if (!('children' in node)) return found
  for (const child of node.children) {
    if (child.type !== 'element') continue
    if (child.children.length > 0 && child.children.every(isInline)) found.push(child)
    else textElements(child, found)
  }
  return found
}

/**
 * Indents a tree, a line a block, in place. Formatting folds white space, so it is shown the blocks without their
 * text: no space, line end or no-break space of the article can change.
 */
export function indentBlocks(root: Root): Root {
  const detached = textElements(root).map((leaf) => [leaf, leaf.children] as const)
  for (const [leaf] of detached) leaf.children = []
  format(root)
  for (const [leaf, children] of detached) leaf.children = children
  // Formatting begins with a line end, before which an HTML file has nothing.
  const [first] = root.children
  if (first?.type === 'text') root.children.shift()
  return root
}
