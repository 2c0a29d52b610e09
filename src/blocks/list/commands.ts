import type { Node, NodeType } from '@tiptap/pm/model'
import { sinkListItem } from '@tiptap/pm/schema-list'
import { type Command, type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state'
import { isListName, MAX_LIST_DEPTH, withShallowLists } from './nesting.ts'
import type { NodeJSON } from '../node.ts'

/**
 * Limits how deep lists nest. Whatever makes a list too deep (Tab, a paste, a drag, a join), a plugin flattens the part
 * below the limit in the same transaction, so that every document can be saved and read again (see nesting.ts).
 */

/** Depth of the body in a resolved position; its children are the blocks. */
const BODY_DEPTH = 1

/** Returns how many lists are nested in a node, itself included; 0 for a node without lists. */
function listDepthOf(node: Node): number {
  if (node.isTextblock || node.isLeaf) return 0
  let deepest = 0
  for (let index = 0; index < node.childCount; index += 1)
    deepest = Math.max(deepest, listDepthOf(node.child(index)))
  return deepest + (isListName(node.type.name) ? 1 : 0)
}

/** Tab: indents the selected list items. At the maximum depth the command returns true and does nothing. */
export function indentItem(listItem: NodeType): Command {
  const sink = sinkListItem(listItem)
  return (state, dispatch) => {
    if (dispatch === undefined) return sink(state)
    return sink(state, (tr) => {
      if (tooDeepBlocks([tr], state.doc, tr.doc).length === 0) dispatch(tr)
    })
  }
}

/**
 * Returns the indexes of the first and last block of the body that the transactions changed; null if they changed nothing
 * in the body but text within one text block, as typing does.
 * @param doc the document after the transactions
 */
function changedBlocks(
  transactions: readonly Transaction[],
  doc: Node,
): { first: number; last: number } | null {
  let [from, to] = [Infinity, -Infinity]
  const last = doc.content.size
  transactions.forEach((transaction, index) => {
    const later = transactions.slice(index + 1)
    const forward = (position: number, side: -1 | 1): number =>
      Math.min(
        later.reduce((at, { mapping }) => mapping.map(at, side), position),
        last,
      )
    transaction.mapping.maps.forEach((map, step) => {
      const laterMaps = transaction.mapping.slice(step + 1)
      map.forEach((_from, _to, start, end) => {
        const $start = doc.resolve(forward(laterMaps.map(start, -1), -1))
        const $end = doc.resolve(forward(laterMaps.map(end, 1), 1))
        if ($start.parent.isTextblock && $start.sameParent($end)) return
        from = Math.min(from, $start.pos)
        to = Math.max(to, $end.pos)
      })
    })
  })
  if (from > to) return null
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)]
  const body = doc.childCount - 1
  if ($to.index(0) < body) return null
  return {
    first: $from.index(0) < body || $from.depth < BODY_DEPTH ? 0 : $from.index(BODY_DEPTH),
    last: $to.depth < BODY_DEPTH ? doc.child(body).childCount - 1 : $to.index(BODY_DEPTH),
  }
}

/** A block of the body and its position. */
interface PlacedBlock {
  readonly node: Node
  readonly at: number
}

/**
 * Returns the changed blocks whose lists are too deep now. None if the document had lists as deep before, so that an old
 * draft with deeper lists can still be edited.
 */
function tooDeepBlocks(transactions: readonly Transaction[], before: Node, doc: Node): PlacedBlock[] {
  const changed = changedBlocks(transactions, doc)
  if (changed === null || doc.lastChild === null) return []
  const tooDeep: PlacedBlock[] = []
  let deepest = 0
  let at = doc.content.size - doc.lastChild.nodeSize + 1
  for (let index = 0; index <= changed.last && index < doc.lastChild.childCount; index += 1) {
    const node = doc.lastChild.child(index)
    const depth = index < changed.first ? 0 : listDepthOf(node)
    if (depth > MAX_LIST_DEPTH) tooDeep.push({ node, at })
    deepest = Math.max(deepest, depth)
    at += node.nodeSize
  }
  return tooDeep.length > 0 && listDepthOf(before) < deepest ? tooDeep : []
}

/** Returns the caret as the index of a text block within a block, and the offset in it; null if it is elsewhere. */
function caretInBlock(
  { node, at }: PlacedBlock,
  head: number,
  doc: Node,
): { blockIndex: number; offset: number } | null {
  const $head = doc.resolve(head)
  if (head < at || head > at + node.nodeSize || !$head.parent.isTextblock) return null
  let blockIndex = -1
  doc.nodesBetween(at, head, (inner, position) => {
    if (inner.isTextblock && position >= at) blockIndex += 1
    return !inner.isTextblock
  })
  return { blockIndex, offset: $head.parentOffset }
}

/** Returns the position where the text of a block's text block with this index starts; null if the block has fewer. */
function textblockStart(block: PlacedBlock, blockIndex: number): number | null {
  let textblockIndex = -1
  let start: number | null = null
  block.node.descendants((inner, position) => {
    if (inner.isTextblock && (textblockIndex += 1) === blockIndex) start = block.at + 1 + position + 1
    return start === null && !inner.isTextblock
  })
  return start
}

/**
 * Returns a transaction that flattens lists which the transactions made too deep: items below the limit move to the
 * deepest level that is allowed, after their parent. Keeps all text, and the caret in its text. Null if none is too deep.
 */
function flattenDeepLists(
  transactions: readonly Transaction[],
  before: EditorState,
  state: EditorState,
): Transaction | null {
  if (!transactions.some(({ docChanged }) => docChanged)) return null
  const tooDeep = tooDeepBlocks(transactions, before.doc, state.doc)
  if (tooDeep.length === 0) return null
  const { tr } = state
  for (const { node, at } of tooDeep.toReversed()) {
    const [json] = withShallowLists([node.toJSON() as NodeJSON])
    const flattened = state.schema.nodeFromJSON(json)
    const caret = caretInBlock({ node, at }, state.selection.head, state.doc)
    tr.replaceWith(at, at + node.nodeSize, flattened)
    const start = caret === null ? null : textblockStart({ node: flattened, at }, caret.blockIndex)
    if (caret !== null && start !== null) tr.setSelection(TextSelection.create(tr.doc, start + caret.offset))
  }
  return tr
}

/** Returns the plugin that keeps lists within the maximum depth. */
export function listDepthPlugin(): Plugin {
  return new Plugin({ appendTransaction: flattenDeepLists })
}
