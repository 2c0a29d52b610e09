import type { Paragraph, PhrasingContent } from 'mdast'
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal'

const transforms = gfmAutolinkLiteralFromMarkdown().transforms ?? []

/**
 * Returns a text with its addresses as links, as GFM finds them where no markup says so; null if it has none.
 * Most of them are found earlier, before emphasis is read (`literals.ts`).
 */
export function linkAddresses(text: string): PhrasingContent[] | null {
  if (!/@|:\/\/|www\./iu.test(text)) return null
  const paragraph: Paragraph = { type: 'paragraph', children: [{ type: 'text', value: text }] }
  for (const transform of transforms) transform({ type: 'root', children: [paragraph] })
  return paragraph.children
}
