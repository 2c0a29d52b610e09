import { chainCommands, exitCode } from '@tiptap/pm/commands'
import type { Schema } from '@tiptap/pm/model'
import type { Command } from '@tiptap/pm/state'

/** Shift+Enter: inserts a line break where the block can hold one; leaves a block of code. */
export function lineBreak(schema: Schema): Command {
  return chainCommands(exitCode, (state, dispatch) => {
    const { hardBreak } = schema.nodes
    const { $from, $to } = state.selection
    if (hardBreak === undefined || !$from.sameParent($to)) return false
    if (!$from.parent.type.contentMatch.matchType(hardBreak)) return false
    dispatch?.(state.tr.replaceSelectionWith(hardBreak.create()).scrollIntoView())
    return true
  })
}
