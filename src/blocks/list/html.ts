import type { Element, ElementContent } from 'hast'
import type { HtmlFace, HtmlReading, HtmlWriting } from '../block.ts'
import { element, isBlank, property } from '../hast.ts'
import { children, node, type NodeJSON, number } from '../node.ts'
import { append } from '../../text/append.ts'
import { style } from './style.ts'

/** The greatest number a list may begin with: nine digits, as in CommonMark (5.2 List items) and in the schema. */
const MAX_START = 999_999_999

/** Writes an item: a single paragraph as its text, several and nested lists as elements of their own. */
function item(block: NodeJSON, writing: HtmlWriting): Element {
  const [first, ...rest] = children(block)
  const isOneParagraph = first !== undefined && rest.length === 0
  return element('li', {}, isOneParagraph ? writing.inline(children(first)) : writing.blocks(children(block)))
}

/** Returns a list item; the schema wants a paragraph first, so an empty one is added before anything else. */
function itemOf(content: readonly NodeJSON[]): NodeJSON {
  const blocks = content[0]?.type === 'paragraph' ? content : [node('paragraph', null), ...content]
  return node('listItem', null, blocks)
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

  constructor(type: string, start: number) {
    this.type = type
    this.start = start
  }

  /** Ends the list being collected. */
  close(): void {
    if (this.items.length === 0) return
    const attrs = this.type === 'orderedList' ? { start: Math.min(this.start, MAX_START) } : null
    this.out.push(node(this.type, attrs, this.items))
    this.start += this.items.length
    this.items = []
  }

  /**
   * Adds an item's blocks.
   * @param keepEmpty whether an item without blocks is kept
   */
  addItem(blocks: readonly NodeJSON[], keepEmpty: boolean, reading: HtmlReading): void {
    let itemBlocks: NodeJSON[] = []
    const closeItem = (): void => {
      if (itemBlocks.length > 0) this.items.push(itemOf(itemBlocks))
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
    if (blocks.length === 0 && keepEmpty) this.items.push(itemOf([]))
    closeItem()
  }

  /** Adds a list that stands beside the items, as word processors write it, to the item before it. */
  nest(list: NodeJSON): void {
    const last = this.items.pop()
    if (last !== undefined) this.items.push(itemOf([...children(last), list]))
    // A part of a list, copied without the items above it: Google Docs keeps their empty lists around it.
    else if (list.type === this.type) append(this.items, children(list))
    else this.out.push(list)
  }
}

/** Returns the number an `ol` begins with; 1 if it says none that the schema accepts. */
function startOf(list: Element): number {
  const start = Number(property(list, 'start') || 1)
  return Number.isSafeInteger(start) && start >= 0 && start <= MAX_START ? start : 1
}

/** Reads `ul`, `ol` and `menu`. Anything but an `li` in them is read as an item of its own, or as a nested list. */
function read(list: Element, reading: HtmlReading): NodeJSON[] {
  const ordered = list.tagName === 'ol'
  const lists = new Lists(ordered ? 'orderedList' : 'bulletList', ordered ? startOf(list) : 1)
  for (const child of list.children.filter((content: ElementContent) => !isBlank([content]))) {
    const isItem = child.type === 'element' && child.tagName === 'li'
    const blocks = reading.blocks(isItem ? child.children : [child])
    const isNestedList = !isItem && blocks.length === 1 && blocks[0]?.type.endsWith('List') === true
    if (isNestedList && blocks[0] !== undefined) lists.nest(blocks[0])
    else lists.addItem(blocks, isItem && reading.own, reading)
  }
  lists.close()
  return lists.out
}

/** Lists in HTML: `<ul>`, and `<ol start="3">`. */
export const html: HtmlFace = {
  allowed: { ul: {}, ol: { start: 'any' }, li: {} },
  styles: [{ elements: ['ul', 'ol'], css: style }],
  nested: { bulletList: (list) => [list], orderedList: (list) => [list] },
  write: {
    bulletList: (block, writing) => [
      element(
        'ul',
        {},
        children(block).map((each) => item(each, writing)),
      ),
    ],
    orderedList: (block, writing) => {
      const start = number(block, 'start') ?? 1
      return [
        element(
          'ol',
          start === 1 ? {} : { start },
          children(block).map((each) => item(each, writing)),
        ),
      ]
    },
  },
  read: { ul: read, ol: read, menu: read },
}
