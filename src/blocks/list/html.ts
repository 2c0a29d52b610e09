import type { Element, ElementContent } from 'hast'
import type { HtmlFace, HtmlReading, HtmlWriting } from '../block.ts'
import { classesOf, element, elementsIn, isBlank, property, withoutElement } from '../hast.ts'
import { children, node, type NodeJSON, number } from '../node.ts'
import { append } from '../../text/append.ts'
import { style, taskStyle } from './style.ts'
import { readDefinitions } from './definitions.ts'
import { boxBefore, type Checked, checkedOf, itemOf } from './tasks.ts'

/** The greatest number a list may begin with: nine digits, as in CommonMark (5.2 List items) and in the schema. */
const MAX_START = 999_999_999

/** Writes the words of a task behind its box. No space between them: style makes it. */
function task(words: readonly ElementContent[], isChecked: boolean): Element {
  const box = element('input', { type: 'checkbox', disabled: true, ...(isChecked ? { checked: true } : {}) })
  return element('label', {}, box, words)
}

/** Writes an item: a single paragraph as its text, several and nested lists as elements of their own. */
function writeItem(block: NodeJSON, writing: HtmlWriting): Element {
  const [first, ...rest] = children(block)
  const isOneParagraph = first !== undefined && rest.length === 0
  const checked = checkedOf(block)
  if (checked !== null) {
    const words = task(writing.inline(first === undefined ? [] : children(first)), checked)
    const content = isOneParagraph ? [words] : [element('p', {}, words), ...writing.blocks(rest)]
    return element('li', { className: ['task'] }, content)
  }
  return element('li', {}, isOneParagraph ? writing.inline(children(first)) : writing.blocks(children(block)))
}

/**
 * Collects items into lists. A block that no item can hold splits the list, and numbering continues after it:
 * `<ol start="2"><li>a</li><li>b<img>c</li></ol>` becomes the list 2. a, 3. b, the figure, and the list 4. c.
 */
class Lists {
  /** The lists that are closed, and the blocks between them. */
  readonly out: NodeJSON[] = []
  /** Items of the list being collected. */
  private items: NodeJSON[] = []
  private readonly type: string
  /** Number of the first of {@link items}. */
  private start: number
  /** What is added to the number from one list to the next: -1 in a list that counts down. */
  private readonly step: 1 | -1

  constructor(type: string, start: number, step: 1 | -1 = 1) {
    this.type = type
    this.start = start
    this.step = step
  }

  /** Begins a new list where an item has another number than the list would give it. */
  continueAt(number: number | null): void {
    if (this.type !== 'orderedList') return
    if (this.step === -1) this.close()
    if (number === null || number === this.start + this.step * this.items.length) return
    this.close()
    this.start = number
  }

  /** Ends the list being collected. */
  close(): void {
    if (this.items.length === 0) return
    const attrs = this.type === 'orderedList' ? { start: Math.min(this.start, MAX_START) } : null
    this.out.push(node(this.type, attrs, this.items))
    this.start = Math.max(0, this.start + this.step * this.items.length)
    this.items = []
  }

  /**
   * Adds an item's blocks.
   * @param keepEmpty whether an item without blocks is kept
   * @param checked of a task; all items that its blocks become have it
   */
  addItem(
    blocks: readonly NodeJSON[],
    keepEmpty: boolean,
    reading: HtmlReading,
    checked: Checked = null,
  ): void {
    let itemBlocks: NodeJSON[] = []
    const closeItem = (): void => {
      if (itemBlocks.length > 0) this.items.push(itemOf(itemBlocks, checked))
      itemBlocks = []
    }
    for (const block of blocks) {
      const nestable = reading.nested(block, 'listItem')
      if (nestable !== null) {
        append(itemBlocks, nestable)
        continue
      }
      closeItem()
      this.close()
      this.out.push(block)
    }
    if (blocks.length === 0 && keepEmpty) this.items.push(itemOf([], checked))
    closeItem()
  }

  /** Adds a list that stands beside the items, as word processors write it, to the item before it. */
  nest(list: NodeJSON): void {
    const last = this.items.pop()
    if (last !== undefined) this.items.push(itemOf([...children(last), list], checkedOf(last)))
    // A part of a list, copied without the items above it: Google Docs keeps their empty lists around it.
    else if (list.type === this.type) append(this.items, children(list))
    else this.out.push(list)
  }
}

/** A box that is ticked or not, as an item of a list has it. */
interface Box {
  readonly isChecked: boolean
  /** The element that draws it, if the item has one. */
  readonly drawn: Element | undefined
}

const isBox = (each: Element): boolean =>
  (each.tagName === 'input' && property(each, 'type') === 'checkbox') ||
  property(each, 'ariaRoleDescription') === 'checkbox' ||
  classesOf(each).includes('checkbox')

