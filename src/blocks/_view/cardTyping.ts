import { type EditorState, NodeSelection, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state'

/**
 * Returns a transaction that puts `text` into a new paragraph below the selected card (figure, embed or divider), with
 * the caret behind it; null if no block of the body is selected as a node.
 */
export function insertBelowCard(state: EditorState, text: string): Transaction | null {
  const { selection, schema } = state
  const { paragraph } = schema.nodes
  if (!(selection instanceof NodeSelection) || selection.$from.depth !== 1 || paragraph === undefined)
    return null
  const tr = state.tr.insert(selection.to, paragraph.create(null, schema.text(text)))
  return tr.setSelection(TextSelection.create(tr.doc, selection.to + 1 + text.length)).scrollIntoView()
}

/**
 * Returns the plugin that keeps a selected card when the writer types: ProseMirror would replace a selected node by the
 * character, so the character starts a paragraph below instead.
 */
export function cardTypingPlugin(): Plugin {
  return new Plugin({
    props: {
      handleTextInput: (view, _from, _to, text) => {
        const tr = insertBelowCard(view.state, text)
        if (tr === null) return false
        view.dispatch(tr)
        return true
      },
    },
  })
}
