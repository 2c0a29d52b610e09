import type { Node, NodeType, ResolvedPos } from '@tiptap/pm/model'
import { closeHistory } from '@tiptap/pm/history'
import {
  type Command,
  type EditorState,
  NodeSelection,
  Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import { plainSpaces } from '../../text/unicode.ts'
import { anchorRange, releaseAnchor } from '../_view/anchors.ts'
import type { PictureCut, StoredImage } from '../_view/services.ts'
import { cropText, focusText } from '../crop.ts'
import type { FigureSize } from './schema.ts'
import { creditBar } from './text.ts'

/** What keys and commands mean in a figure, and the transactions that set its picture and its credit. */

/** Stands for inline nodes (a hard break) in a caption's text, so that offsets in the text are offsets in the node. */
const INLINE_NODE = '\ufffc'

/** Returns the caret if it is in a figure's caption, else null. */
function caretInCaption({ selection }: EditorState, figure: NodeType): ResolvedPos | null {
  return selection instanceof TextSelection && selection.empty && selection.$from.parent.type === figure
    ? selection.$from
    : null
}

/**
 * Arrow up in a caption's first line, or down in its last: moves the caret out of the figure. Below a figure that ends
 * the article, down inserts a paragraph.
 * @param step -1 for up, 1 for down
 */
export function exitCaption(figure: NodeType, paragraph: NodeType, step: 1 | -1): Command {
  return (state, dispatch, view) => {
    const $from = caretInCaption(state, figure)
    if ($from === null) return false
    if (view?.endOfTextblock(step === 1 ? 'down' : 'up', state) === false) return false
    const edge = step === 1 ? $from.after() : $from.before()
    const isLast = step === 1 && state.doc.resolve(edge).nodeAfter === null
    const { tr } = state
    if (isLast) tr.insert(edge, paragraph.create())
    const next = isLast
      ? TextSelection.create(tr.doc, edge + 1)
      : Selection.findFrom(tr.doc.resolve(edge), step)
    if (next === null) return false
    dispatch?.(tr.setSelection(next).scrollIntoView())
    return true
  }
}

/** Returns the figure that is selected as a whole, or whose caption the selection is in; null if there is none. */
function figureAt({ selection }: EditorState): { readonly node: Node; readonly position: number } | null {
  if (selection instanceof NodeSelection)
    return selection.node.type.name === 'figure' ? { node: selection.node, position: selection.from } : null
  const { $from, $to } = selection
  const isInOne = $from.sameParent($to) && $from.parent.type.name === 'figure'
  return isInOne ? { node: $from.parent, position: $from.before() } : null
}

/** Moves the selection from a whole figure into its caption, behind the last word. */
export const enterCaption: Command = (state, dispatch) => {
  const figure = state.selection instanceof NodeSelection ? figureAt(state) : null
  if (figure === null) return false
  const end = figure.position + figure.node.nodeSize - 1
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, end)).scrollIntoView())
  return true
}

/** Selects the whole figure whose caption the caret is in. */
export function selectFigure(figure: NodeType): Command {
  return (state, dispatch) => {
    const $from = caretInCaption(state, figure)
    if ($from === null) return false
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, $from.before())))
    return true
  }
}

/** Moves the focus from the caption to the credit, the first of the figure's fields. */
export function focusCredit(figure: NodeType): Command {
  return (state, dispatch, view) => {
    const $from = caretInCaption(state, figure)
    const dom = $from === null || view === undefined ? null : view.nodeDOM($from.before())
    const field = dom instanceof HTMLElement ? dom.querySelector<HTMLElement>('.figure-credit input') : null
    if (dispatch !== undefined) field?.focus()
    return field !== null
  }
}

/** Moves the focus from a selected figure into its toolbar. */
export const focusTools: Command = (state, dispatch, view) => {
  const figure = state.selection instanceof NodeSelection ? figureAt(state) : null
  const dom = figure === null ? null : view?.nodeDOM(figure.position)
  const button = dom instanceof HTMLElement ? dom.querySelector<HTMLElement>('.figure-tools button') : null
  if (dispatch !== undefined) button?.focus()
  return button !== null
}

/** Sets how wide the figure stands. Not for one that waits for its picture. */
export function setSize(size: FigureSize): Command {
  return (state, dispatch) => {
    const figure = figureAt(state)
    if (figure === null || figure.node.attrs.src === null) return false
    const isSelected = state.selection instanceof NodeSelection
    const tr = state.tr.setNodeAttribute(figure.position, 'size', size)
    if (isSelected) tr.setSelection(NodeSelection.create(tr.doc, figure.position))
    dispatch?.(closeHistory(tr))
    return true
  }
}

