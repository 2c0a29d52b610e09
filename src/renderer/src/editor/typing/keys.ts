import { Extension } from '@tiptap/core'
import { chainCommands } from '@tiptap/pm/commands'
import { keymap } from '@tiptap/pm/keymap'
import type { Schema } from '@tiptap/pm/model'
import { liftListItem } from '@tiptap/pm/schema-list'
import { type Command, type Plugin } from '@tiptap/pm/state'
import { canSplit } from '@tiptap/pm/transform'
import { belowCard } from '../../../../blocks/_view/cardTyping.ts'
import { placeCaretInParagraph } from '../../../../blocks/_view/keys.ts'
import { backspaceAtEdge, deleteAtEdge, deleteCard, underAll } from '../../../../blocks/_view/neighbours.ts'
import { indentItem, splitItem } from '../../../../blocks/list/view.ts'
import { views } from '../../../../blocks/views.ts'
import { editCommands } from '../commands/editCommands.ts'
import { lineBreak } from '../commands/lineBreak.ts'
import { focusAfterArticle } from './tabOut.ts'

/**
 * Enter over a selection across blocks: deletes it and splits the block that is left. Tiptap's own Enter splits at the
 * positions before the deletion, and throws.
 */
const deleteAndSplit: Command = (state, dispatch) => {
  const { $from, $to, empty } = state.selection
  if (empty || $from.sameParent($to)) return false
  const tr = state.tr.deleteSelection()
  const at = tr.selection.from
  if (tr.selection.$from.parent.isTextblock && canSplit(tr.doc, at)) tr.split(at)
  dispatch?.(tr.scrollIntoView())
  return true
}

/** Enter on a selected block puts the caret into a paragraph below it. */
const enterBelowBlock: Command = (state, dispatch) => {
  const { selection } = state
  const { paragraph } = state.schema.nodes
  const below = belowCard(selection)
  if (below === null || paragraph === undefined) return false
  dispatch?.(placeCaretInParagraph(state.tr, below, paragraph))
  return true
}

/** Keys in lists: Enter splits an item, Tab and Shift+Tab change its level. */
function listKeys({ nodes: { listItem } }: Schema): Record<string, Command> {
  if (listItem === undefined) return {}
  return { Enter: splitItem(listItem), Tab: indentItem(listItem), 'Shift-Tab': liftListItem(listItem) }
}

/** Returns the keymap of the editor's commands: each key of a command with `bound: 'editor'`. */
function commandKeys(schema: Schema): Record<string, Command> {
  return Object.fromEntries(
    editCommands(schema)
      .flatMap(({ keys, command }) => (keys ?? '').split(' ').map((key) => [key, command] as const))
      .filter(([key]) => key !== ''),
  )
}

/**
 * Blocks come first so that a key can mean something else inside them: Enter in a turn begins the next turn, in a caption it
 * leaves the photo. A command that returns false passes the key on.
 */

/** All key bindings of the text, in order of precedence: the blocks' own, edges of blocks, lists, Enter, commands, Tab. */
export const Keys = Extension.create({
  name: 'keys',
  priority: 200,
  addProseMirrorPlugins() {
    const { schema } = this.editor
    const blocks = views.flatMap((view): Plugin[] =>
      view.keys === undefined ? [] : [keymap({ ...view.keys(schema) })],
    )
    return [
      ...blocks,
      keymap({
        ...underAll('Backspace', chainCommands(deleteCard, backspaceAtEdge)),
        ...underAll('Delete', chainCommands(deleteCard, deleteAtEdge)),
      }),
      keymap(listKeys(schema)),
      keymap({ Enter: chainCommands(enterBelowBlock, deleteAndSplit) }),
      keymap(commandKeys(schema)),
      // Outside a task, which the key ticks.
      keymap({ 'Mod-Enter': lineBreak(schema) }),
      keymap({ Tab: focusAfterArticle }),
    ]
  },
})
