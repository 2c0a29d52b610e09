import type { Node } from '@tiptap/pm/model'
import { type Command, type EditorState, Selection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { placeCaretInParagraph } from '../../_view/keys.ts'
import { cellStart, tablePlace } from '../commands.ts'

/** The ways of the caret from cell to cell, out of a table, and to its tools. Browsers differ in them, and none leaves a last row. */

/** In pixels: how deep in a cell its first and last line are looked for. */
const LINE_INSET = 14

/** Returns the place in a cell that is nearest to the caret's distance from the side; null where nothing is drawn. */
function placeBelowCaret(view: EditorView, cell: number, step: 1 | -1): number | null {
  const dom = view.nodeDOM(cell)
  if (!(dom instanceof HTMLElement)) return null
  const { left, right, top, bottom } = dom.getBoundingClientRect()
  if (bottom - top === 0) return null
  const caret = view.coordsAtPos(view.state.selection.head).left
  const x = Math.min(Math.max(caret, left + 1), right - 1)
  const y = step === 1 ? top + LINE_INSET : bottom - LINE_INSET
  return view.posAtCoords({ left: x, top: y })?.pos ?? null
}

/** Returns the caret in a cell above or below. */
function caretInCell(
  state: EditorState,
  view: EditorView | undefined,
  { start, size }: { readonly start: number; readonly size: number },
  step: 1 | -1,
): Selection {
  const found = view === undefined ? null : placeBelowCaret(view, start - 1, step)
  const isInside = found !== null && found >= start && found <= start + size
  return TextSelection.create(state.doc, isInside ? found : step === 1 ? start : start + size)
}

/**
 * Arrow down (1) in the last line of a cell, or up (-1) in its first: moves the caret to the cell below or above, and out of the
 * table at its edge. Below a table that ends the article, down inserts a paragraph.
 */
export function goToRow(step: 1 | -1): Command {
  return (state, dispatch, view) => {
    const place = tablePlace(state)
    const { paragraph } = state.schema.nodes
    if (place === null || paragraph === undefined || !state.selection.empty) return false
    if (view?.endOfTextblock(step === 1 ? 'down' : 'up', state) === false) return false
    const { table, position, row, column } = place
    const cell: Node | null | undefined = table.maybeChild(row + step)?.maybeChild(column)
    if (cell != null) {
      const target = { start: cellStart(table, position, row + step, column), size: cell.content.size }
      dispatch?.(state.tr.setSelection(caretInCell(state, view, target, step)).scrollIntoView())
      return true
    }
    const edge = state.doc.resolve(step === 1 ? position + table.nodeSize : position)
    if (step === 1 && edge.nodeAfter === null) {
      dispatch?.(placeCaretInParagraph(state.tr, edge.pos, paragraph))
      return true
    }
    const next = Selection.findFrom(edge, step)
    if (next === null) return false
    dispatch?.(state.tr.setSelection(next).scrollIntoView())
    return true
  }
}

/** Returns the command that moves the focus to a control of the caret's table. */
function focusPart(query: string, isThere: (state: EditorState) => boolean): Command {
  return (state, dispatch, view) => {
    const place = tablePlace(state)
    if (place === null || !isThere(state)) return false
    const dom = view?.nodeDOM(place.position)
    const part = dom instanceof HTMLElement ? dom.querySelector<HTMLElement>(query) : null
    if (dispatch !== undefined) part?.focus()
    return part !== null
  }
}

/** Shift+Tab in the first cell: moves the focus to the caption, which is before it. */
export const focusCaption: Command = focusPart('.table-title', (state) => {
  const place = tablePlace(state)
  return place?.row === 0 && place.column === 0
})

/** Moves the focus to the button that opens the table's menu. */
export const focusMenu: Command = focusPart('.table-tools button', () => true)
