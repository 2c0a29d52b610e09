import type { Element } from 'hast'
import type { HtmlFace, HtmlReading } from '../block.ts'
import { classesOf, element, isPullQuote } from '../hast.ts'
import { children, flag, node, type NodeJSON } from '../node.ts'
import { append } from '../../text/append.ts'
import { endsInAttribution } from './attribution.ts'
import { pullStyle, style } from './style.ts'

/**
 * Returns quotes of the blocks that a quote can hold. Other blocks, such as pictures, end one quote and stand before the next:
 * `<blockquote>a<img>b</blockquote>` becomes a quote, a figure and a quote.
 */
function quotes(blocks: readonly NodeJSON[], pull: boolean, reading: HtmlReading): NodeJSON[] {
  const out: NodeJSON[] = []
  let quoteBlocks: NodeJSON[] = []
  const close = (): void => {
    if (quoteBlocks.length > 0) out.push(node('quote', { pull }, quoteBlocks))
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

/** Reads what sites set a pull quote in: ours, WordPress's figure and others' asides. Null for any other element. */
function readPull(around: Element, reading: HtmlReading): NodeJSON[] | null {
  return isPullQuote(around) ? quotes(reading.blocks(around.children), true, reading) : null
}

/** Returns true for the quotation of Ghost that stands out. */
const isAlternative = (blockquote: Element): boolean => classesOf(blockquote).includes('kg-blockquote-alt')

/** Reads a paragraph in one of Word's styles of quotations. Null for any other. */
function readStyled(p: Element, reading: HtmlReading): NodeJSON[] | null {
  const name = classesOf(p).find((each) => /^Mso(?:Intense)?Quote$/.test(each))
  return name === undefined ? null : quotes(reading.blocks(p.children), name === 'MsoIntenseQuote', reading)
}

/** Quotes in HTML: `<blockquote>`, a pull quote has the class `pullquote` (an `aside` would be a landmark, and each would need a name). Inside another container a quote becomes its paragraphs and lists. */
export const html: HtmlFace = {
  allowed: { blockquote: { className: ['pullquote'] }, p: { className: ['attribution'] } },
  styles: [
    { elements: ['blockquote'], css: style },
    { elements: ['.pullquote'], css: pullStyle },
  ],
  nested: { quote: children },
  write: {
    quote: (block, writing) => {
      const className = flag(block, 'pull') ? { className: ['pullquote'] } : {}
      const content = writing.blocks(children(block))
      const last = content.at(-1)
      if (endsInAttribution(block) && last?.type === 'element') last.properties.className = ['attribution']
      return [element('blockquote', className, content)]
    },
  },
  read: {
    aside: readPull,
    div: readPull,
    figure: readPull,
    p: readStyled,
    blockquote: (blockquote, reading) => {
      const pull = isPullQuote(blockquote) || isAlternative(blockquote)
      return quotes(reading.blocks(blockquote.children), pull, reading)
    },
  },
}
