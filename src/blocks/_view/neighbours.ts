import type { Node, NodeType, ResolvedPos } from '@tiptap/pm/model'
import { GapCursor } from '@tiptap/pm/gapcursor'
import {
  type Command,
  type EditorState,
  NodeSelection,
  Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import { Mapping } from '@tiptap/pm/transform'
import { blocks } from '../index.ts'

/** Node names of running text, as the blocks declare them: one may merge into another. */
const RUNNING_TEXT: ReadonlySet<string> = new Set(blocks.flatMap(({ runningText }) => runningText ?? []))

/** Returns true if Backspace and Delete may merge a node of this type with a neighbour of the same sort. */
export function isRunningText(type: NodeType): boolean {
  return RUNNING_TEXT.has(type.name)
}

/** Returns true if a node is a line of running text: a paragraph or a heading. */
export function isTextLine(node: Node): boolean {
  return node.isTextblock && isRunningText(node.type)
}

/** Returns true if a node is a card: a key beside it selects it, and only a second key removes it. Embeds and photos are. */
export function isCard(node: Node): boolean {
  return node.isAtom || (node.type.spec.isolating === true && node.isTextblock)
}

const isEmptyText = (node: Node): boolean => node.isTextblock && node.content.size === 0

/** Returns the caret's position if it is at the very start (-1) or end (1) of a block of the body; null otherwise. */
function caretAtEdge({ selection }: EditorState, edge: 1 | -1): ResolvedPos | null {
  if (!(selection instanceof TextSelection) || !selection.empty) return null
  const { $from } = selection
  if ($from.depth < 2 || $from.node(1).type.name !== 'body') return null
  // At the very edge, only the boundaries of the nodes around the caret lie between it and the block's edge.
  const distance = edge === -1 ? $from.pos - $from.start(2) : $from.end(2) - $from.pos
  return distance === $from.depth - 2 ? $from : null
}

/** Deletes the caret's empty block and moves to the neighbour: into its text, or a selection of the card. */
function deleteEmptyBlock($from: ResolvedPos, neighbour: Node, edge: 1 | -1): Command {
  return (state, dispatch) => {
    const tr = state.tr.delete($from.before(2), $from.after(2))
    const at = $from.before(2)
    const place = edge === -1 ? at - neighbour.nodeSize : at
    const selection = isCard(neighbour)
      ? NodeSelection.create(tr.doc, place)
      : Selection.near(tr.doc.resolve(at), edge)
    dispatch?.(tr.setSelection(selection).scrollIntoView())
    return true
  }
}

/**
 * Moves the caret that a deletion left in the words of a card out of them, where the next Delete would eat a caption: into the
 * gap between two cards, or to the end of the text above. Changes nothing if the caret is in other text.
 * @param place where something was deleted
 */
export function leaveCardWords(tr: Transaction, place: number): Transaction {
  const { $from } = tr.selection
  if (!(tr.selection instanceof TextSelection) || !isCard($from.parent)) return tr
  const $place = tr.doc.resolve(place)
  // Mapped through nothing, an impossible gap becomes a caret nearby.
  const gap = new GapCursor($place).map(tr.doc, new Mapping())
  return tr.setSelection(gap instanceof GapCursor ? gap : Selection.near($place, -1))
}

/** Backspace and Delete on a card of the body that is selected as a whole. Bound after the blocks' own keys. */
export const deleteCard: Command = ({ selection, tr }, dispatch) => {
  if (!(selection instanceof NodeSelection) || selection.$from.depth !== 1 || !isCard(selection.node))
    return false
  dispatch?.(leaveCardWords(tr.deleteSelection(), selection.from).scrollIntoView())
  return true
}

function selectAt(position: number): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, position)).scrollIntoView())
    return true
  }
}

/** Backspace in the first block of the body: a heading, or a block without words, becomes a paragraph. */
function becomeParagraphAtTop($from: ResolvedPos, block: Node): Command {
  return (state, dispatch) => {
    const { paragraph } = state.schema.nodes
    const canBecome = isTextLine(block) || isEmptyText(block)
    if (!canBecome || $from.depth !== 2 || paragraph === undefined || block.type === paragraph) return false
    dispatch?.(state.tr.setNodeMarkup($from.before(2), paragraph, null).scrollIntoView())
    return true
  }
}

/** Handles the key by doing nothing. */
const swallowKey: Command = () => true

/**
 * Backspace at the start of a block: selects a card before it; deletes an empty block and moves the caret up; merges running
 * text with running text. It never deletes a neighbour. Bound after the blocks' own keys.
 */
export const backspaceAtEdge: Command = (state, dispatch, view) => {
  const $from = caretAtEdge(state, -1)
  if ($from === null) return false
  const index = $from.index(1)
  const [block, before] = [$from.node(2), $from.node(1).maybeChild(index - 1)]
  if (isCard(block)) return selectAt($from.before(2))(state, dispatch, view)
  if (before === null) return becomeParagraphAtTop($from, block)(state, dispatch, view)
  if (isCard(before)) return selectAt($from.before(2) - before.nodeSize)(state, dispatch, view)
  if (isEmptyText(block)) return deleteEmptyBlock($from, before, -1)(state, dispatch, view)
  if (isRunningText(before.type) && isRunningText(block.type)) return false
  // A list item or a paragraph of a quote may still be lifted out.
  return $from.depth === 2
}

/** Delete at the end of a block: {@link backspaceAtEdge} in the other direction. */
export const deleteAtEdge: Command = (state, dispatch, view) => {
  const $from = caretAtEdge(state, 1)
  if ($from === null) return false
  const [block, after] = [$from.node(2), $from.node(1).maybeChild($from.index(1) + 1)]
  if (after === null || isCard(block)) return swallowKey(state, dispatch, view)
  if (isEmptyText(block)) return deleteEmptyBlock($from, after, 1)(state, dispatch, view)
  if (isRunningText(after.type) && isRunningText(block.type)) return false
  const at = $from.after(2)
  if (isCard(after)) return selectAt(at)(state, dispatch, view)
  if (isEmptyText(after)) dispatch?.(state.tr.delete(at, at + after.nodeSize).scrollIntoView())
  return true
}

/** Binds a command to a key and its variants: with Shift, and the modifiers that delete by word. */
export function underAll(key: 'Backspace' | 'Delete', command: Command): Record<string, Command> {
  return Object.fromEntries(['', 'Shift-', 'Mod-', 'Alt-'].map((modifier) => [modifier + key, command]))
}
