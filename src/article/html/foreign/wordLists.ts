import type { Element, ElementContent, Root } from 'hast'
import { element, elementsIn, isBlank, property, textContent, withoutElement } from '../../../blocks/hast.ts'
import { append } from '../../../text/append.ts'
import { markerNumber } from './counters.ts'

/**
 * Word's lists: paragraphs that look like items. `mso-list:l0 level2 lfo1` says how deep, and a span styled
 * `mso-list:Ignore` holds the bullet or number it shows. A list whose numbers go on behind a paragraph starts at the number
 * that it shows.
 */

/** An item of a list that the document has as a row of items. */
export interface ListItem {
  /** From 1. */
  readonly level: number
  readonly isOrdered: boolean
  /** The number that it shows, null if that is not known. */
  readonly number: number | null
  readonly content: readonly ElementContent[]
}

const IGNORED = /mso-list\s*:\s*ignore/i

function itemOf(child: ElementContent): ListItem | null {
  if (child.type !== 'element' || child.tagName !== 'p') return null
  const level = /mso-list\s*:\s*\S+\s+level(\d)/i.exec(property(child, 'style'))?.[1]
  if (level === undefined) return null
  const marker = markerOf(child)
  const number = marker === undefined ? null : markerNumber(textContent(marker))
  const content = [element('p', {}, withoutElement(child.children, marker))]
  return { level: Number(level), isOrdered: number !== null, number, content }
}

function markerOf(block: Element): Element | undefined {
  for (const span of elementsIn(block)) if (IGNORED.test(property(span, 'style'))) return span
  return undefined
}

/** A list being made: its element, and the number of its next item. */
interface OpenList {
  readonly list: Element
  next: number
}

function canContinue(open: OpenList | undefined, { isOrdered, number }: ListItem): open is OpenList {
  if (open?.list.tagName !== (isOrdered ? 'ol' : 'ul')) return false
  return number === null || number === open.next
}

/** Returns items as nested lists: a deeper item goes below the one before it. */
function listsOf(items: readonly ListItem[]): Element[] {
  const out: Element[] = []
  let open: OpenList | undefined
  for (let at = 0; at < items.length;) {
    const first = items[at]
    if (first === undefined) break
    let end = at + 1
    while (end < items.length && (items[end]?.level ?? 0) > first.level) end += 1
    const item = element('li', {}, first.content, listsOf(items.slice(at + 1, end)))
    if (!canContinue(open, first)) {
      const start = first.number ?? 1
      const list = element(first.isOrdered ? 'ol' : 'ul', start === 1 ? {} : { start })
      open = { list, next: start }
      out.push(list)
    }
    open.list.children.push(item)
    open.next += 1
    at = end
  }
  return out
}

/** Returns the same document with Word's lists as lists, wherever in it they are, and without the numbers of its headings. */
export function withWordLists(root: Root): Root {
  return {
    ...root,
    children: root.children.map((child) =>
      child.type === 'element' ? { ...child, children: withLists(child.children) } : child,
    ),
  }
}

/** A heading keeps no number: its rank says what it is. */
function withoutNumber(block: Element): Element {
  const marker = /^h[1-6]$/.test(block.tagName) ? markerOf(block) : undefined
  return marker === undefined ? block : { ...block, children: withoutElement(block.children, marker) }
}

function withLists(content: readonly ElementContent[]): ElementContent[] {
  const itemsIn = (child: ElementContent): ListItem[] | null => {
    const item = itemOf(child)
    return item === null ? null : [item]
  }
  return gatherLists(content, itemsIn, (block) => {
    const bare = withoutNumber(block)
    return { ...bare, children: withLists(bare.children) }
  })
}

/**
 * Returns content whose rows of items are lists. White space between two items belongs to no list and is dropped.
 * @param itemsIn returns the items that a child is, null if it is none
 * @param other returns what becomes of any other element
 */
export function gatherLists(
  content: readonly ElementContent[],
  itemsIn: (child: ElementContent) => readonly ListItem[] | null,
  other: (child: Element) => Element,
): ElementContent[] {
  const out: ElementContent[] = []
  let items: ListItem[] = []
  const close = (): void => {
    append(out, listsOf(items))
    items = []
  }
  for (const child of content) {
    const found = itemsIn(child)
    if (found !== null) append(items, found)
    else if (items.length === 0 || !isBlank([child])) {
      close()
      out.push(child.type === 'element' ? other(child) : child)
    }
  }
  close()
  return out
}
