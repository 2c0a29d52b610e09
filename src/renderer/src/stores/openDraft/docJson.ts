import type { Node } from '@tiptap/pm/model'
import type { NodeJSON } from '../../../../blocks/node.ts'

const known = new WeakMap<Node, NodeJSON>()

/**
 * Returns a document as plain data, as `toJSON` gives it. Nodes never change and are shared from one document to the next, so
 * what was not edited since the last call is the very same object: whoever counts or writes it can know it by that.
 */
export function docJson(node: Node): NodeJSON {
  const before = known.get(node)
  if (before !== undefined) return before
  const json = node.isTextblock || node.isLeaf ? (node.toJSON() as NodeJSON) : containerJson(node)
  known.set(node, json)
  return json
}

function containerJson(node: Node): NodeJSON {
  return {
    type: node.type.name,
    ...(Object.keys(node.attrs).length === 0 ? {} : { attrs: node.attrs }),
    ...(node.childCount === 0 ? {} : { content: node.children.map(docJson) }),
  }
}
