import { Extension } from '@tiptap/core'
import { keymap } from '@tiptap/pm/keymap'
import type { Schema } from '@tiptap/pm/model'
import { liftListItem, sinkListItem, splitListItem } from '@tiptap/pm/schema-list'
import { type Command, NodeSelection, type Plugin, Selection } from '@tiptap/pm/state'
import { backspaceAtEdge, deleteAtEdge, underAll } from '../../../blocks/_view/neighbours.ts'
import { views } from '../../../blocks/views.ts'
import { editing } from './commands/editing.ts'

/** Enter on a selected block writes on below it. */
const writeBelow: Command = (state, dispatch) => {
  const { selection } = state
  const { paragraph } = state.schema.nodes
  if (!(selection instanceof NodeSelection) || paragraph === undefined || selection.$from.depth !== 1)
    return false
  const tr = state.tr.insert(selection.to, paragraph.create())
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(selection.to + 1))).scrollIntoView())
  return true
}

function listKeys({ nodes: { listItem } }: Schema): Record<string, Command> {
  if (listItem === undefined) return {}
  return { Enter: splitListItem(listItem), Tab: sinkListItem(listItem), 'Shift-Tab': liftListItem(listItem) }
}

/** The keys of the command list, each with what it does. */
function commandKeys(schema: Schema): Record<string, Command> {
  return Object.fromEntries(
    editing(schema)
      .filter(({ boundElsewhere }) => boundElsewhere !== true)
      .flatMap(({ keys, command }) => (keys ?? '').split(' ').map((key) => [key, command] as const))
      .filter(([key]) => key !== ''),
  )
}

/** What keys mean: each block's own bindings first, then those of lists, then the list of commands. */
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
      keymap({ ...underAll('Backspace', backspaceAtEdge), ...underAll('Delete', deleteAtEdge) }),
      keymap(listKeys(schema)),
      keymap({ Enter: writeBelow }),
      keymap(commandKeys(schema)),
    ]
  },
})
