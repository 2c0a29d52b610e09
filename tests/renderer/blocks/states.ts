import { baseKeymap, chainCommands } from '@tiptap/pm/commands'
import { history } from '@tiptap/pm/history'
import { type Command, EditorState, NodeSelection, type Plugin, TextSelection } from '@tiptap/pm/state'
import { schema } from '../../../src/article/index.ts'
import { backspaceAtEdge, deleteAtEdge } from '../../../src/blocks/_view/neighbours.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'
import { views } from '../../../src/blocks/views.ts'
import { doc } from '../../build.ts'

/** A state of a document in whose text `mark` is the caret, and is taken out. */
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

/** As JSON of the schema: every attribute there. */
export const same = (json: NodeJSON): unknown => schema.nodeFromJSON(json).toJSON()

/** What a key means in the editor: the blocks' own bindings, what guards neighbours, ProseMirror's. */
export function pressed(key: 'Enter' | 'Backspace' | 'Delete' | 'ArrowDown' | 'ArrowUp'): Command {
  const own = views.flatMap((view) => view.keys?.(schema)[key] ?? [])
  const guard = { Backspace: [backspaceAtEdge], Delete: [deleteAtEdge] }[key as string] ?? []
  const base = baseKeymap[key]
  return chainCommands(...own, ...guard, ...(base === undefined ? [] : [base]))
}

/** The state after a command; the same state when it changed nothing. Checks what came out against the schema. */
export function run(command: Command, state: EditorState): EditorState {
  let next = state
  command(state, (tr) => {
    next = state.apply(tr)
  })
  next.doc.check()
  return next
}

/** The document as JSON with `|` at a caret, and `[type]` before it where a whole block is selected. */
export function shown(state: EditorState): unknown {
  const { selection } = state
  if (selection instanceof NodeSelection) return [selection.node.type.name, state.doc.toJSON()]
  return state.apply(state.tr.insertText('|', selection.from)).doc.toJSON()
}
