import { type EditorState, NodeSelection, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state'

/** What is typed on a selected card, as a paragraph below it; null where no card is selected. */
export function insertBelowCard(state: EditorState, text: string): Transaction | null {
  const { selection, schema } = state
  const { paragraph } = schema.nodes
  if (!(selection instanceof NodeSelection) || selection.$from.depth !== 1 || paragraph === undefined)
    return null
  const tr = state.tr.insert(selection.to, paragraph.create(null, schema.text(text)))
  return tr.setSelection(TextSelection.create(tr.doc, selection.to + 1 + text.length)).scrollIntoView()
}

/** A letter typed while a card is selected must not replace the card: it begins a paragraph below. */
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
