import type { Node, Schema } from '@tiptap/pm/model'
import type { NodeJSON } from '../../../../blocks/node.ts'

/** Returns node JSON with all its text composed (NFC), as an article stores it. */
export function composed(json: NodeJSON): NodeJSON {
  return {
    ...json,
    ...(json.text === undefined ? {} : { text: json.text.normalize('NFC') }),
    ...(json.content === undefined ? {} : { content: json.content.map(composed) }),
  }
}

/**
 * Makes nodes of an editor's schema.
 * @throws RangeError if the schema refuses one
 */
export function nodesFrom(schema: Schema, json: readonly NodeJSON[]): Node[] {
  return json.map((one) => {
    const node = schema.nodeFromJSON(one)
    node.check()
    return node
  })
}
