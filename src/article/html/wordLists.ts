import type { Element, ElementContent, Root } from 'hast'
import { element, elementsIn, property, textContent, withoutElement } from '../../blocks/hast.ts'
import { append } from '../../text/append.ts'

/**
 * Word's lists: paragraphs that look like items. `mso-list:l0 level2 lfo1` says how deep, and a span styled
 * `mso-list:Ignore` holds the bullet or number it shows.
 */

interface Item {
  readonly level: number
  readonly ordered: boolean
  readonly content: readonly ElementContent[]
}

function itemOf(child: ElementContent): Item | null {
  if (child.type !== 'element' || child.tagName !== 'p') return null
  const level = /mso-list\s*:\s*\S+\s+level(\d)/i.exec(property(child, 'style'))?.[1]
  if (level === undefined) return null
  const marker = markerOf(child)
  const ordered = marker !== undefined && /^\s*\(?[0-9a-z]+[.)]/i.test(textContent(marker))
  return { level: Number(level), ordered, content: withoutElement(child.children, marker) }
}

function markerOf(p: Element): Element | undefined {
  for (const span of elementsIn(p)) if (/mso-list\s*:\s*ignore/i.test(property(span, 'style'))) return span
  return undefined
}

/** Items as nested lists: a deeper item goes below the one before it. */
function listsOf(items: readonly Item[]): Element[] {
  const out: Element[] = []
  for (let at = 0; at < items.length;) {
    const first = items[at]
    if (first === undefined) break
    let end = at + 1
    while (end < items.length && (items[end]?.level ?? 0) > first.level) end += 1
    const item = element('li', {}, element('p', {}, first.content), listsOf(items.slice(at + 1, end)))
    const list = out.at(-1)
    const tagName = first.ordered ? 'ol' : 'ul'
    if (list?.tagName === tagName) list.children.push(item)
    else out.push(element(tagName, {}, item))
    at = end
  }
  return out
}

/** The same document with Word's lists as lists, wherever in it they are. */
export function withWordLists(root: Root): Root {
  return {
    ...root,
    children: root.children.map((child) =>
      child.type === 'element' ? { ...child, children: withLists(child.children) } : child,
    ),
  }
}

function withLists(content: readonly ElementContent[]): ElementContent[] {
  const out: ElementContent[] = []
  let items: Item[] = []
  const close = (): void => {
    append(out, listsOf(items))
    items = []
  }
  for (const child of content) {
    const item = itemOf(child)
    if (item !== null) items.push(item)
    else if (items.length > 0 && child.type !== 'element' && textContent(child).trim() === '') continue
    else {
      close()
      out.push(child.type === 'element' ? { ...child, children: withLists(child.children) } : child)
    }
  }
  close()
  return out
}
