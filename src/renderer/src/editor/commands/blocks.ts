import { Fragment, type Node, type NodeRange, type Schema } from '@tiptap/pm/model'
import {
  type Command,
  type EditorState,
  NodeSelection,
  Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import { leaveCardWords } from '../../../../blocks/_view/neighbours.ts'
import { isSeries } from '../../../../blocks/containers.ts'
import { deleteGalleryPhoto } from '../../../../blocks/figure/view.ts'
import { type Kind, PARAGRAPH, typeOf } from './kinds.ts'
import { type Line, convertLines, linesIn } from './lines.ts'

/**
 * Commands for whole blocks, list items and turns: turn into another kind, insert, duplicate, delete. They work on the
 * innermost run of siblings that the selection touches (`blockRange`), so that in a list they mean items, in a dialogue turns.
 */

/** The highest number that a list can begin with in HTML and Markdown (CommonMark: nine digits). */
const MAX_LIST_START = 999_999_999

/** The innermost run of blocks, list items or turns in the selection; null in headline and standfirst. */
export function blockRange({ selection: { $from, $to } }: EditorState): NodeRange | null {
  return $from.blockRange($to, (node) => isSeries(node.type))
}

/** The block of the body at the start of the selection, with its position; null outside the body. */
export function bodyBlock(state: EditorState): { node: Node; position: number } | null {
  const { $from } = state.selection
  if ($from.index(0) !== 2 || $from.depth < 1) return null
  const body = $from.node(1)
  const node = body.maybeChild($from.index(1))
  return node === null ? null : { node, position: $from.posAtIndex($from.index(1), 1) }
}

function nodesIn({ parent, startIndex, endIndex }: NodeRange): readonly Node[] {
  return Array.from({ length: endIndex - startIndex }, (_, at) => parent.child(startIndex + at))
}

/** Returns true if a block is of a kind. */
export function isKind(node: Node, kind: Kind): boolean {
  return (
    node.type.name === kind.type &&
    Object.entries(kind.attrs ?? {}).every(([name, value]) => node.attrs[name] === value) &&
    node.children.every((part) => kind.parts?.are(part) ?? true)
  )
}

/** Returns true if the blocks of a run are parts of a block of a kind, such as items of a checklist. */
function arePartsOf(range: NodeRange, kind: Kind): boolean {
  return range.parent.type.name === kind.type && nodesIn(range).every((part) => kind.parts?.are(part) ?? true)
}

/** The items before and after a run in its list or dialogue, as blocks of their own. None in the body. */
function blocksAround(range: NodeRange): { before: readonly Node[]; after: readonly Node[] } {
  const { parent, startIndex, endIndex } = range
  if (parent.type.name === 'body') return { before: [], after: [] }
  const children = Array.from({ length: parent.childCount }, (_, at) => parent.child(at))
  const piece = (nodes: readonly Node[], index: number): readonly Node[] => {
    if (nodes.length === 0) return []
    const attrs =
      typeof parent.attrs.start === 'number'
        ? { ...parent.attrs, start: Math.min(parent.attrs.start + index, MAX_LIST_START) }
        : parent.attrs
    return [parent.type.create(attrs, Fragment.from(nodes))]
  }
  return { before: piece(children.slice(0, startIndex), 0), after: piece(children.slice(endIndex), endIndex) }
}

/** Maps a position in the old lines to the new ones, which begin at `base`. */
function mapToLines(
  position: number,
  lines: readonly Line[],
  starts: readonly number[],
  base: number,
): number {
  const at = lines.findLastIndex(({ start }) => start <= position)
  const line = lines[Math.max(0, at)]
  const start = starts[Math.max(0, at)]
  if (line === undefined || start === undefined) return base + 1
  return base + start + Math.max(0, Math.min(position - line.start, line.content.size))
}

/** Replaces a run with its lines as blocks of a kind, selection kept; null if the kind cannot stand there. */
function replaceRange(
  state: EditorState,
  range: NodeRange,
  lines: readonly Line[],
  kind: Kind,
): Transaction | null {
  const { before, after } = blocksAround(range)
  const made = convertLines(kind, lines, state.schema)
  const whole = range.parent.type.name === 'body'
  const from = whole ? range.start : range.$from.before(range.depth)
  const to = whole ? range.end : range.$from.after(range.depth)
  const $from = state.doc.resolve(from)
  const nodes = Fragment.fromArray([...before, ...made.nodes, ...after])
  if (!$from.parent.canReplace($from.index(), state.doc.resolve(to).index(), nodes)) return null
  const tr = state.tr.replaceWith(from, to, nodes)
  const base = from + before.reduce((sum, node) => sum + node.nodeSize, 0)
  const { anchor, head } = state.selection
  const place = (position: number): number =>
    Math.min(mapToLines(position, lines, made.starts, base), tr.doc.content.size)
  return tr.setSelection(TextSelection.between(tr.doc.resolve(place(anchor)), tr.doc.resolve(place(head))))
}

/** Makes parts of a block those of another kind of it: items of a list tasks. */
function changeParts(
  range: NodeRange,
  kind: Kind,
  state: EditorState,
  dispatch: Parameters<Command>[1],
): boolean {
  const { tr } = state
  let at = range.start
  for (const part of nodesIn(range)) {
    if (kind.parts?.are(part) === false) tr.setNodeMarkup(at, null, { ...part.attrs, ...kind.parts.attrs })
    at += part.nodeSize
  }
  dispatch?.(tr.scrollIntoView())
  return true
}

/**
 * Turns the selected blocks, list items or turns into another kind and keeps words and caret. Blocks that are already of that
 * kind become paragraphs. Returns false if one of them is more than words: a photo, an embed, a divider.
 */
export function turnInto(kind: Kind): Command {
  return (state, dispatch) => {
    const range = blockRange(state)
    if (range === null) return false
    if (range.parent.type.name === kind.type && !arePartsOf(range, kind))
      return changeParts(range, kind, state, dispatch)
    const already = arePartsOf(range, kind) || nodesIn(range).every((node) => isKind(node, kind))
    const lines: Line[] = []
    let at = range.start
    for (const node of nodesIn(range)) {
      const inner = linesIn(node, at)
      if (inner === null) return false
      lines.push(...inner)
      at += node.nodeSize
    }
    if (lines.length === 0) return false
    const tr = replaceRange(state, range, lines, already ? PARAGRAPH : kind)
    if (tr === null) return false
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

/** Returns true if all blocks in the selection are of a kind. Cheap: menus call it for every kind. */
export function selectionIs(state: EditorState, kind: Kind): boolean {
  const range = blockRange(state)
  if (range === null) return false
  if (range.parent.type.name === kind.type) return arePartsOf(range, kind)
  return nodesIn(range).every((node) => isKind(node, kind))
}

/** An empty block of a kind, ready to insert. An embed has no empty form. */
export function emptyBlock(kind: Kind, schema: Schema): Node {
  if (kind.empty !== undefined) return kind.empty(schema)
  const content = kind.turns
    ? convertLines(kind, [{ content: Fragment.empty, start: 0, speaker: '' }], schema)
    : null
  // A gallery is filled with places for two photos.
  const type = typeOf(schema, kind.type)
  return content?.nodes[0] ?? type.createAndFill(kind.attrs ?? null) ?? type.create(kind.attrs ?? null)
}

/**
 * Inserts a block below the caret's block and moves the caret into it, or to the text below if it holds none.
 * @param instead true to replace the caret's paragraph even if it has words; an empty one is always replaced
 */
export function insertBlock(block: Node, instead = false): Command {
  return (state, dispatch) => {
    const here = bodyBlock(state)
    if (here === null) return false
    const { node, position } = here
    const replaces = node.type.name === 'paragraph' && (instead || node.content.size === 0)
    const from = replaces ? position : position + node.nodeSize
    const to = position + node.nodeSize
    const tr = state.tr.replaceWith(from, to, block)
    const end = from + block.nodeSize
    if (block.isLeaf) {
      const next = tr.doc.resolve(end).nodeAfter
      if (next?.isTextblock !== true) tr.insert(end, typeOf(state.schema, 'paragraph').create())
    }
    const inside = Selection.findFrom(tr.doc.resolve(block.isLeaf ? end : from + 1), 1, true)
    if (inside !== null) tr.setSelection(inside)
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

/** Duplicates the selected blocks below themselves and selects the copy. */
export const duplicateBlock: Command = (state, dispatch) => {
  const range = blockRange(state)
  if (range === null) return false
  const { start, end } = range
  const tr = state.tr.insert(end, nodesIn(range))
  const { anchor, head } = state.selection
  const shift = end - start
  if (state.selection instanceof NodeSelection)
    tr.setSelection(NodeSelection.create(tr.doc, state.selection.from + shift))
  else tr.setSelection(TextSelection.between(tr.doc.resolve(anchor + shift), tr.doc.resolve(head + shift)))
  dispatch?.(tr.scrollIntoView())
  return true
}

/**
 * Deletes the selected blocks, and a list or dialogue that would be empty; of a gallery only the photo that is selected as a
 * whole. The body keeps one paragraph.
 */
export const deleteBlock: Command = (state, dispatch) => {
  if (deleteGalleryPhoto(state, dispatch)) return true
  const range = blockRange(state)
  if (range === null) return false
  let { start, end } = range
  let depth = range.depth
  const { $from } = range
  const fills = (at: number): boolean => $from.start(at) === start && $from.end(at) === end
  while (depth > 1 && fills(depth)) {
    start = $from.before(depth)
    end = $from.after(depth)
    depth -= 1
  }
  const tr =
    depth === 1 && fills(1)
      ? state.tr.replaceWith(start, end, typeOf(state.schema, 'paragraph').create())
      : state.tr.delete(start, end)
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min(start + 1, tr.doc.content.size)), 1))
  dispatch?.((depth === 1 ? leaveCardWords(tr, start) : tr).scrollIntoView())
  return true
}
