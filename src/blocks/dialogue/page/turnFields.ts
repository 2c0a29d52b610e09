import type { EditorView } from '@tiptap/pm/view'

/** The fields beside a turn's words; also the names of their inputs and of the node's attributes. */
export const TURN_FIELDS = ['speaker', 'addressee', 'parenthetical'] as const
/** One of {@link TURN_FIELDS}. */
export type TurnField = (typeof TURN_FIELDS)[number]

/**
 * A DOM event by which a command asks a turn's view to open a field; `detail` is the field's name. Commands know a
 * position, and ProseMirror gives them the view's DOM, not the view.
 */
export const EDIT_FIELD_EVENT = 'galley-edit'

/** Opens a field of the turn at a position; does nothing if there is no turn on the page. */
export function openField(view: EditorView, position: number, field: TurnField): void {
  const dom = view.nodeDOM(position)
  const chrome = dom instanceof HTMLElement ? dom.querySelector('.turn-who') : null
  chrome?.dispatchEvent(new CustomEvent(EDIT_FIELD_EVENT, { detail: field }))
}
