import { baseKeymap, chainCommands } from '@tiptap/pm/commands'
import { history } from '@tiptap/pm/history'
import { type Command, EditorState, NodeSelection, type Plugin, TextSelection } from '@tiptap/pm/state'
import { schema } from '../../../src/article/index.ts'
import { backspaceAtEdge, deleteAtEdge } from '../../../src/blocks/_view/neighbours.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'
import { views } from '../../../src/blocks/views.ts'
import { doc } from '../../build.ts'

/** Returns a state of a document with the caret where its text has `mark`, which is deleted. Without a mark, no caret is set. */
export function stateOf(json: NodeJSON, plugins: readonly Plugin[] = [], mark = '|'): EditorState {
  const start = schema.nodeFromJSON(json)
  let caret = -1
  start.descendants((node, position) => {
    const at = node.text?.indexOf(mark) ?? -1
    if (at >= 0) caret = position + at
  })
  const state = EditorState.create({ doc: start })
  if (caret < 0) return EditorState.create({ doc: start, plugins: [history(), ...plugins] })
  const bare = state.apply(state.tr.delete(caret, caret + 1)).doc
  return EditorState.create({
    doc: bare,
    selection: TextSelection.create(bare, caret),
    plugins: [history(), ...plugins],
  })
}

export const bodyOf = (...blocks: NodeJSON[]): NodeJSON => doc('H', '', ...blocks)

/** Returns the node as JSON of the schema, with every attribute. */
export const same = (json: NodeJSON): unknown => schema.nodeFromJSON(json).toJSON()

/** Returns a key's command as in the editor: the blocks' own bindings, the guards of neighbours, then ProseMirror's. */
export function pressed(key: 'Enter' | 'Backspace' | 'Delete' | 'ArrowDown' | 'ArrowUp'): Command {
  const own = views.flatMap((view) => view.keys?.(schema)[key] ?? [])
  const guard = { Backspace: [backspaceAtEdge], Delete: [deleteAtEdge] }[key as string] ?? []
  const base = baseKeymap[key]
  return chainCommands(...own, ...guard, ...(base === undefined ? [] : [base]))
}

/** Returns the state after a command; the same state if it changed nothing. Checks the document against the schema. */
export function run(command: Command, state: EditorState): EditorState {
  let next = state
  command(state, (tr) => {
    next = state.apply(tr)
  })
  next.doc.check()
  return next
}

/** Returns the document as JSON with `|` at the caret; `[type, document]` if a whole block is selected. */
export function shown(state: EditorState): unknown {
  const { selection } = state
  if (selection instanceof NodeSelection) return [selection.node.type.name, state.doc.toJSON()]
  return state.apply(state.tr.insertText('|', selection.from)).doc.toJSON()
}
