import type { Element, ElementContent, Root } from 'hast'
import { classesOf, findElement, isBlank, property } from '../../../blocks/hast.ts'
import { gatherLists, type ListItem } from './wordLists.ts'

/**
 * Lists whose levels stand beside each other: Google Docs exports each level as a list of its own, with the level in its
 * class (`lst-kix_a-1`), Slack so with its depth (`data-indent="1"`), and Word's web app puts each item into a list, with the level on it
 * (`data-aria-level="2"`).
 */

const isList = (child: Element): boolean => child.tagName === 'ul' || child.tagName === 'ol'

/** Returns the list that an element is, or that is alone in it; null if it is none. */
function listIn(child: ElementContent): Element | null {
  if (child.type !== 'element') return null
  if (isList(child)) return child
  if (!classesOf(child).includes('ListContainerWrapper')) return null
  const [only, ...others] = child.children.filter((each) => !isBlank([each]))
  return only?.type === 'element' && isList(only) && others.length === 0 ? only : null
}

/** Returns the level that a list or its item names, from 1; null if none does. */
function levelOf(list: Element, item: Element): number | null {
  const byClass = classesOf(list)
    .map((name) => /^lst-kix_\w+-(\d)$/.exec(name)?.[1])
    .find((digit) => digit !== undefined)
  if (byClass !== undefined) return Number(byClass) + 1
  const indent = property(list, 'dataIndent') || property(item, 'dataStringifyIndent')
  if (/^[0-8]$/.test(indent)) return Number(indent) + 1
  const byItem = Number(property(item, 'dataAriaLevel'))
  return Number.isSafeInteger(byItem) && byItem >= 1 && byItem <= 9 ? byItem : null
}

/** Returns the items of a list with their levels; null if it is none of these lists. */
function itemsOf(list: Element): ListItem[] | null {
  const items: ListItem[] = []
  const start = Number(property(list, 'start') || Number.NaN)
  for (const child of list.children) {
    if (isBlank([child])) continue
    const level = child.type === 'element' && child.tagName === 'li' ? levelOf(list, child) : null
    if (child.type !== 'element' || level === null) return null
    const number = list.tagName === 'ol' && items.length === 0 && Number.isSafeInteger(start) ? start : null
    items.push({ level, isOrdered: list.tagName === 'ol', number, content: child.children })
  }
  return items.length === 0 ? null : items
}

function nested(content: readonly ElementContent[]): ElementContent[] {
  const itemsIn = (child: ElementContent): readonly ListItem[] | null => {
    const list = listIn(child)
    return list === null ? null : itemsOf(list)
  }
  return gatherLists(content, itemsIn, (child) => ({ ...child, children: nested(child.children) }))
}

/** Returns the document with such lists nested. */
export function withNestedLists(root: Root): Root {
  const has = findElement(
    root,
    (each) =>
      'dataAriaLevel' in each.properties ||
      (isList(each) && 'dataIndent' in each.properties) ||
      classesOf(each).some((name) => name.startsWith('lst-kix_')),
  )
  if (has === undefined) return root
  return {
    ...root,
    children: root.children.map((child) =>
      child.type === 'element' ? { ...child, children: nested(child.children) } : child,
    ),
  }
}
