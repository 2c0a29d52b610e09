import { type Command, NodeSelection } from '@tiptap/pm/state'

/**
 * Moves the focus from a selected embed into the title field of its card. Bound to Tab and F2. Returns false if no embed is
 * selected, so that the key keeps its other meanings.
 */
export const focusCard: Command = (state, dispatch, view) => {
  const { selection } = state
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'embed') return false
  const dom = view?.nodeDOM(selection.from)
  const field = dom instanceof HTMLElement ? dom.querySelector<HTMLElement>('.embed-title') : null
  if (dispatch !== undefined) field?.focus()
  return field !== null
}
