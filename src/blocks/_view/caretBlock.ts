import { type EditorState, Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** Returns a decoration (class `has-caret`) on the block of the body that the caret is in; an empty set elsewhere. */
export function caretBlockDecoration({ doc, selection: { $head } }: EditorState): DecorationSet {
  if ($head.depth < 2) return DecorationSet.empty
  return DecorationSet.create(doc, [Decoration.node($head.before(2), $head.after(2), { class: 'has-caret' })])
}

/**
 * Returns the plugin that marks the caret's block, so that the style can lay it out always. Chromium loses the caret when
 * one types into a block whose `content-visibility: auto` is not decided yet, such as a new paragraph before its first
 * frame.
 */
export function caretBlockPlugin(): Plugin {
  return new Plugin({ props: { decorations: caretBlockDecoration } })
}
