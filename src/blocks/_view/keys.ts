import type { NodeType } from '@tiptap/pm/model'
import { type Command, TextSelection, type Transaction } from '@tiptap/pm/state'

/**
 * Commands for Enter and Backspace that several blocks bind in their `view.ts`. As in ProseMirror, a command returns
 * false if the key has no meaning in its block here, and changes nothing when it is called without `dispatch`.
 */

/** Returns true if the selection is a caret whose parent is of this type. */
function isCaretIn(type: NodeType, state: Parameters<Command>[0]): boolean {
  return (
    state.selection instanceof TextSelection &&
    state.selection.empty &&
    state.selection.$from.parent.type === type
  )
}

/**
 * Wraps a caret command for a selection within one block: deletes the selected text, then runs the command at the caret
 * that is left. If the deletion empties the block, the command does not run: Enter over a whole paragraph must not leave
 * the block as Enter in an empty one does. Any other selection goes to the command unchanged.
 */
export function deleteSelectionThen(command: Command): Command {
  return (state, dispatch, view) => {
    const { $from, $to, empty } = state.selection
    if (empty || !(state.selection instanceof TextSelection) || !$from.sameParent($to))
      return command(state, dispatch, view)
    const tr = state.tr.deleteSelection()
    const remaining = state.apply(tr)
    // A dry run (no `dispatch`) on the remaining state: does the key belong to this block at all?
    if (!command(remaining)) return false
    dispatch?.(tr.scrollIntoView())
    if (remaining.selection.$from.parent.content.size === 0) return true
    return dispatch === undefined || command(view?.state ?? remaining, dispatch, view)
  }
}

/**
 * Enter in a one-line block such as a caption. At the start, inserts an empty paragraph above; elsewhere, moves the text
 * behind the caret into a new paragraph below; turns an empty block into a paragraph.
 */
export function splitIntoParagraph(type: NodeType, paragraph: NodeType): Command {
  return (state, dispatch) => {
    if (!isCaretIn(type, state)) return false
    const { $from } = state.selection
    if ($from.parent.content.size === 0) dispatch?.(state.tr.setNodeMarkup($from.before(), paragraph, null))
    else if ($from.parentOffset === 0)
      dispatch?.(state.tr.insert($from.before(), paragraph.create()).scrollIntoView())
    else dispatch?.(state.tr.split($from.pos, 1, [{ type: paragraph }]).scrollIntoView())
    return true
  }
}

/**
 * Puts the caret into the empty paragraph at a position, after inserting one if there is none.
 * @param position between two blocks
 * @returns the same transaction
 */
export function placeCaretInParagraph(tr: Transaction, position: number, paragraph: NodeType): Transaction {
  const next = tr.doc.resolve(position).nodeAfter
  if (next?.type !== paragraph || next.content.size > 0) tr.insert(position, paragraph.create())
  return tr.setSelection(TextSelection.create(tr.doc, position + 1)).scrollIntoView()
}

/** Enter in text that must not be split, such as a photo's caption: moves the caret to an empty paragraph below. */
export function exitBelow(type: NodeType, paragraph: NodeType): Command {
  return (state, dispatch) => {
    const { $from, $to } = state.selection
    if (!(state.selection instanceof TextSelection) || !$from.sameParent($to) || $from.parent.type !== type)
      return false
    dispatch?.(placeCaretInParagraph(state.tr, $from.after(), paragraph))
    return true
  }
}

/** Backspace at the start of a block: turns it into a paragraph with the same text. The block before stays as it is. */
export function convertToParagraph(type: NodeType, paragraph: NodeType): Command {
  return (state, dispatch) => {
    if (!isCaretIn(type, state) || state.selection.$from.parentOffset > 0) return false
    dispatch?.(state.tr.setNodeMarkup(state.selection.$from.before(), paragraph, null).scrollIntoView())
    return true
  }
}