/** Returns the box of an item: ours, Google Docs', GitHub's, Notion's, and editors' that name it on the item; null if it has none. */
function boxOf(item: Element): Box | null {
  let drawn: Element | undefined
  for (const each of elementsIn(item)) {
    if (each.tagName === 'ul' || each.tagName === 'ol') break
    // A label without words goes with its box.
    const [only, more] = each.children
    const isLabel = each.tagName === 'label' && only?.type === 'element' && more === undefined && isBox(only)
    if (!isBox(each) && !isLabel) continue
    drawn = each
    break
  }
  if (property(item, 'role') === 'checkbox')
    return { isChecked: property(item, 'ariaChecked') === 'true', drawn }
  const named = property(item, 'dataChecked')
  if (named === 'true' || named === 'false') return { isChecked: named === 'true', drawn }
  if (drawn === undefined) return null
  const [inLabel] = drawn.tagName === 'label' ? drawn.children : []
  const box = inLabel?.type === 'element' ? inLabel : drawn
  const isChecked = 'checked' in box.properties || classesOf(box).includes('checkbox-on')
  return { isChecked: isChecked || property(box, 'alt') === 'checked', drawn }
}

/** Returns an item's blocks without the box that is typed before their words, as Notion and Apple's Notes copy it; null if there is none. */
function typedBox(blocks: readonly NodeJSON[]): { blocks: readonly NodeJSON[]; checked: boolean } | null {
  const [first, ...rest] = blocks
  const [words, ...others] = first?.type === 'paragraph' ? children(first) : []
  // More words may stand behind this text, in other marks.
  const more = others.length === 0 ? '' : '…'
  const box = words?.text === undefined ? null : boxBefore(words.text + more)
  if (first === undefined || words?.text === undefined || box === null) return null
  const text = words.text.slice(box.length)
  const content = text === '' ? others : [{ ...words, text }, ...others]
  return { blocks: [{ ...first, content }, ...rest], checked: box.checked }
}

/** Returns the number an `ol` begins with; 1 if it says none that the schema accepts. */
function startOf(list: Element): number {
  const start = Number(property(list, 'start') || 1)
  return Number.isSafeInteger(start) && start >= 0 && start <= MAX_START ? start : 1
}

/** Returns the number that an item has of its own (`value`); null if it follows the one before it. */
function numberOf(item: ElementContent): number | null {
  const value = item.type === 'element' ? property(item, 'value') : ''
  const number = Number(value)
  return value !== '' && Number.isSafeInteger(number) && number >= 0 && number <= MAX_START ? number : null
}

const isItem = (child: ElementContent): child is Element => child.type === 'element' && child.tagName === 'li'

/** Returns the lists to be filled from an element. A list that counts down is one for each item: an article's lists count up. */
function listsFor(list: Element): Lists {
  if (list.tagName !== 'ol') return new Lists('bulletList', 1)
  if (!('reversed' in list.properties)) return new Lists('orderedList', startOf(list))
  const items = list.children.filter(isItem).length
  return new Lists('orderedList', property(list, 'start') === '' ? items : startOf(list), -1)
}

/** Reads `ul`, `ol` and `menu`. Anything but an `li` in them is read as an item of its own, or as a nested list. */
function read(list: Element, reading: HtmlReading): NodeJSON[] {
  const lists = listsFor(list)
  for (const child of list.children.filter((content: ElementContent) => !isBlank([content]))) {
    const item = isItem(child) && !reading.isSkipped(child) ? child : null
    if (item !== null) lists.continueAt(numberOf(item))
    const box = item === null ? null : boxOf(item)
    const all = reading.blocks(item === null ? [child] : withoutElement(item.children, box?.drawn))
    const typed = box === null && item !== null && !reading.own ? typedBox(all) : null
    const blocks = typed?.blocks ?? all
    const checked = box?.isChecked ?? typed?.checked ?? null
    const isNestedList = item === null && blocks.length === 1 && blocks[0]?.type.endsWith('List') === true
    if (isNestedList && blocks[0] !== undefined) lists.nest(blocks[0])
    else lists.addItem(blocks, item !== null && reading.own, reading, checked)
  }
  lists.close()
  return lists.out
}

/** Lists in HTML: `<ul>`, and `<ol start="3">`. */
export const html: HtmlFace = {
  allowed: {
    ...{ ul: {}, ol: { start: 'any' }, li: { className: ['task'] }, label: {} },
    input: { type: ['checkbox'], disabled: 'any', checked: 'any' },
  },
  styles: [
    { elements: ['ul', 'ol'], css: style },
    { elements: ['.task'], css: taskStyle },
  ],
  nested: { bulletList: (list) => [list], orderedList: (list) => [list] },
  write: {
    bulletList: (block, writing) => [
      element(
        'ul',
        {},
        children(block).map((each) => writeItem(each, writing)),
      ),
    ],
    orderedList: (block, writing) => {
      const start = number(block, 'start') ?? 1
      return [
        element(
          'ol',
          start === 1 ? {} : { start },
          children(block).map((each) => writeItem(each, writing)),
        ),
      ]
    },
  },
  read: { ul: read, ol: read, menu: read, dl: readDefinitions },
}
