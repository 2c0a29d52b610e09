import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, type Transaction } from '@tiptap/pm/state'

/**
 * Returns the text blocks that a transaction changed, by position in the final document.
 * @param later the transactions applied after it, to map positions through
 */
function changedTextblocks(
  transaction: Transaction,
  doc: Node,
  later: readonly Transaction[],
): Map<number, Node> {
  const blocks = new Map<number, Node>()
  const forward = (position: number): number =>
    Math.min(
      later.reduce((at, one) => one.mapping.map(at), position),
      doc.content.size,
    )
  const { maps } = transaction.mapping
  maps.forEach((map, index) => {
    const rest = transaction.mapping.slice(index + 1)
    map.forEach((_from, _to, from, to) => {
      const start = forward(rest.map(from, -1))
      const end = forward(rest.map(to, 1))
      const $start = doc.resolve(start)
      const $end = doc.resolve(end)
      for (const $at of [$start, $end]) if ($at.parent.isTextblock) blocks.set($at.before(), $at.parent)
      if ($start.parent.isTextblock && $start.sameParent($end)) return
      doc.nodesBetween(start, end, (node, at) => {
        if (node.isTextblock) blocks.set(at, node)
        return !node.isTextblock
      })
    })
  })
  return blocks
}

/**
 * Line ends and tabs are characters in code and nowhere else. Where words of a code block get into another block (a selection
 * across both is typed over, a block turns into another), a line end becomes a line break, or a space where the block holds
 * none; a tab becomes a space. Returns null if there is nothing to change.
 */
export function normalizeLineBreaks(
  transactions: readonly Transaction[],
  tr: Transaction,
): Transaction | null {
  const { doc } = tr
  const { hardBreak } = doc.type.schema.nodes
  const found = new Map<number, Node>()
  transactions.forEach((one, index) => {
    if (one.docChanged)
      for (const [at, node] of changedTextblocks(one, doc, transactions.slice(index + 1))) found.set(at, node)
  })
  for (const [at, block] of [...found].sort(([one], [other]) => other - one)) {
    if (block.type.spec.code === true || !/[\n\t]/.test(block.textContent)) continue
    const breaks = hardBreak !== undefined && block.type.contentMatch.matchType(hardBreak) !== null
    const places: number[] = []
    block.forEach((child, offset) => {
      for (const { index } of child.text?.matchAll(/[\n\t]/g) ?? []) places.push(at + 1 + offset + index)
    })
    for (const place of places.reverse())
      if (breaks && tr.doc.textBetween(place, place + 1) === '\n')
        tr.replaceWith(place, place + 1, hardBreak.create())
      else tr.insertText(' ', place, place + 1)
  }
  return tr.docChanged ? tr : null
}

/** Normalizes line ends and tabs after each change, in the blocks that changed. */
export const LineBreaks = Extension.create({
  name: 'lineBreaks',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (transactions, _before, state) => normalizeLineBreaks(transactions, state.tr),
    }),
  ],
})
