import type { Node, NodeType, ResolvedPos } from '@tiptap/pm/model'
import { type Command, type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { plainSpaces } from '../../text/unicode.ts'
import { anchorRange, releaseAnchor } from '../_view/anchors.ts'
import type { StoredImage } from '../_view/services.ts'
import { creditBar } from './text.ts'

/** The caret's place when it stands in a figure's caption. */
export function caretInCaption({ selection }: EditorState, figure: NodeType): ResolvedPos | null {
  return selection instanceof TextSelection && selection.empty && selection.$from.parent.type === figure
    ? selection.$from
    : null
}

/**
 * Up and Down at the caption's first and last line walk out of it: into what stands there, or into a new paragraph
 * below the article's last figure.
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

/** Tab goes from the caption to the figure's fields, Shift+Tab to the last of them. */
export function focusFields(figure: NodeType, step: 1 | -1): Command {
  return (state, _dispatch, view) => {
    const $from = caretInCaption(state, figure)
    const dom = $from === null || view === undefined ? null : view.nodeDOM($from.before())
    if (!(dom instanceof HTMLElement)) return false
    const all = dom.querySelectorAll<HTMLElement>('.figure-chrome :is(button, input):not(:disabled)')
    const shown = Array.from(all).filter((field) => field.checkVisibility())
    shown.at(step === 1 ? 0 : -1)?.focus()
    return shown.length > 0
  }
}

/**
 * Gives the anchored figure a picture, in one undoable step. Null where that figure is gone, or the state does not know
 * the anchor.
 */
export function setFigureImage(state: EditorState, anchor: number, image: StoredImage): Transaction | null {
  const range = anchorRange(state, anchor)
  const figure = range === null || range.from === range.to ? null : state.doc.nodeAt(range.from)
  if (range === null || figure?.type.name !== 'figure') return null
  const { tr } = state
  for (const name of ['src', 'width', 'height'] as const) tr.setNodeAttribute(range.from, name, image[name])
  return releaseAnchor(tr, anchor)
}

/** What a caption of the form `people | CREDIT` holds: where its bar stands, and the credit; null where there is none. */
function captionParts(figure: Node): { bar: number; credit: string } | null {
  if (figure.attrs.credit !== '') return null
  const text = figure.textBetween(0, figure.content.size, null, '\ufffc')
  const bar = text.includes('\ufffc') ? -1 : creditBar(plainSpaces(text))
  return bar === -1 ? null : { bar, credit: text.slice(bar + 1).trim() }
}

/** Parts a figure's caption from the credit typed behind its bar; null where there is nothing to part. */
export function splitCredit(state: EditorState, position: number): Transaction | null {
  const figure = state.doc.nodeAt(position)
  const parts = figure?.type.name === 'figure' ? captionParts(figure) : null
  if (figure === null || parts === null) return null
  const caption = figure.textBetween(0, parts.bar, null, '\ufffc')
  const start = position + 1
  const tr = state.tr.delete(start + caption.trimEnd().length, start + figure.content.size)
  return tr.setNodeAttribute(position, 'credit', parts.credit)
}

/** The caption behind a bar as it was typed: what an undo gives back, and what is then left alone. */
export function captionText(state: EditorState, position: number): string {
  const node = state.doc.nodeAt(position)
  return node?.type.name === 'figure' ? node.textContent : ''
}
