import { node, type NodeJSON } from '../node.ts'

/** True if an item of a checklist is ticked, false if not; null for an item that is no task. */
export type Checked = boolean | null

/** Returns true for an item that is ticked, false for any other task, null for an item that is none. */
export function checkedOf(item: NodeJSON): Checked {
  const checked = item.attrs?.checked
  return typeof checked === 'boolean' ? checked : null
}

/** Returns a list item. The schema wants a paragraph first, so an empty one is added before anything else. */
export function itemOf(content: readonly NodeJSON[], checked: Checked = null): NodeJSON {
  const blocks = content[0]?.type === 'paragraph' ? content : [node('paragraph', null), ...content]
  return node('listItem', { checked }, blocks)
}

/** A box before the words of a line: `[ ] `, `[x] `, `☐ `, `☑ `. */
const BOX = /^(?:\[([ xX])\]|([☐☑☒]))\s+(?=\S)/u

/** Returns the box that a line begins with, and the length of all before its words; null if it has none. */
export function boxBefore(line: string): { readonly checked: boolean; readonly length: number } | null {
  const [all, letter, sign] = BOX.exec(line) ?? []
  if (all === undefined) return null
  return { checked: letter === undefined ? sign !== '☐' : letter !== ' ', length: all.length }
}
