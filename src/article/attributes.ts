import { blocks } from '../blocks/index.ts'

/** The attributes of an article's nodes that hold words, as the blocks declare them. */
const uses = new Map(blocks.flatMap(({ attributes = {} }) => Object.entries(attributes)))

/** Returns the attributes of a node that hold words in the article's language, in reading order: a turn's speaker. */
export function translatableAttributes(nodeName: string): readonly string[] {
  return uses.get(nodeName)?.translatable ?? []
}

/** Returns the attributes of a node that the library's search reads: the translatable ones, and an embed's address. */
export function searchableAttributes(nodeName: string): readonly string[] {
  const use = uses.get(nodeName)
  return use?.searchable ?? use?.translatable ?? []
}
