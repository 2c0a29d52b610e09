import type { Element, ElementContent, Root } from 'hast'
import {
  classesOf,
  element,
  elementsIn,
  findElement,
  isBlank,
  property,
  withoutElement,
} from '../../../blocks/hast.ts'
import { gatherLists, type ListItem } from './wordLists.ts'

/**
 * Lists whose levels stand beside each other: Google Docs exports each level as a list of its own, with the level in its
 * class (`lst-kix_a-1`), and Word's web app puts each item into a list, with the level on it (`data-aria-level="2"`).
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
      'dataAriaLevel' in each.properties || classesOf(each).some((name) => name.startsWith('lst-kix_')),
  )
  if (has === undefined) return root
  return {
    ...root,
    children: root.children.map((child) =>
      child.type === 'element' ? { ...child, children: nested(child.children) } : child,
    ),
  }
}

/** A box that is ticked or not, as the item of a list. */
interface Box {
  readonly isTicked: boolean
  /** The element that draws it, if the item has one. */
  readonly drawn: Element | undefined
}

/** Returns the box of an item: Google Docs', GitHub's, Notion's; null if it has none. */
function boxOf(item: Element): Box | null {
  const isBox = (each: Element): boolean =>
    (each.tagName === 'input' && property(each, 'type') === 'checkbox') ||
    property(each, 'ariaRoleDescription') === 'checkbox' ||
    classesOf(each).includes('checkbox')
  let drawn: Element | undefined
  for (const each of elementsIn(item)) {
    if (isList(each)) break
    if (!isBox(each)) continue
    drawn = each
    break
  }
  if (property(item, 'role') === 'checkbox')
    return { isTicked: property(item, 'ariaChecked') === 'true', drawn }
  if (drawn === undefined) return null
  const isTicked = 'checked' in drawn.properties || classesOf(drawn).includes('checkbox-on')
  return { isTicked: isTicked || property(drawn, 'alt') === 'checked', drawn }
}

/** Returns content with a text before its first words. */
function withFirstText(content: readonly ElementContent[], text: string): ElementContent[] {
  const at = content.findIndex((child) => !isBlank([child]))
  const first = content[at]
  if (first?.type === 'element' && /^(?:p|div|label|span)$/.test(first.tagName))
    return [{ ...first, children: withFirstText(first.children, text) }, ...content.slice(at + 1)]
  return [{ type: 'text', value: text }, ...content]
}

/** Returns the item of a checklist with its box as words, `[x] Milk`; null for any other item. */
function checkedItem(item: Element): Element | null {
  const box = boxOf(item)
  if (box === null) return null
  const content = withoutElement(item.children, box.drawn)
  return element('li', {}, withFirstText(content, box.isTicked ? '[x] ' : '[ ] '))
}

/**
 * Returns content with the boxes of checklists as words: no block holds a box.
 * @param report called for each
 */
export function withBoxesAsWords(
  content: readonly ElementContent[],
  report: (item: Element) => void,
): ElementContent[] {
  return content.map((child) => {
    if (child.type !== 'element') return child
    const checked = child.tagName === 'li' ? checkedItem(child) : null
    if (checked !== null) report(child)
    const { children } = checked ?? child
    return { ...(checked ?? child), children: withBoxesAsWords(children, report) }
  })
}
