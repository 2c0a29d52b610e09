import type { Node } from '@tiptap/pm/model'
import { Selection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

function select(view: EditorView, selection: Selection): void {
  view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
  view.focus()
}

/** From a turn's fields to the end of its words when they are new, else to their start. */
export function focusWords(view: EditorView, position: number): void {
  select(view, TextSelection.create(view.state.doc, position + 1))
}

/** From a turn's fields back to what is said before it. */
export function focusWordsBefore(view: EditorView, position: number): void {
  const before = Selection.findFrom(view.state.doc.resolve(position), -1, true)
  select(view, before ?? TextSelection.create(view.state.doc, position + 1))
}

/** Goes to a turn's words and types a character there, as the keyboard would. */
export function typeInTurn(view: EditorView, position: number, text: string): void {
  focusWords(view, position)
  const at = position + 1
  const original = () => view.state.tr.insertText(text, at, at)
  const handled = view.someProp('handleTextInput', (ask) => ask(view, at, at, text, original))
  if (handled !== true) view.dispatch(original())
}

function withoutTurn(dialogue: Node, index: number): Node {
  let content = dialogue.content
  const start = Array.from({ length: index }, (_, at) => dialogue.child(at).nodeSize).reduce(
    (a, b) => a + b,
    0,
  )
  content = content.cut(0, start).append(content.cut(start + dialogue.child(index).nodeSize))
  return dialogue.copy(content)
}

/** Takes a turn without words away: a paragraph stands in its place when it was the last of its dialogue. */
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
