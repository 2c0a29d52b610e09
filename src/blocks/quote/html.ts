import type { HtmlFace, HtmlReading } from '../block.ts'
import { element } from '../hast.ts'
import { children, node, type NodeJSON } from '../node.ts'
import { append } from '../../text/append.ts'
import { style } from './style.ts'

/** Returns quotes of the blocks a quote can hold; pictures and the like stand between them. */
function quotes(blocks: readonly NodeJSON[], reading: HtmlReading): NodeJSON[] {
  const out: NodeJSON[] = []
  let open: NodeJSON[] = []
  const close = (): void => {
    if (open.length > 0) out.push(node('quote', null, open))
    open = []
  }
  for (const block of blocks) {
    const inside = reading.nested(block, 'quote') ?? []
    append(open, inside)
    if (inside.length > 0) continue
    close()
    out.push(block)
  }
  close()
  return out
}

/** Quotes in HTML: `<blockquote>`. */
export const html: HtmlFace = {
  allowed: { blockquote: {} },
  style,
  nested: { quote: children },
  write: { quote: (block, writing) => [element('blockquote', {}, writing.blocks(children(block)))] },
  read: { blockquote: (blockquote, reading) => quotes(reading.blocks(blockquote.children), reading) },
}
