import { EditorState, NodeSelection, type Command, type Plugin, TextSelection } from '@tiptap/pm/state'
import { schema } from '../../../src/article/index.ts'
import type { NodeJSON } from '../../../src/blocks/node.ts'

/** A state with the selection where `<` and `>`, or the caret where `|` stands in the text; the signs are taken out. */
export function stateOf(json: NodeJSON, plugins: readonly Plugin[] = []): EditorState {
  const state = EditorState.create({ doc: schema.nodeFromJSON(json), plugins: [...plugins] })
  const { tr } = state
  const places: Record<string, number> = {}
  for (const sign of ['<', '>', '|'])
    tr.doc.descendants((node, position) => {
      const at = node.text?.indexOf(sign) ?? -1
      if (at < 0 || places[sign] !== undefined) return
      places[sign] = position + at
      tr.delete(position + at, position + at + 1)
    })
  const anchor = places['<'] ?? places['|']
  const head = places['>'] ?? anchor
  if (anchor !== undefined && head !== undefined) tr.setSelection(TextSelection.create(tr.doc, anchor, head))
  return state.apply(tr.setMeta('addToHistory', false))
}

/** The state after a command; null when it said "not mine". The document is held to the schema. */
export function ran(command: Command, state: EditorState): EditorState | null {
  let next = state
  const took = command(state, (tr) => {
    next = state.apply(tr)
  })
  next.doc.check()
  return took ? next : null
}

/** The document with `|` at the caret, or `<` and `>` about the selection. */
export function shown(state: EditorState): unknown {
  const { from, to, empty } = state.selection
  if (state.selection instanceof NodeSelection) return state.doc.toJSON()
  const { tr } = state
  if (empty) tr.insertText('|', from)
  else tr.insertText('>', to).insertText('<', from)
  return tr.doc.toJSON()
}

export function after(command: Command, json: NodeJSON): unknown {
  const state = ran(command, stateOf(json))
  return state === null ? null : shown(state)
}

/** As JSON of the schema: every attribute there. */
export const same = (json: NodeJSON): unknown => schema.nodeFromJSON(json).toJSON()