/** The event by which a command reaches the controls of a figure; its detail is a {@link FigureTool}. */
export const TOOL_EVENT = 'figuretool'

/** What the controls of a figure can be asked to do. */
export type FigureTool = 'replace' | 'crop' | 'alt' | 'lead'

/**
 * Returns a command that runs a tool of the figure's controls: choose another picture, open the crop dialog, move the focus
 * to the alt text, or set or clear the lead image.
 */
export function useTool(tool: FigureTool): Command {
  return (state, dispatch, view) => {
    const figure = figureAt(state)
    if (figure === null || view === undefined) return false
    const src: unknown = figure.node.attrs.src
    if (typeof src !== 'string' && tool !== 'replace') return false
    // A picture on the web is not loaded, so there is nothing to see while one crops it.
    if (tool === 'crop' && typeof src === 'string' && /^https?:/i.test(src.trim())) return false
    const dom = view.nodeDOM(figure.position)
    const controls = dom instanceof HTMLElement ? dom.querySelector('.figure-body') : null
    if (dispatch !== undefined) controls?.dispatchEvent(new CustomEvent(TOOL_EVENT, { detail: tool }))
    return controls !== null
  }
}

/**
 * Returns a transaction that sets the picture of the anchored figure and releases the anchor, in one undoable step; null
 * if the figure is gone or the state does not contain the anchor.
 */
export function setFigureImage(state: EditorState, anchor: number, image: StoredImage): Transaction | null {
  const range = anchorRange(state, anchor)
  const figure = range === null || range.from === range.to ? null : state.doc.nodeAt(range.from)
  if (range === null || figure?.type.name !== 'figure') return null
  const { tr } = state
  const { src, width, height } = image
  // Crop, rotation and focal point were of the picture that was there. Caption, credit, alt text and size stay.
  const attrs = { src, missing: null, width, height, crop: null, rotation: 0, focus: null }
  for (const [name, value] of Object.entries(attrs)) tr.setNodeAttribute(range.from, name, value)
  return closeHistory(releaseAnchor(tr, anchor))
}

/** Returns a transaction that crops the picture of the anchored figure, in one undoable step; null if the figure is gone. */
export function setFigureCrop(state: EditorState, anchor: number, cut: PictureCut): Transaction | null {
  const range = anchorRange(state, anchor)
  if (range === null || state.doc.nodeAt(range.from)?.type.name !== 'figure') return null
  const { tr } = state
  tr.setNodeAttribute(range.from, 'crop', cut.crop === null ? null : cropText(cut.crop))
  tr.setNodeAttribute(range.from, 'rotation', cut.rotation)
  tr.setNodeAttribute(range.from, 'focus', cut.focus === null ? null : focusText(cut.focus))
  return closeHistory(releaseAnchor(tr, anchor))
}

/** Returns the bar's offset and the credit in a caption `people | CREDIT`; null without a bar or with a credit set. */
function captionParts(figure: Node): { bar: number; credit: string } | null {
  if (figure.attrs.credit !== '') return null
  const text = figure.textBetween(0, figure.content.size, null, INLINE_NODE)
  const bar = text.includes(INLINE_NODE) ? -1 : creditBar(plainSpaces(text))
  return bar === -1 ? null : { bar, credit: text.slice(bar + 1).trim() }
}

/**
 * Returns a transaction that moves the credit typed in a caption into the figure's credit:
 * `Mina and Jun | JTBC` becomes the caption `Mina and Jun` and the credit `JTBC`.
 * @param position the figure's
 * @returns null if there is nothing to move
 */
export function splitCredit(state: EditorState, position: number): Transaction | null {
  const figure = state.doc.nodeAt(position)
  const parts = figure?.type.name === 'figure' ? captionParts(figure) : null
  if (figure === null || parts === null) return null
  const caption = figure.textBetween(0, parts.bar, null, INLINE_NODE)
  const start = position + 1
  const tr = state.tr.delete(start + caption.trimEnd().length, start + figure.content.size)
  return tr.setNodeAttribute(position, 'credit', parts.credit)
}

/** Returns the text of the caption of the figure at a position, '' if there is no figure. */
export function captionText(state: EditorState, position: number): string {
  const node = state.doc.nodeAt(position)
  return node?.type.name === 'figure' ? node.textContent : ''
}
