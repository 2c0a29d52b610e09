import type { NodeJSON } from '../../blocks/node.ts'
import type { Article } from '../article.ts'
import { FORMAT } from '../article.ts'
import { inFileOrder } from '../metadata.ts'
import { VERSION } from './migrations.ts'

const jsonByNode = new WeakMap<NodeJSON, string>()

/** Returns a node without white space, as JSON.stringify writes it; a block that was written before is not written anew. */
function nodeJson(node: NodeJSON): string {
  const before = jsonByNode.get(node)
  if (before !== undefined) return before
  const isContainer = node.content?.some(({ text }) => text === undefined) === true
  const text = isContainer ? containerJson(node) : JSON.stringify(node)
  jsonByNode.set(node, text)
  return text
}

function containerJson(node: NodeJSON): string {
  const fields = Object.entries(node).map(([name, value]) => {
    const content = name === 'content' && node.content !== undefined
    return `${JSON.stringify(name)}:${content ? `[${node.content.map(nodeJson).join(',')}]` : JSON.stringify(value)}`
  })
  return `{${fields.join(',')}}`
}

/**
 * Returns the article as a `.json` file without white space. Takes the time of what was edited since the last call, as long as
 * unchanged blocks are the same objects.
 */
export function compactArticle({ metadata, doc }: Article): string {
  const head = JSON.stringify({ format: FORMAT, version: VERSION, metadata: inFileOrder(metadata) })
  return `${head.slice(0, -1)},"doc":${nodeJson(doc)}}\n`
}
