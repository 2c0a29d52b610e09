import type { HtmlFace, HtmlReading } from '../block.ts'
import { element } from '../hast.ts'
import { children, node, type NodeJSON } from '../node.ts'
import { append } from '../../text/append.ts'
import { style } from './style.ts'

/**
 * Returns quotes of the blocks that a quote can hold. Other blocks, such as pictures, end one quote and stand before the next:
 * `<blockquote>a<img>b</blockquote>` becomes a quote, a figure and a quote.
 */
function quotes(blocks: readonly NodeJSON[], reading: HtmlReading): NodeJSON[] {
  const out: NodeJSON[] = []
  let quoteBlocks: NodeJSON[] = []
  const close = (): void => {
    if (quoteBlocks.length > 0) out.push(node('quote', null, quoteBlocks))
    quoteBlocks = []
  }
  for (const block of blocks) {
    const nestable = reading.nested(block, 'quote') ?? []
    append(quoteBlocks, nestable)
    if (nestable.length > 0) continue
    close()
    out.push(block)
  }
  close()
  return out
}

/** Quotes in HTML: `<blockquote>`. Inside another container a quote becomes its paragraphs and lists. */
export const html: HtmlFace = {
  allowed: { blockquote: {} },
  styles: [{ elements: ['blockquote'], css: style }],
  nested: { quote: children },
  write: { quote: (block, writing) => [element('blockquote', {}, writing.blocks(children(block)))] },
  read: { blockquote: (blockquote, reading) => quotes(reading.blocks(blockquote.children), reading) },
}
