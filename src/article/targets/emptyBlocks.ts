import { type Article, parts } from '../article.ts'
import { children, type NodeJSON } from '../../blocks/node.ts'
import { schema } from '../schema.ts'

/** The block that the editor inserts where it needs a place for words. */
const DEFAULT_BLOCK = schema.nodes.body?.contentMatch.defaultType?.name

/** Returns true for a paragraph without words, such as the one that waits for the caret below a photo. */
function isEmpty(block: NodeJSON): boolean {
  return block.type === DEFAULT_BLOCK && children(block).length === 0
}

/** Returns the article without the empty paragraphs of its body, which a CMS would show as blank lines. */
export function withoutEmptyBlocks(article: Article): Article {
  const { headline, standfirst, body } = parts(article.doc)
  const content = children(body).filter((block) => !isEmpty(block))
  return { ...article, doc: { ...article.doc, content: [headline, standfirst, { ...body, content }] } }
}
