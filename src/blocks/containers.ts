import type { NodeType, Schema } from 'prosemirror-model'

/**
 * Containers, read from the schema: a dialogue holds turns, a list holds items. Nobody lists them by name; a block whose
 * content expression is `part+`, with a part that is in no group, is one.
 */

/**
 * Returns the node that a container is made of: `turn` for `dialogue`, `listItem` for a list. Null for every other node: a
 * quote holds blocks that stand in the body as well, so it is no container in this sense.
 */
export function partOf(type: NodeType): NodeType | null {
  const part = type.contentMatch.defaultType
  if (part === null || part.isInline || part.spec.group !== undefined) return null
  // A second one must fit: `headline standfirst body` is a frame, not a container.
  const isRepeatable = (type.contentMatch.matchType(part)?.matchType(part) ?? null) !== null
  return isRepeatable ? part : null
}

/** Returns true if a node's children are moved, copied and turned one by one: blocks of the body, turns, list items. */
export function isSeries(type: NodeType): boolean {
  return type.name === 'body' || partOf(type) !== null
}

/** Returns the first container of the schema that is made of `part`: a bullet list for list items. Null if there is none. */
export function containerFor(schema: Schema, part: NodeType): NodeType | null {
  return Object.values(schema.nodes).find((type) => partOf(type) === part) ?? null
}
