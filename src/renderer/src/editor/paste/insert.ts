import { Fragment, type Node, type NodeType, Slice } from '@tiptap/pm/model'
import { NodeSelection, type Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { isTextLine } from '../../../../blocks/_view/neighbours.ts'
import { deleteSelected } from '../../../../blocks/figure/view.ts'
import { partOf } from '../../../../blocks/containers.ts'
import { emptySelectedCells, pasteIntoTable, pasteLinesIntoCell } from '../../../../blocks/table/view.ts'

/**
 * Inserts pasted nodes into a transaction. Pasted blocks never merge into a surrounding block of another type, and no text
 * is dropped: words run into the text around the caret, blocks stay whole.
 */

/** Depth of a block of the body: the document is 0, the body 1. */
const BLOCK_DEPTH = 2

function isParagraph(node: Node): boolean {
  return node.type.name === 'paragraph'
}

/** Returns the field the selection begins in: 0 headline, 1 standfirst, 2 body. */
export function fieldOf(tr: Transaction): number {
  return tr.selection.$from.index(0)
}

/** Nodes as a slice that is open at paragraphs on either end, so that these run into the text around. */
function sliceOpenAtParagraphs(nodes: readonly Node[]): Slice {
  const open = (node: Node | undefined): number => (node !== undefined && isParagraph(node) ? 1 : 0)
  return new Slice(Fragment.from(nodes), open(nodes[0]), open(nodes.at(-1)))
}

/** Returns the text of inline content on one line. */
function oneLineText(content: Fragment): string {
  return content.textBetween(0, content.size, ' ', ' ')
}

/**
 * Returns what blocks replace that are pasted over a selected node: the block itself; for a photo of a gallery, which holds nothing
 * but photos, the gap below the gallery. Null if no block is selected as a node.
 */
function rangeOfSelectedBlock(selection: Selection): { readonly from: number; readonly to: number } | null {
  if (!(selection instanceof NodeSelection) || !selection.node.isBlock) return null
  const { $from, from, to } = selection
  const isSealed = $from.depth >= BLOCK_DEPTH && $from.node(BLOCK_DEPTH).type.spec.isolating === true
  return isSealed ? { from: $from.after(BLOCK_DEPTH), to: $from.after(BLOCK_DEPTH) } : { from, to }
}

/** Replaces the selection with words: with their marks if the block around allows these, else as text. */
function insertInline(tr: Transaction, content: Fragment): void {
  const { paragraph } = tr.doc.type.schema.nodes
  const selected = rangeOfSelectedBlock(tr.selection)
  if (selected !== null && paragraph !== undefined) {
    replaceWithBlocks(tr, selected.from, selected.to, [paragraph.create(null, content)])
    return
  }
  deleteSelected(tr)
  const { $from } = tr.selection
  if (!$from.parent.inlineContent && paragraph !== undefined)
    replaceWithBlocks(tr, $from.pos, $from.pos, [paragraph.create(null, content)])
  else if ($from.parent.type.validContent($from.parent.content.append(content))) {
    tr.insert($from.pos, content)
    tr.setSelection(TextSelection.create(tr.doc, $from.pos + content.size))
  } else tr.insertText(oneLineText(content))
}

/** A range of the document, and the blocks that replace it. */
interface Gap {
  readonly from: number
  readonly to: number
  readonly nodes: readonly Node[]
}

/** Replaces the selection, which must be in the body, with blocks. */
export function insertBlocks(tr: Transaction, nodes: readonly Node[]): void {
  const [only] = nodes
  if (only === undefined) return
  if (nodes.length === 1 && pasteIntoTable(tr, only)) return
  emptySelectedCells(tr)
  if (pasteLinesIntoCell(tr, nodes)) return
  const { selection } = tr
  const selected = rangeOfSelectedBlock(selection)
  // A turn or a list item makes way for the blocks that split its container.
  const isPart = selected !== null && tr.doc.resolve(selected.from).depth >= BLOCK_DEPTH
  const hasText = selection.$from.parent.isTextblock && selection.$from.parent.content.size > 0
  if (nodes.length === 1 && (isParagraph(only) || (hasText && isTextLine(only))))
    insertInline(tr, only.content)
  else if (selected !== null && !isPart) replaceWithBlocks(tr, selected.from, selected.to, nodes)
  else {
    deleteSelected(tr)
    const gap = gapFor(tr, nodes)
    if (gap === null) tr.replaceSelection(sliceOpenAtParagraphs(nodes))
    else replaceWithBlocks(tr, gap.from, gap.to, gap.nodes)
  }
}

/** Returns the range that blocks at a caret replace; null if they run into the text around it. */
function gapFor(tr: Transaction, nodes: readonly Node[]): Gap | null {
  const { $from } = tr.selection
  if ($from.depth < BLOCK_DEPTH) return { from: $from.pos, to: $from.pos, nodes }
  const around = $from.node(BLOCK_DEPTH)
  if (partOf(around.type)?.isTextblock === true) return gapInContainer(tr, around.type, nodes)
  if ($from.depth === BLOCK_DEPTH && isParagraph(around) && around.content.size === 0)
    return { from: $from.before(), to: $from.after(), nodes }
  const isSealed = around.type.spec.isolating === true
  if (!isSealed && (isTextLine(around) || $from.depth > BLOCK_DEPTH)) return null
  // A caption, a source line or a gallery is not split: pasted blocks go below it.
  const below = $from.after(BLOCK_DEPTH)
  return { from: below, to: below, nodes }
}

/**
 * Replaces a range with blocks and puts the caret behind their last words. Behind a card it goes to the text below, which
 * is added if there is none.
 */
export function replaceWithBlocks(tr: Transaction, from: number, to: number, nodes: readonly Node[]): void {
  tr.replaceWith(from, to, nodes)
  const end = from + nodes.reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  const { paragraph } = tr.doc.type.schema.nodes
  const isCard = nodes.at(-1)?.isAtom === true
  if (isCard && tr.doc.resolve(end).nodeAfter === null && paragraph !== undefined)
    tr.insert(end, paragraph.create())
  tr.setSelection(TextSelection.near(tr.doc.resolve(end), isCard ? 1 : -1))
}

/**
 * Returns the range in a container of text parts, such as a dialogue: turns join the dialogue they are pasted into, other blocks
 * split it. The part around the caret is split only if words stand on both sides of it.
 */
function gapInContainer(tr: Transaction, container: NodeType, blocks: readonly Node[]): Gap {
  const { $from } = tr.selection
  const areParts = blocks.every(({ type }) => type === container)
  const nodes = areParts ? blocks.flatMap((block) => [...block.content.content]) : blocks
  const depth = areParts ? BLOCK_DEPTH + 1 : BLOCK_DEPTH
  const isEmpty = $from.parent.content.size === 0
  const at = (position: number): Gap => ({ from: position, to: position, nodes })
  if (areParts && isEmpty) return { from: $from.before(), to: $from.after(), nodes }
  const hasContent = (from: number, to: number): boolean =>
    tr.doc.textBetween(from, to, '\n', '\ufffc') !== ''
  if (isEmpty || !hasContent($from.pos, $from.end(depth))) return at($from.after(depth))
  if (!hasContent($from.start(depth), $from.pos)) return at($from.before(depth))
  const { type, attrs } = $from.parent
  // A turn's aside belongs to its first words.
  const secondPart = { type, attrs: { ...attrs, parenthetical: null } }
  const levels = $from.depth - depth + 1
  tr.split($from.pos, levels, levels === 1 ? [secondPart] : [null, secondPart])
  return at($from.pos + levels)
}

/**
 * Inserts blocks while the caret is in the headline or the standfirst: the first block's words go there, the other blocks
 * begin the body.
 */
export function insertIntoField(tr: Transaction, nodes: readonly Node[]): void {
  const [first, ...others] = nodes
  if (first === undefined) return
  if (first.isTextblock) tr.insertText(oneLineText(first.content))
  const blocks = first.isTextblock ? others : nodes
  if (blocks.length === 0) return
  const start = tr.doc.child(0).nodeSize + tr.doc.child(1).nodeSize + 1
  const body = tr.doc.child(2)
  const isEmptyBody =
    body.childCount === 1 && body.firstChild?.type.name === 'paragraph' && body.textContent === ''
  replaceWithBlocks(tr, start, isEmptyBody ? start + body.content.size : start, blocks)
}
