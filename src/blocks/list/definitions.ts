import type { Element, ElementContent } from 'hast'
import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { HtmlReading, MarkdownReading } from '../block.ts'
import { isBlank, textContent } from '../hast.ts'
import { append } from '../../text/append.ts'
import { node, type NodeJSON } from '../node.ts'
import { itemOf } from './tasks.ts'

/**
 * Lists of terms and what is said of them become bullet lists: an item for each term, which is bold, and paragraphs below it
 * (docs/decisions/0011).
 */

/** A term, or several, with what is said of them. */
interface Entry {
  readonly terms: NodeJSON[]
  readonly texts: NodeJSON[]
}

/** Returns inline content in bold. */
function bold(content: readonly NodeJSON[]): NodeJSON[] {
  return content.map((inline) => {
    const marks = inline.marks ?? []
    return marks.some(({ type }) => type === 'strong')
      ? inline
      : { ...inline, marks: [...marks, { type: 'strong' }] }
  })
}

/** Returns the terms and texts of a `dl`, those in `div` too. */
function partsOf(list: Element): Element[] {
  return list.children.flatMap((child: ElementContent) => {
    if (child.type !== 'element' || isBlank([child])) return []
    return child.tagName === 'div' ? partsOf(child) : [child]
  })
}

/** Reads a `dl`; null if it has no term. */
export function readDefinitions(list: Element, reading: HtmlReading): NodeJSON[] | null {
  const parts = partsOf(list)
  const [first] = parts.filter(({ tagName }) => tagName === 'dt')
  if (first === undefined) return null
  reading.report('definitions', list, textContent(first))
  const out: NodeJSON[] = []
  let items: NodeJSON[] = []
  let entry: Entry = { terms: [], texts: [] }
  const closeItem = (): void => {
    if (entry.terms.length + entry.texts.length > 0) items.push(itemOf([...entry.terms, ...entry.texts]))
    entry = { terms: [], texts: [] }
  }
  const closeList = (): void => {
    closeItem()
    if (items.length > 0) out.push(node('bulletList', null, items))
    items = []
  }
  for (const part of parts) {
    if (part.tagName === 'dt') {
      if (entry.texts.length > 0) closeItem()
      const words = reading.inline(part.children)
      if (words.length > 0) entry.terms.push(node('paragraph', null, bold(words)))
      continue
    }
    for (const block of reading.blocks(part.tagName === 'dd' ? part.children : [part])) {
      const nested = reading.nested(block, 'listItem')
      if (nested !== null) append(entry.texts, nested)
      else {
        closeList()
        out.push(block)
      }
    }
  }
  closeList()
  return out
}

/** Longer lines are no term. In characters. */
const MAX_TERM_LENGTH = 80

/** Splits phrasing at the ends of its lines. */
function linesOf({ children: content }: Paragraph): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]]
  for (const part of content) {
    if (part.type !== 'text') lines.at(-1)?.push(part)
    else
      for (const [index, value] of part.value.split('\n').entries()) {
        if (index > 0) lines.push([])
        if (value !== '') lines.at(-1)?.push({ type: 'text', value })
      }
  }
  return lines
}

/** Returns a line without the colon that marks a definition; null if it has none. */
function definitionIn([first, ...rest]: PhrasingContent[]): PhrasingContent[] | null {
  const marker = first?.type === 'text' ? /^:[ \t]+(?=\S|$)/u.exec(first.value) : null
  if (first?.type !== 'text' || marker === null) return null
  const value = first.value.slice(marker[0].length)
  return value === '' ? rest : [{ type: 'text', value }, ...rest]
}

/** Returns the item of a paragraph of Markdown Extra, `Term⏎: what it is`; null for any other. */
function definitionItem(paragraph: Paragraph, reading: MarkdownReading): NodeJSON | null {
  const [term, ...others] = linesOf(paragraph)
  if (term === undefined || others.length === 0 || definitionIn(term) !== null) return null
  const texts: PhrasingContent[][] = []
  for (const line of others) {
    const text = definitionIn(line)
    if (text !== null) texts.push(text)
    else if (texts.length === 0) return null
    else texts.at(-1)?.push({ type: 'text', value: ' ' }, ...line)
  }
  const words = reading.inline(term)
  const shown = words.map(({ text = '' }) => text).join('')
  if (words.length === 0 || shown.length > MAX_TERM_LENGTH) return null
  reading.report('definitions', shown)
  return itemOf([
    node('paragraph', null, bold(words)),
    ...texts.map((text) => node('paragraph', null, reading.inline(text))),
  ])
}

/** Reads paragraphs of Markdown Extra's definitions that stand one behind the other as one list; null if the first is none. */
export function definitionsInMarkdown(
  siblings: readonly RootContent[],
  from: number,
  reading: MarkdownReading,
): { readonly nodes: readonly NodeJSON[]; readonly consumed: number } | null {
  const items: NodeJSON[] = []
  for (let at = from; at < siblings.length; at += 1) {
    const sibling = siblings[at]
    const item = sibling?.type === 'paragraph' ? definitionItem(sibling, reading) : null
    if (item === null) break
    items.push(item)
  }
  return items.length === 0 ? null : { nodes: [node('bulletList', null, items)], consumed: items.length }
}
