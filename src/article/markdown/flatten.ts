import {
  attribute,
  children,
  node,
  textNode,
  textOf,
  type MarkJSON,
  type NodeJSON,
} from '../../blocks/node.ts'
import { safeUrl } from '../../text/url.ts'

/**
 * Blocks made fit for places that hold less: foreign Markdown puts headings, code and quotes into quotes and lists,
 * where an article has paragraphs and lists alone. No word is lost.
 */

const BREAK: NodeJSON = { type: 'hardBreak' }

function joined(lines: readonly (readonly NodeJSON[])[]): NodeJSON[] {
  return lines.flatMap((line, index) => (index === 0 ? line : [BREAK, ...line]))
}

function linked(text: string, url: string): NodeJSON[] {
  const link: MarkJSON[] = safeUrl(url) === null ? [] : [{ type: 'link', attrs: { href: url } }]
  return text === '' ? [] : [textNode(text, link)]
}

function codeLines(code: NodeJSON): NodeJSON[] {
  const lines = textOf(code).replaceAll('\t', '    ').split('\n')
  return joined(lines.map((line) => (line === '' ? [] : [textNode(line, [{ type: 'code' }])])))
}

function figureLines(figure: NodeJSON): NodeJSON[] {
  const src = attribute(figure, 'src')
  const picture = linked(attribute(figure, 'alt') || src, src)
  const credit = attribute(figure, 'credit')
  const lines = [picture, children(figure), credit === '' ? [] : [textNode(credit)]]
  return joined(lines.filter((line) => line.length > 0))
}

function led(lead: string, of: NodeJSON): NodeJSON[] {
  return lead === '' ? [...children(of)] : [textNode(`${lead}: `), ...children(of)]
}

/** What a block says, as the paragraphs and lists it comes down to. */
export function flat(block: NodeJSON): NodeJSON[] {
  switch (block.type) {
    case 'paragraph':
    case 'bulletList':
    case 'orderedList':
      return [block]
    case 'quote':
    case 'dialogue':
      return children(block).flatMap(flat)
    case 'divider':
      return []
    case 'codeBlock':
      return [node('paragraph', null, codeLines(block))]
    case 'embed':
      return [node('paragraph', null, linked(attribute(block, 'url'), attribute(block, 'url')))]
    case 'figure':
      return [node('paragraph', null, figureLines(block))]
    case 'turn':
      return [node('paragraph', null, led(attribute(block, 'speaker'), block))]
    case 'source':
      return [node('paragraph', null, led(attribute(block, 'label'), block))]
    default:
      return [node('paragraph', null, children(block))]
  }
}

function lines(block: NodeJSON): (readonly NodeJSON[])[] {
  return block.type === 'paragraph' ? [children(block)] : children(block).flatMap(lines)
}

/** Blocks as inline content, one line each. */
export function asLines(blocks: readonly NodeJSON[]): NodeJSON[] {
  return joined(blocks.flatMap(flat).flatMap(lines))
}
