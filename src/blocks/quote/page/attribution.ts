import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Node } from '@tiptap/pm/model'
import { isAttribution } from '../attribution.ts'

/** Returns true for the last paragraph of a pull quote that says whose words the ones above are. */
function hasAttribution(quote: Node): boolean {
  const last = quote.lastChild
  return quote.attrs.pull === true && quote.childCount > 1 && isAttribution(last?.textContent ?? '')
}

/** Returns the decorations of all pull quotes' attributions. Quotes stand in the body alone, so only its blocks are looked at. */
function attributions(doc: Node): DecorationSet {
  const found: Decoration[] = []
  const body = doc.lastChild
  const start = doc.content.size - (body?.nodeSize ?? 0) + 1
  body?.forEach((block, offset) => {
    if (block.type.name !== 'quote' || !hasAttribution(block)) return
    const end = start + offset + block.nodeSize - 1
    found.push(Decoration.node(end - (block.lastChild?.nodeSize ?? 0), end, { class: 'attribution' }))
  })
  return found.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, found)
}

/** Draws the attribution of a pull quote smaller than its words. */
export function attributionPlugin(): Plugin {
  return new Plugin({ props: { decorations: ({ doc }) => attributions(doc) } })
}
