import { EditorState, type Transaction } from '@tiptap/pm/state'
import { schema } from '../../../article/index.ts'
import { anchorPlugin } from '../../../blocks/_view/anchors.ts'
import type { NodeJSON } from '../../../blocks/node.ts'
import type { BackgroundChange, ChangeResult } from '../stores/openDraft/background.ts'
import { docJson } from './docJson.ts'
import { alsoWhenReadOnly } from './readOnly.ts'
import type { EditorTarget } from './paste/index.ts'
import type { UndoMemory } from './undo/undoMemory.ts'

export interface LateChangeOptions {
  /** The editor with the draft, when it is in sight. */
  readonly shown: (id: string) => EditorTarget | null
  readonly memory: UndoMemory
  /** Changes a draft that is not in sight on the disk. */
  readonly inBackground: (id: string, change: (doc: NodeJSON) => BackgroundChange) => Promise<ChangeResult>
}

/**
 * Changes a draft wherever it is by now: in the editor; or, not in sight, in its remembered state and on the disk, so
 * that its undo goes on. Returns false when it cannot be changed.
 */
export async function changeDraft(
  id: string,
  make: (state: EditorState) => Transaction | null,
  { shown, memory, inBackground }: LateChangeOptions,
): Promise<boolean> {
  const place = shown(id)
  if (place !== null) {
    const tr = make(place.state)
    if (tr !== null) place.dispatch(alsoWhenReadOnly(tr))
    return true
  }
  const remembered = memory.peek(id)
  const early = remembered === null ? null : make(remembered.state)
  // An anchor is released, say: nothing for the disk.
  if (remembered !== null && early?.docChanged !== true) {
    if (early !== null) memory.update(id, remembered.state.apply(early))
    return true
  }
  const result = await inBackground(id, (json) => changeOnDisk(id, json, make, memory))
  // The writer has turned back to it meanwhile.
  return result === 'shown' ? changeDraft(id, make, { shown, memory, inBackground }) : result === 'done'
}

function changeOnDisk(
  id: string,
  json: NodeJSON,
  make: (state: EditorState) => Transaction | null,
  memory: UndoMemory,
): BackgroundChange {
  const doc = schema.nodeFromJSON(json)
  const left = memory.peek(id)
  const isSame = left?.state.schema.nodeFromJSON(json).eq(left.state.doc) === true
  const state = isSame ? left.state : EditorState.create({ doc, plugins: [anchorPlugin()] })
  const tr = make(state)
  if (tr?.docChanged !== true) return { doc: null, onSaved: () => undefined }
  const next = state.apply(tr)
  return {
    doc: docJson(next.doc),
    onSaved: () => {
      if (isSame) memory.update(id, next)
    },
  }
}
