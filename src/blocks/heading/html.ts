import type { Element } from 'hast'
import type { HtmlFace, HtmlReader } from '../block.ts'
import { element, textContent } from '../hast.ts'
import { children, hasText, node, type NodeJSON, number, textNode } from '../node.ts'
import { style } from './style.ts'

/** Reads a heading. It holds text alone: line breaks become spaces, and other blocks inside it follow below. */
const read =
  (level: number): HtmlReader =>
  (heading, reading) =>
    reading
      .blocks(heading.children)
      .map((block) =>
        block.type === 'paragraph' ? node('heading', { level }, children(block).map(asTextNode)) : block,
      )

/** Returns inline content as text: a line break becomes a space. */
function asTextNode(inline: NodeJSON): NodeJSON {
  return inline.type === 'hardBreak' ? textNode(' ', inline.marks) : inline
}

/** Longer words of a `summary` are no heading. In characters. */
const MAX_SUMMARY_LENGTH = 120

/** Reads the words that open a `details` as a heading, and what it hides as the text below. */
const readDetails: HtmlReader = (details, reading) => {
  const summary = details.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'summary',
  )
  if (summary === undefined) return null
  const words = textContent(summary)
  reading.report('details', details, words)
  const isHeading = words.trim().length <= MAX_SUMMARY_LENGTH
  return [
    ...(isHeading ? (read(3)(summary, reading) ?? []) : reading.blocks(summary.children)),
    ...reading.blocks(details.children.filter((child) => child !== summary)),
  ]
}

/**
 * Headings in HTML: `<h2>` to `<h4>`. One without words is left out: HTML forbids it, and assistive technology would
 * announce it.
 */
export const html: HtmlFace = {
  allowed: { h2: {}, h3: {}, h4: {} },
  styles: [{ elements: ['h2', 'h3', 'h4'], css: style }],
  nested: { heading: (heading) => [node('paragraph', null, children(heading))] },
  write: {
    heading: (block, writing) =>
      hasText(block)
        ? [element(`h${String(number(block, 'level') ?? 2)}`, {}, writing.inline(children(block)))]
        : [],
  },
  read: {
    h1: read(2),
    h2: read(2),
    h3: read(3),
    h4: read(4),
    h5: read(4),
    h6: read(4),
    details: readDetails,
  },
}
