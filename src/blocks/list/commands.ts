import type { Node, NodeType } from '@tiptap/pm/model'
import { sinkListItem } from '@tiptap/pm/schema-list'
import { type Command, type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state'
import { isListName, MAX_LIST_DEPTH, withShallowLists } from '../nesting.ts'
import type { NodeJSON } from '../node.ts'

/** The blocks of the body stand at this depth of the document. */
const BODY_DEPTH = 1

/** How many lists stand in one another in a node, itself among them. */
function listDepthOf(node: Node): number {
  if (node.isTextblock || node.isLeaf) return 0
  let deepest = 0
  for (let index = 0; index < node.childCount; index += 1)
    deepest = Math.max(deepest, listDepthOf(node.child(index)))
  return deepest + (isListName(node.type.name) ? 1 : 0)
}

/** Puts list items a level deeper. At the deepest level the key does nothing, and stays in the list. */
export function indentItem(listItem: NodeType): Command {
  const sink = sinkListItem(listItem)
  return (state, dispatch) => {
    if (dispatch === undefined) return sink(state)
    return sink(state, (tr) => {
      if (tooDeepBlocks([tr], state.doc, tr.doc).length === 0) dispatch(tr)
    })
  }
}

/** The first and last block of the body that the transactions touched, where it was more than words of one text block. */
function changedBlocks(
  transactions: readonly Transaction[],
  doc: Node,
): { first: number; last: number } | null {
  let [from, to] = [Infinity, -Infinity]
  const last = doc.content.size
  transactions.forEach((one, index) => {
    const later = transactions.slice(index + 1)
    const forward = (position: number, side: -1 | 1): number =>
      Math.min(
        later.reduce((at, { mapping }) => mapping.map(at, side), position),
        last,
      )
    one.mapping.maps.forEach((map, step) => {
      const rest = one.mapping.slice(step + 1)
      map.forEach((_from, _to, start, end) => {
        const $start = doc.resolve(forward(rest.map(start, -1), -1))
        const $end = doc.resolve(forward(rest.map(end, 1), 1))
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

/** A block of the body, and where it begins. */
interface PlacedBlock {
  readonly node: Node
  readonly at: number
}

/**
 * The blocks whose lists the transactions made deeper than may be. None where lists as deep were in the document before:
 * an old draft with such lists can be written on.
 */
function tooDeepBlocks(transactions: readonly Transaction[], before: Node, doc: Node): PlacedBlock[] {
  const touched = changedBlocks(transactions, doc)
  if (touched === null || doc.lastChild === null) return []
  const found: PlacedBlock[] = []
  let deepest = 0
  let at = doc.content.size - doc.lastChild.nodeSize + 1
  for (let index = 0; index <= touched.last && index < doc.lastChild.childCount; index += 1) {
    const node = doc.lastChild.child(index)
    const depth = index < touched.first ? 0 : listDepthOf(node)
    if (depth > MAX_LIST_DEPTH) found.push({ node, at })
    deepest = Math.max(deepest, depth)
    at += node.nodeSize
  }
  return found.length > 0 && listDepthOf(before) < deepest ? found : []
}

/** Where the caret is: in the nth text block of a block, so far into its words. Null where it is elsewhere. */
function caretInBlock(
  { node, at }: PlacedBlock,
  head: number,
  doc: Node,
): { nth: number; offset: number } | null {
  const $head = doc.resolve(head)
  if (head < at || head > at + node.nodeSize || !$head.parent.isTextblock) return null
  let nth = -1
  doc.nodesBetween(at, head, (inner, position) => {
    if (inner.isTextblock && position >= at) nth += 1
    return !inner.isTextblock
  })
  return { nth, offset: $head.parentOffset }
}

function textblockStart(block: PlacedBlock, nth: number): number | null {
  let [seen, found] = [-1, null as number | null]
  block.node.descendants((inner, position) => {
    if (inner.isTextblock && (seen += 1) === nth) found = block.at + 1 + position + 1
    return found === null && !inner.isTextblock
  })
  return found
}

/**
 * Makes lists shallow that transactions made too deep, whichever way: a paste, a drag, a join. No word is lost, the caret
 * stays in its words. Null where nothing is too deep.
 */
function flattenDeepLists(
  transactions: readonly Transaction[],
  before: EditorState,
  state: EditorState,
): Transaction | null {
  if (!transactions.some(({ docChanged }) => docChanged)) return null
  const deepened = tooDeepBlocks(transactions, before.doc, state.doc)
  if (deepened.length === 0) return null
  const { tr } = state
  for (const { node, at } of deepened.toReversed()) {
    const [json] = withShallowLists([node.toJSON() as NodeJSON])
    const made = state.schema.nodeFromJSON(json)
    const caret = caretInBlock({ node, at }, state.selection.head, state.doc)
    tr.replaceWith(at, at + node.nodeSize, made)
    const start = caret === null ? null : textblockStart({ node: made, at }, caret.nth)
    if (caret !== null && start !== null) tr.setSelection(TextSelection.create(tr.doc, start + caret.offset))
  }
  return tr
}

/** Keeps every list as shallow as can be saved. */
export function listDepthPlugin(): Plugin {
  return new Plugin({ appendTransaction: flattenDeepLists })
}
