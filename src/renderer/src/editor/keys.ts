import { Extension } from '@tiptap/core'
import { toggleMark, chainCommands, exitCode } from '@tiptap/pm/commands'
import { keymap } from '@tiptap/pm/keymap'
import type { Schema } from '@tiptap/pm/model'
import { liftListItem, sinkListItem, splitListItem } from '@tiptap/pm/schema-list'
import type { Command, Plugin } from '@tiptap/pm/state'
import { views } from '../../../blocks/views.ts'

/** Shift+Enter: a line break where the block holds one, a way out of code. */
function lineBreak(schema: Schema): Command {
  return chainCommands(exitCode, (state, dispatch) => {
    const { hardBreak } = schema.nodes
    const { $from, $to } = state.selection
    if (hardBreak === undefined || !$from.sameParent($to)) return false
    if (!$from.parent.type.contentMatch.matchType(hardBreak)) return false
    dispatch?.(state.tr.replaceSelectionWith(hardBreak.create()).scrollIntoView())
    return true
  })
}

function textKeys(schema: Schema): Record<string, Command> {
  const { strong, em, strike, code } = schema.marks
  const { listItem } = schema.nodes
  return {
    ...(strong ? { 'Mod-b': toggleMark(strong) } : {}),
    ...(em ? { 'Mod-i': toggleMark(em) } : {}),
    ...(strike ? { 'Mod-Shift-s': toggleMark(strike) } : {}),
    ...(code ? { 'Mod-e': toggleMark(code) } : {}),
    ...(listItem
      ? {
          Enter: splitListItem(listItem),
          Tab: sinkListItem(listItem),
          'Shift-Tab': liftListItem(listItem),
        }
      : {}),
    'Shift-Enter': lineBreak(schema),
    'Mod-Enter': lineBreak(schema),
  }
}

/** What keys mean: each block's own bindings first, then those of text and lists. */
export const Keys = Extension.create({
  name: 'keys',
  priority: 200,
  addProseMirrorPlugins() {
    const { schema } = this.editor
    const blocks = views.flatMap((view): Plugin[] =>
      view.keys === undefined ? [] : [keymap({ ...view.keys(schema) })],
    )
    return [...blocks, keymap(textKeys(schema))]
  },
})
