import type { HtmlFace, HtmlReader } from '../block.ts'
import { element } from '../hast.ts'
import { children, node, type NodeJSON, number, textNode, textOf } from '../node.ts'
import { style } from './style.ts'

/** A heading holds text alone: its line breaks are spaces, and what else it held stands below it. */
const read =
  (level: number): HtmlReader =>
  (of, reading) =>
    reading
      .blocks(of.children)
      .map((block) =>
        block.type === 'paragraph' ? node('heading', { level }, children(block).map(asTextNode)) : block,
      )

function asTextNode(inline: NodeJSON): NodeJSON {
  return inline.type === 'hardBreak' ? textNode(' ', inline.marks) : inline
}

/** A heading without words is left out: HTML forbids it, and assistive technology would announce it. */
export const html: HtmlFace = {
  allowed: { h2: {}, h3: {}, h4: {} },
  style,
  nested: { heading: (heading) => [node('paragraph', null, children(heading))] },
  write: {
    heading: (of, writing) =>
      textOf(of).trim() === ''
        ? []
        : [element(`h${String(number(of, 'level') ?? 2)}`, {}, writing.inline(children(of)))],
  },
  read: { h1: read(2), h2: read(2), h3: read(3), h4: read(4), h5: read(4), h6: read(4) },
}
