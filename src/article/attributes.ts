import { blocks } from '../blocks/index.ts'
import { toLine } from '../text/unicode.ts'

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

/** Returns the words of an attribute that holds words, without their markup: those of a footnote. */
export function attributeWords(nodeName: string, value: string): string {
  return uses.get(nodeName)?.markup?.words(value) ?? value
}

/**
 * Returns an attribute with a range of its words replaced by a line of text.
 * @param from offset in {@link attributeWords}, as `to`
 */
export function replaceInWords(
  nodeName: string,
  value: string,
  { from, to, text }: { readonly from: number; readonly to: number; readonly text: string },
): string {
  const markup = uses.get(nodeName)?.markup
  if (markup === undefined) return toLine(value.slice(0, from) + text + value.slice(to)).trim()
  return markup.replace(value, from, to, toLine(text))
}
