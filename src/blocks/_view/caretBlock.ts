import { type EditorState, Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** A mark on the block of the body that the caret is in; empty elsewhere. */
export function caretBlockDecoration({ doc, selection: { $head } }: EditorState): DecorationSet {
  if ($head.depth < 2) return DecorationSet.empty
  return DecorationSet.create(doc, [Decoration.node($head.before(2), $head.after(2), { class: 'has-caret' })])
}

/**
 * Marks the caret's block, so that it is always laid out. Chromium loses the caret when one types into a block whose
 * `content-visibility` is still to be judged: a paragraph just begun, before its first frame.
 */
export function caretBlockPlugin(): Plugin {
  return new Plugin({ props: { decorations: caretBlockDecoration } })
}
