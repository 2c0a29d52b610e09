import type { Node, NodeType, ResolvedPos } from '@tiptap/pm/model'
import { type Command, type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { plainSpaces } from '../../text/unicode.ts'
import { anchorRange, releaseAnchor } from '../_view/anchors.ts'
import type { StoredImage } from '../_view/services.ts'
import { creditBar } from './text.ts'

/** What keys mean in a figure's caption, and the transactions that set its picture and its credit. */

/** Stands for inline nodes (a hard break) in a caption's text, so that offsets in the text are offsets in the node. */
const INLINE_NODE = '\ufffc'

/** Returns the caret if it is in a figure's caption, else null. */
export function caretInCaption({ selection }: EditorState, figure: NodeType): ResolvedPos | null {
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

/**
 * Moves the focus from the caption into the figure's fields and buttons.
 * @param step 1 for the first of them (Tab), -1 for the last (Shift+Tab)
 */
export function focusFields(figure: NodeType, step: 1 | -1): Command {
  return (state, dispatch, view) => {
    const $from = caretInCaption(state, figure)
    const dom = $from === null || view === undefined ? null : view.nodeDOM($from.before())
    if (!(dom instanceof HTMLElement)) return false
    const fields = dom.querySelectorAll<HTMLElement>('.figure-chrome :is(button, input):not(:disabled)')
    const visible = Array.from(fields).filter((field) => field.checkVisibility())
    if (dispatch !== undefined) visible.at(step === 1 ? 0 : -1)?.focus()
    return visible.length > 0
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
  for (const name of ['src', 'width', 'height'] as const) tr.setNodeAttribute(range.from, name, image[name])
  return releaseAnchor(tr, anchor)
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
