import type { Node, NodeType, ResolvedPos } from '@tiptap/pm/model'
import { type Command, type EditorState, NodeSelection, Selection, TextSelection } from '@tiptap/pm/state'
import { blocks } from '../index.ts'

/** Node names of running text, as the blocks declare them: one may merge into another. */
const RUNNING_TEXT: ReadonlySet<string> = new Set(blocks.flatMap(({ runningText }) => runningText ?? []))

/** Whether Backspace and Delete may merge a node of this type with a neighbour of the same sort. */
export function isRunningText(type: NodeType): boolean {
  return RUNNING_TEXT.has(type.name)
}

/** Whether a node is a line of running text: a paragraph or a heading. */
export function isTextLine(node: Node): boolean {
  return node.isTextblock && isRunningText(node.type)
}

/** A card is taken as a whole: it is selected first, and only a second key removes it. */
export function isCard(node: Node): boolean {
  return node.isAtom || (node.type.spec.isolating === true && node.isTextblock)
}

const isEmptyText = (node: Node): boolean => node.isTextblock && node.content.size === 0

/** The caret when it stands in a block of the body, at that block's very start (-1) or end (1). */
function caretAtEdge({ selection }: EditorState, edge: 1 | -1): ResolvedPos | null {
  if (!(selection instanceof TextSelection) || !selection.empty) return null
  const { $from } = selection
  if ($from.depth < 2 || $from.node(1).type.name !== 'body') return null
  // At the edge of every node around it there is nothing but those nodes' own boundaries on the way out.
  const way = edge === -1 ? $from.pos - $from.start(2) : $from.end(2) - $from.pos
  return way === $from.depth - 2 ? $from : null
}

/** Takes an empty block away and goes to the neighbour: into its words, or onto the card. */
function goOver($from: ResolvedPos, neighbour: Node, edge: 1 | -1): Command {
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

function selectAt(position: number): Command {
  return (state, dispatch) => {
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, position)).scrollIntoView())
    return true
  }
}

/** With nothing above it a heading, or a block without words, becomes a paragraph; what is one already stays. */
function asFirst($from: ResolvedPos, block: Node): Command {
  return (state, dispatch) => {
    const { paragraph } = state.schema.nodes
    const gives = isTextLine(block) || isEmptyText(block)
    if (!gives || $from.depth !== 2 || paragraph === undefined || block.type === paragraph) return false
    dispatch?.(state.tr.setNodeMarkup($from.before(2), paragraph, null).scrollIntoView())
    return true
  }
}

const nothing: Command = () => true

/**
 * Backspace at the start of a block. A card before it is selected; an empty paragraph goes and the caret moves up; words
 * run only into words of the same sort. No neighbour is ever eaten. Comes after the blocks' own meanings of the key.
 */
export const backspaceAtEdge: Command = (state, dispatch, view) => {
  const $from = caretAtEdge(state, -1)
  if ($from === null) return false
  const index = $from.index(1)
  const [block, before] = [$from.node(2), $from.node(1).maybeChild(index - 1)]
  if (isCard(block)) return selectAt($from.before(2))(state, dispatch, view)
  if (before === null) return asFirst($from, block)(state, dispatch, view)
  if (isCard(before)) return selectAt($from.before(2) - before.nodeSize)(state, dispatch, view)
  if (isEmptyText(block)) return goOver($from, before, -1)(state, dispatch, view)
  if (isRunningText(before.type) && isRunningText(block.type)) return false
  // The item of a list, the paragraph of a quotation may still step out of it.
  return $from.depth === 2
}

/** Delete at the end of a block: as {@link backspaceAtEdge}, forwards. */
export const deleteAtEdge: Command = (state, dispatch, view) => {
  const $from = caretAtEdge(state, 1)
  if ($from === null) return false
  const [block, after] = [$from.node(2), $from.node(1).maybeChild($from.index(1) + 1)]
  if (after === null || isCard(block)) return nothing(state, dispatch, view)
  if (isEmptyText(block)) return goOver($from, after, 1)(state, dispatch, view)
  if (isRunningText(after.type) && isRunningText(block.type)) return false
  const at = $from.after(2)
  if (isCard(after)) return selectAt(at)(state, dispatch, view)
  if (isEmptyText(after)) dispatch?.(state.tr.delete(at, at + after.nodeSize).scrollIntoView())
  return true
}

/** The same command under every way a keyboard says the key: alone, with Shift, and word by word. */
export function underAll(key: 'Backspace' | 'Delete', command: Command): Record<string, Command> {
  return Object.fromEntries(['', 'Shift-', 'Mod-', 'Alt-'].map((modifier) => [modifier + key, command]))
}
