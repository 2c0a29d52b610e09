import { EditorState, type Transaction } from '@tiptap/pm/state'
import { schema } from '../../../article/index.ts'
import { anchorPlugin } from '../../../blocks/_view/anchors.ts'
import type { NodeJSON } from '../../../blocks/node.ts'
import type { BackgroundChange, ChangeResult } from '../stores/openDraft/background.ts'
import { docJson } from '../stores/openDraft/docJson.ts'
import { allowWhenReadOnly } from './readOnly.ts'
import type { EditorTarget } from './paste/index.ts'
import type { UndoMemory } from './undo/undoMemory.ts'

/**
 * Changes that arrive late: a picture that was fetched while the writer turned to another draft. Whatever the writer does
 * meanwhile, the change goes into the draft it was asked for.
 */

/** Where a draft can be changed. */
export interface LateChangeOptions {
  /** Returns the editor that shows the draft; null if none does. */
  readonly findEditor: (id: string) => EditorTarget | null
  /** Editor states of drafts that were shown before. */
  readonly memory: UndoMemory
  /** Changes a draft on the disk. Its result is `shown` if the writer has turned back to the draft meanwhile. */
  readonly inBackground: (id: string, change: (doc: NodeJSON) => BackgroundChange) => Promise<ChangeResult>
}

/**
 * Changes a draft wherever it is by now: in the editor that shows it; else on the disk and in its remembered state, so that
 * its undo history stays usable.
 * @param make makes the change from the draft's state; null for no change. May be called more than once
 * @returns false if the draft cannot be changed
 */
export async function changeDraft(
  id: string,
  make: (state: EditorState) => Transaction | null,
  { findEditor, memory, inBackground }: LateChangeOptions,
): Promise<boolean> {
  const target = findEditor(id)
  if (target !== null) {
    const tr = make(target.state)
    if (tr !== null) target.dispatch(allowWhenReadOnly(tr))
    return true
  }
  const remembered = memory.peek(id)
  const early = remembered === null ? null : make(remembered.state)
  // Nothing for the disk: the change only releases an anchor, for example.
  if (remembered !== null && early?.docChanged !== true) {
    if (early !== null) memory.update(id, remembered.state.apply(early))
    return true
  }
  const result = await inBackground(id, (json) => changeOnDisk(id, json, make, memory))
  // The writer has turned back to the draft meanwhile.
  return result === 'shown' ? changeDraft(id, make, { findEditor, memory, inBackground }) : result === 'done'
}

/** Makes the change of the file, from the remembered state if the file still has the same document. */
function changeOnDisk(
  id: string,
  json: NodeJSON,
  make: (state: EditorState) => Transaction | null,
  memory: UndoMemory,
): BackgroundChange {
  const doc = schema.nodeFromJSON(json)
  const remembered = memory.peek(id)
  const isSame = remembered?.state.schema.nodeFromJSON(json).eq(remembered.state.doc) === true
  const state = isSame ? remembered.state : EditorState.create({ doc, plugins: [anchorPlugin()] })
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
