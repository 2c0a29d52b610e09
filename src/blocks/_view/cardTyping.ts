import {
  type EditorState,
  NodeSelection,
  Plugin,
  type Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import { beforeComposing } from './composing.ts'
import { isCard } from './neighbours.ts'

/**
 * Returns the position below a block of the body that is selected as a node, or below the gallery whose photo is; null for any
 * other selection.
 */
export function belowCard(selection: Selection): number | null {
  if (!(selection instanceof NodeSelection)) return null
  const { $from, node } = selection
  if ($from.depth === 1) return selection.to
  return $from.depth > 1 && node.isBlock && isCard(node) ? $from.after(2) : null
}

/**
 * Returns a transaction that puts `text` into a new paragraph below the selected card (figure, embed or divider), with
 * the caret behind it; an empty paragraph for ''. Returns null if no card is selected. Below a photo of a gallery is below the gallery.
 */
export function insertBelowCard(state: EditorState, text: string): Transaction | null {
  const { selection, schema } = state
  const { paragraph } = schema.nodes
  const below = belowCard(selection)
  if (below === null || paragraph === undefined) return null
  const tr = state.tr.insert(below, paragraph.create(null, text === '' ? null : schema.text(text)))
  return tr.setSelection(TextSelection.create(tr.doc, below + 1 + text.length)).scrollIntoView()
}

/**
 * Returns the plugin that keeps a selected card when the writer types: ProseMirror would replace a selected node by the
 * character, so the character starts a paragraph below instead.
 */
export function cardTypingPlugin(): Plugin {
  return new Plugin({
    props: {
      // An input method would compose in the photo's caption.
      handleDOMEvents: beforeComposing((view) => {
        const tr = insertBelowCard(view.state, '')
        if (tr !== null) view.dispatch(tr)
      }),
      handleTextInput: (view, _from, _to, text) => {
        const tr = insertBelowCard(view.state, text)
        if (tr === null) return false
        view.dispatch(tr)
        return true
      },
    },
  })
}
