import type { EditorView } from '@tiptap/pm/view'

/** The fields beside a turn's words, as the forms name them. */
export const TURN_FIELDS = ['speaker', 'addressee', 'parenthetical'] as const
export type TurnField = (typeof TURN_FIELDS)[number]

/** The event by which a command asks a turn to open one of its fields; `detail` is the field's name. */
export const EDIT_FIELD_EVENT = 'galley-edit'

/** Opens a field of the turn at a position. Does nothing where the page shows no turn there. */
export function openField(view: EditorView, position: number, field: TurnField): void {
  const dom = view.nodeDOM(position)
  const chrome = dom instanceof HTMLElement ? dom.querySelector('.turn-who') : null
  chrome?.dispatchEvent(new CustomEvent(EDIT_FIELD_EVENT, { detail: field }))
}
