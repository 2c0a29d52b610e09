import { articleFrom, outline, readText, writeText } from '../../src/article/index.ts'
import type { OutlineItem } from '../../src/blocks/block.ts'
import type { NodeJSON } from '../../src/blocks/node.ts'
import { p } from '../build.ts'

const OPENING = 'A headline\n\nA first paragraph that ends with a full stop.\n\n'

/** Returns the blocks read from a text that stands last in an article. */
export function atTheEnd(text: string): readonly NodeJSON[] {
  return readText(OPENING + text).doc.content?.[2]?.content?.slice(1) ?? []
}

/** Returns the blocks read from a text that stands in the middle of an article. */
export function inside(text: string): readonly NodeJSON[] {
  return atTheEnd(`${text}\n\nA last paragraph.`).slice(0, -1)
}

/** Returns the outline rows of blocks. */
export function rowsOf(...body: NodeJSON[]): OutlineItem[] {
  return outline(articleFrom({ headline: 'A headline', body })).slice(1)
}

/** Returns blocks as plain text, written between two paragraphs, which are cut off. */
export function plainOf(...body: NodeJSON[]): string {
  const text = writeText(articleFrom({ headline: 'A headline', body: [p('Above.'), ...body, p('Below.')] }))
  return text.slice('A headline\n\nAbove.\n\n'.length, -'\n\nBelow.\n'.length)
}
