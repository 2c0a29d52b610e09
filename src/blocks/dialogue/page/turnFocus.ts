import { Fragment, type Node } from '@tiptap/pm/model'
import { Selection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** Where the caret goes when the writer leaves a turn's fields. Positions are those of turns. */

/** Sets the selection, scrolls to it and moves the keyboard focus from the form into the text. */
function select(view: EditorView, selection: Selection): void {
  view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
  view.focus()
}

/** Moves the caret to the start of a turn's words. */
export function focusWords(view: EditorView, position: number): void {
  select(view, TextSelection.create(view.state.doc, position + 1))
}

/** Moves the caret to the end of the text before a turn; to the turn's own start if there is none. */
export function focusWordsBefore(view: EditorView, position: number): void {
  const before = Selection.findFrom(view.state.doc.resolve(position), -1, true)
  select(view, before ?? TextSelection.create(view.state.doc, position + 1))
}

/**
 * Moves the caret to the start of a turn's words and types a character there. Asks `handleTextInput` as the keyboard
 * would, so that smart quotes apply.
 */
export function typeInTurn(view: EditorView, position: number, text: string): void {
  focusWords(view, position)
  const at = position + 1
  const original = () => view.state.tr.insertText(text, at, at)
  const isHandled = view.someProp('handleTextInput', (handle) => handle(view, at, at, text, original))
  if (isHandled !== true) view.dispatch(original())
}

/** Returns a dialogue without one of its turns. */
function withoutTurn(dialogue: Node, index: number): Node {
  const turns = dialogue.children
  return dialogue.copy(Fragment.from(turns.toSpliced(index, 1)))
}

/**
 * Deletes a turn without words. The last turn of a dialogue becomes an empty paragraph below it, with the caret; any other
 * gives the caret to the turn before.
 */
export function removeEmptyTurn(view: EditorView, position: number): void {
  const $at = view.state.doc.resolve(position)
  const { paragraph } = view.state.schema.nodes
  const { tr } = view.state
  const isLast = $at.index() === $at.parent.childCount - 1
  if (isLast && paragraph !== undefined) {
    const rest = $at.parent.childCount === 1 ? [] : [withoutTurn($at.parent, $at.index())]
    tr.replaceWith($at.before(), $at.after(), [...rest, paragraph.create()])
    tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map($at.after(), -1) - 1)))
  } else {
    tr.delete(position, position + ($at.nodeAfter?.nodeSize ?? 0))
    tr.setSelection(Selection.near(tr.doc.resolve(position), -1))
  }
  view.dispatch(tr.scrollIntoView())
  view.focus()
}
