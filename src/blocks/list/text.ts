import type { Line, OutlineItem, TextFace } from '../block.ts'
import { children, inlineText, node, number, textOf, type NodeJSON } from '../node.ts'
import { skipSpaces } from '../../text/label.ts'
import { boxBefore, type Checked, checkedOf, itemOf } from './tasks.ts'

/** What marks a line as a list item. */
interface Marker {
  /** The number of a numbered item; null for a bullet. */
  readonly order: number | null
  /** True if a task is ticked, false if not; null for an item that is none. */
  readonly checked: Checked
  /** Offset of the item's words in the line. */
  readonly from: number
}

/** `• `, `- `, `* `, `– `, `·`; `1. `, `2) `, of three digits at most: `1996. ` begins a sentence about a year. */
const BULLET = /^(?:[•●▪◦‣▸■□○*–-] |[·・](?: ?(?=\p{L})| (?=\p{N})))/u
const ORDER = /^(\d{1,3})[.)] /
/** `(1) `, `1、`, `１．`. */
const OTHER_ORDER = /^[(（]?([\d０-９]{1,3})(?:[)）] |[、．] ?)/u
/** Counters in order, each with what stands behind it: `①`, `가.`, `一、`. */
const COUNTERS: readonly (readonly [counters: string, behind: RegExp])[] = [
  ['①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳', /^ ?(?=\S)/u],
  ['가나다라마바사아자차카타파하', /^[.)] (?=\S)/u],
  ['一二三四五六七八九十', /^[、．.)] ?(?=\S)/u],
]

/** Returns a line's marker, or null if it has none. Whether the line is in a list depends on its neighbours. */
function markerOf({ matchable }: Line): Marker | null {
  const marker = bulletOrNumber(matchable)
  const box = boxBefore(matchable.slice(marker?.from ?? 0))
  if (box === null) return marker
  return { order: marker?.order ?? null, checked: box.checked, from: (marker?.from ?? 0) + box.length }
}

/** Returns the marker that a line begins with, without the box of a task. */
function bulletOrNumber(matchable: string): Marker | null {
  if (matchable !== '' && BULLET.test(matchable))
    return { order: null, checked: null, from: skipSpaces(matchable, 1) }
  const order = ORDER.exec(matchable) ?? OTHER_ORDER.exec(matchable)
  if (order?.[1] !== undefined)
    return {
      order: Number(order[1].normalize('NFKC')),
      checked: null,
      from: skipSpaces(matchable, order[0].length),
    }
  return counterOf(matchable)
}

/** Returns the marker of a line that begins with a counter of another script, or null. */
function counterOf(matchable: string): Marker | null {
  for (const [counters, behind] of COUNTERS) {
    const place = counters.indexOf(matchable.charAt(0))
    const rest = place < 0 ? null : behind.exec(matchable.slice(1))
    if (rest !== null) return { order: place + 1, checked: null, from: 1 + rest[0].length }
  }
  return null
}

/**
 * Returns the marker of every line that is in a list, null for the others. A list is two or more lines in a row: bullets among
 * bullets, or numbers counting up by one. Numbers that start again right below a list would become part of it when the
 * article is read again, so those lines stay text: of `1. a`, `2. b`, `1. c` the last is a paragraph.
 */
function markersInLists(lines: readonly Line[]): (Marker | null)[] {
  const markers = lines.map(markerOf)
  const follows = (index: number): boolean => {
    const [before, at] = [markers[index - 1], markers[index]]
    if (before == null || at == null) return false
    return before.order === null ? at.order === null : at.order === before.order + 1
  }
  const accepted: (Marker | null)[] = []
  for (const [index, marker] of markers.entries()) {
    const continues = follows(index) && accepted[index - 1] != null
    const above = accepted[index - 1]
    const restarts = above != null && !continues && (above.order === null) === (marker?.order === null)
    accepted.push(marker !== null && (continues || (!restarts && follows(index + 1))) ? marker : null)
  }
  return accepted
}

/** Returns the words of an item's own paragraphs, without nested lists. */
function itemText(item: NodeJSON): string {
  return children(item)
    .filter((child) => child.type === 'paragraph')
    .map(textOf)
    .join('\n')
}

/** Returns the outline rows of all items. */
function items(list: NodeJSON, each: (node: NodeJSON) => OutlineItem[]): OutlineItem[] {
  return children(list).flatMap(each)
}

function withBox(marker: string, item: NodeJSON): string {
  const checked = checkedOf(item)
  if (checked === null) return marker
  return `${marker === '- ' ? '' : marker}${checked ? '☑' : '☐'} `
}

/**
 * Writes a list with a marker before each item; nested lists are indented by two spaces.
 * @param each writes a nested list
 * @param marker returns the marker of the item at an index: `- `, `3. `; a task has its box behind it, or instead of a bullet
 */
function plainList(
  list: NodeJSON,
  each: (node: NodeJSON) => string,
  marker: (index: number) => string,
): string {
  return children(list)
    .map((item, index) => {
      const line = `${withBox(marker(index), item)}${itemText(item).replaceAll('\n', ' ')}`
      const nested = children(item).filter((child) => child.type !== 'paragraph')
      return [line, ...nested.map((list) => each(list).replace(/^/gm, '  '))].join('\n')
    })
    .join('\n')
}

/** Lists in plain text: `- salt`, `1. salt`, `☐ salt`. */
export const text: TextFace = {
  joins: ['bulletList', 'orderedList'],
  read: (lines) => {
    const markers = markersInLists(lines)
    return (line, index) => {
      const marker = markers[index]
      if (marker == null) return null
      const words = node('paragraph', null, inlineText(line.raw.slice(marker.from)))
      const item = itemOf([words], marker.checked)
      return marker.order === null
        ? node('bulletList', null, [item])
        : node('orderedList', { start: marker.order }, [item])
    }
  },
  outline: {
    bulletList: items,
    orderedList: items,
    listItem: (item, each) => [
      { type: 'listItem', text: itemText(item) },
      ...children(item)
        .filter((child) => child.type !== 'paragraph')
        .flatMap(each),
    ],
  },
  plain: {
    bulletList: (list, each) => plainList(list, each, () => '- '),
    orderedList: (list, each) =>
      plainList(list, each, (index) => `${String((number(list, 'start') ?? 1) + index)}. `),
    listItem: itemText,
  },
}
