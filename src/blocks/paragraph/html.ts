import type { Element } from 'hast'
import type { HtmlFace, HtmlReading } from '../block.ts'
import { element, elementsIn } from '../hast.ts'
import { children, hasText, node, type NodeJSON, textNode } from '../node.ts'
import { append } from '../../text/append.ts'

/** Tags that make a table a layout rather than data: a line of text cannot hold them. */
const LAYOUT_TAGS = new Set(['p', 'div', 'img', 'ul', 'ol', 'table', 'iframe', 'figure', 'blockquote', 'pre'])

/** Returns true for a table's cell, heading cells included. */
const isCell = (child: Element): boolean => child.tagName === 'td' || child.tagName === 'th'

/**
 * Reads a row of a data table as one paragraph: `Director: Name` if a heading cell has one cell beside it, else the cells
 * separated by middle dots, empty ones left out. Returns null for the row of a layout, whose content is then read as blocks.
 */
function paragraphFromRow(tr: Element, reading: HtmlReading): NodeJSON[] | null {
  for (const below of elementsIn(tr)) if (LAYOUT_TAGS.has(below.tagName)) return null
  const cells = tr.children.filter((child) => child.type === 'element').filter(isCell)
  const line: NodeJSON[] = []
  let endsWithColon = false
  for (const cell of cells) {
    const words = reading.inline(cell.children)
    if (!words.some(hasText)) continue
    if (line.length > 0) line.push(textNode(endsWithColon ? ': ' : ' · '))
    append(line, words)
    endsWithColon = cell.tagName === 'th' && cells.length === 2
  }
  return line.length === 0 ? [] : [node('paragraph', null, line)]
}

/**
 * Paragraphs in HTML. They need no reader, because loose text is a paragraph. `p` has one only for empty paragraphs: in our own
 * articles they are kept, elsewhere they are spacing.
 */
export const html: HtmlFace = {
  allowed: { p: {} },
  nested: { paragraph: (paragraph) => [paragraph] },
  write: { paragraph: (block, writing) => [element('p', {}, writing.inline(children(block)))] },
  read: {
    p: (p, reading) => (reading.own && p.children.length === 0 ? [node('paragraph', null)] : null),
    tr: paragraphFromRow,
  },
}
