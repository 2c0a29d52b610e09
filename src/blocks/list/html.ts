import type { Element, ElementContent } from 'hast'
import type { HtmlFace, HtmlReading, HtmlWriting } from '../block.ts'
import { element, isBlank, property } from '../hast.ts'
import { children, node, type NodeJSON, number } from '../node.ts'
import { append } from '../../text/append.ts'
import { style } from './style.ts'

const MAX_START = 999_999_999

/** One paragraph is the item's own text; more, and lists below it, keep their elements. */
function item(of: NodeJSON, writing: HtmlWriting): Element {
  const [first, ...rest] = children(of)
  const words = first !== undefined && rest.length === 0
  return element('li', {}, words ? writing.inline(children(first)) : writing.blocks(children(of)))
}

function itemOf(content: readonly NodeJSON[]): NodeJSON {
  const begins = content[0]?.type === 'paragraph' ? content : [node('paragraph', null), ...content]
  return node('listItem', null, begins)
}

/** Items gathered to lists; what no item can hold parts them, and numbering goes on after it. */
class Lists {
  readonly out: NodeJSON[] = []
  private items: NodeJSON[] = []
  private readonly type: string
  private start: number

  constructor(type: string, start: number) {
    this.type = type
    this.start = start
  }

  close(): void {
    if (this.items.length === 0) return
    const attrs = this.type === 'orderedList' ? { start: Math.min(this.start, MAX_START) } : null
    this.out.push(node(this.type, attrs, this.items))
    this.start += this.items.length
    this.items = []
  }

  addItem(blocks: readonly NodeJSON[], keepEmpty: boolean, reading: HtmlReading): void {
    let open: NodeJSON[] = []
    const put = (): void => {
      if (open.length > 0) this.items.push(itemOf(open))
      open = []
    }
    for (const block of blocks) {
      const inside = reading.nested(block, 'listItem')
      if (inside !== null) {
        append(open, inside)
        continue
      }
      put()
      this.close()
      this.out.push(block)
    }
    if (blocks.length === 0 && keepEmpty) this.items.push(itemOf([]))
    put()
  }

  /** A list that stands beside the items, as word processors write it, belongs to the one before. */
  nest(list: NodeJSON): void {
    const last = this.items.pop()
    this.items.push(itemOf([...(last === undefined ? [] : children(last)), list]))
  }
}

function startOf(list: Element): number {
  const start = Number(property(list, 'start') || 1)
  return Number.isSafeInteger(start) && start >= 0 && start <= MAX_START ? start : 1
}

function read(list: Element, reading: HtmlReading): NodeJSON[] {
  const ordered = list.tagName === 'ol'
  const lists = new Lists(ordered ? 'orderedList' : 'bulletList', ordered ? startOf(list) : 1)
  for (const child of list.children.filter((content: ElementContent) => !isBlank([content]))) {
    const isItem = child.type === 'element' && child.tagName === 'li'
    const blocks = reading.blocks(isItem ? child.children : [child])
    const beside = !isItem && blocks.length === 1 && blocks[0]?.type.endsWith('List') === true
    if (beside && blocks[0] !== undefined) lists.nest(blocks[0])
    else lists.addItem(blocks, isItem && reading.own, reading)
  }
  lists.close()
  return lists.out
}

export const html: HtmlFace = {
  allowed: { ul: {}, ol: { start: 'any' }, li: {} },
  style,
  nested: { bulletList: (list) => [list], orderedList: (list) => [list] },
  write: {
    bulletList: (of, writing) => [
      element(
        'ul',
        {},
        children(of).map((each) => item(each, writing)),
      ),
    ],
    orderedList: (of, writing) => {
      const start = number(of, 'start') ?? 1
      return [
        element(
          'ol',
          start === 1 ? {} : { start },
          children(of).map((each) => item(each, writing)),
        ),
      ]
    },
  },
  read: { ul: read, ol: read, menu: read },
}
