import type { NodeType } from '@tiptap/pm/model'
import { type Command, TextSelection } from '@tiptap/pm/state'

/** Whether the selection is a caret in a node of this type. */
function caretIn(type: NodeType, state: Parameters<Command>[0]): boolean {
  return (
    state.selection instanceof TextSelection &&
    state.selection.empty &&
    state.selection.$from.parent.type === type
  )
}

/** Enter in a one-line block: what follows the caret goes on as a paragraph below; an empty block becomes one. */
export function continueAsParagraph(type: NodeType, paragraph: NodeType): Command {
  return (state, dispatch) => {
    if (!caretIn(type, state)) return false
    const { $from } = state.selection
    if ($from.parent.content.size === 0) dispatch?.(state.tr.setNodeMarkup($from.before(), paragraph, null))
    else dispatch?.(state.tr.split($from.pos, 1, [{ type: paragraph }]).scrollIntoView())
    return true
  }
}

/** Enter in text that must not be split (a photo's caption): the caret goes to a new paragraph below. */
export function leaveBelow(type: NodeType, paragraph: NodeType): Command {
  return (state, dispatch) => {
    if (!caretIn(type, state)) return false
    if (dispatch) {
      const after = state.selection.$from.after()
      const tr = state.tr.insert(after, paragraph.create())
      dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
    }
    return true
  }
}

/** Backspace at the start of a special block: it becomes a paragraph with the same words; the block before is not touched. */
export function becomeParagraph(type: NodeType, paragraph: NodeType): Command {
  return (state, dispatch) => {
    if (!caretIn(type, state) || state.selection.$from.parentOffset > 0) return false
    dispatch?.(state.tr.setNodeMarkup(state.selection.$from.before(), paragraph, null).scrollIntoView())
    return true
  }
}
