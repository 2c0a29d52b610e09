import type { NodeType } from '@tiptap/pm/model'
import { type Command, TextSelection, type Transaction } from '@tiptap/pm/state'

/** Whether the selection is a caret in a node of this type. */
function isCaretIn(type: NodeType, state: Parameters<Command>[0]): boolean {
  return (
    state.selection instanceof TextSelection &&
    state.selection.empty &&
    state.selection.$from.parent.type === type
  )
}

/**
 * A key over selected words of one block: they go, then the key means what it means at the caret that is left. In a block
 * that is left without words it means no more than that.
 */
export function deleteSelectionThen(command: Command): Command {
  return (state, dispatch, view) => {
    const { $from, $to, empty } = state.selection
    if (empty || !(state.selection instanceof TextSelection) || !$from.sameParent($to))
      return command(state, dispatch, view)
    const tr = state.tr.deleteSelection()
    const left = state.apply(tr)
    // Asked of what is left, without doing anything: whether the key is ours at all.
    if (!command(left)) return false
    dispatch?.(tr.scrollIntoView())
    if (left.selection.$from.parent.content.size === 0) return true
    return dispatch === undefined || command(view?.state ?? left, dispatch, view)
  }
}

/**
 * Enter in a one-line block: what follows the caret goes on as a paragraph below; before its first letter there is room
 * for one above; an empty block becomes one.
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

/** Puts the caret into the empty paragraph at `place`; makes one where none stands there yet. */
export function placeCaretInParagraph(tr: Transaction, place: number, paragraph: NodeType): Transaction {
  const there = tr.doc.resolve(place).nodeAfter
  if (there?.type !== paragraph || there.content.size > 0) tr.insert(place, paragraph.create())
  return tr.setSelection(TextSelection.create(tr.doc, place + 1)).scrollIntoView()
}

/** Enter in text that must not be split (a photo's caption): the caret goes to a new paragraph below; all words stay. */
export function exitBelow(type: NodeType, paragraph: NodeType): Command {
  return (state, dispatch) => {
    const { $from, $to } = state.selection
    if (!(state.selection instanceof TextSelection) || !$from.sameParent($to) || $from.parent.type !== type)
      return false
    dispatch?.(placeCaretInParagraph(state.tr, $from.after(), paragraph))
    return true
  }
}

/** Backspace at the start of a special block: it becomes a paragraph with the same words; the block before is not touched. */
export function convertToParagraph(type: NodeType, paragraph: NodeType): Command {
  return (state, dispatch) => {
    if (!isCaretIn(type, state) || state.selection.$from.parentOffset > 0) return false
    dispatch?.(state.tr.setNodeMarkup(state.selection.$from.before(), paragraph, null).scrollIntoView())
    return true
  }
}
