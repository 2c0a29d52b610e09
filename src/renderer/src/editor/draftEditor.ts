import { EditorState, type Transaction } from '@tiptap/pm/state'
import { renameSpeaker } from '../../../blocks/dialogue/view.ts'
import type { NodeJSON } from '../../../blocks/node.ts'
import type { OpenDraft } from '../stores/openDraft/index.ts'
import { docJson } from './docJson.ts'
import { keepNoVersion } from './undo/largeDeletions.ts'
import { FROM_DISK, replaceDocument } from './undo/replaceDocument.ts'
import { UndoMemory } from './undo/undoMemory.ts'

/** As much of an editor view as is needed. */
export interface DraftView {
  readonly state: EditorState
  dispatch(tr: Transaction): void
  updateState(state: EditorState): void
}

/** Where the page is scrolled to, in pixels. */
export interface Scroller {
  read(): number
  write(top: number): void
}

/**
 * The one editor view, and which draft's document it has. Each draft keeps its own editor state while another one is in
 * sight, so that undo goes back to that draft's beginning and to no other's.
 */
export class DraftEditor {
  readonly memory = new UndoMemory()
  readonly #view: DraftView
  readonly #scroller: Scroller
  #edited: OpenDraft

  /** @param first the draft that the view was made with */
  constructor(view: DraftView, first: OpenDraft, scroller: Scroller) {
    this.#view = view
    this.#scroller = scroller
    this.#edited = first
    this.#attach()
  }

  /** The draft whose document the view has. */
  get edited(): OpenDraft {
    return this.#edited
  }

  /**
   * Shows a draft that was opened: another one as it was left when it was here before; another version of the same one
   * in a step that is undone like any other, and no line of its journal. Returns what it was.
   */
  show(opened: OpenDraft): 'remembered' | 'new' | 'other version' {
    const before = this.#edited
    this.#edited = opened
    if (opened.id === before.id) {
      this.#replace(opened.openedDoc, true)
      this.#attach()
      return 'other version'
    }
    const { state } = this.#view
    this.memory.keep(before.id, { state, scroll: this.#scroller.read() })
    const fresh = EditorState.create({
      doc: state.schema.nodeFromJSON(opened.openedDoc),
      plugins: state.plugins,
    })
    const left = this.memory.recall(opened.id, fresh.doc)
    this.#view.updateState(left?.state ?? fresh)
    this.#scroller.write(left?.scroll ?? 0)
    this.#attach()
    return left === null ? 'new' : 'remembered'
  }

  /** Puts a document in the place of the one that is there: one step, which the journal notes. */
  replace(doc: NodeJSON): void {
    this.#replace(doc, false)
    this.#attach()
  }

  #replace(doc: NodeJSON, isFromDisk: boolean): void {
    const { state } = this.#view
    const tr = replaceDocument(state, state.schema.nodeFromJSON(doc))
    if (tr === null) return
    // What is there now is kept as a version by whoever brings the other one.
    keepNoVersion(tr)
    this.#view.dispatch(isFromDisk ? tr.setMeta(FROM_DISK, true) : tr)
  }

  #attach(): void {
    const view = this.#view
    this.#edited.attachEditor({
      read: () => docJson(view.state.doc),
      rename: (from, to) => {
        renameSpeaker(from, to)(view.state, (tr) => {
          view.dispatch(tr)
        })
      },
    })
  }
}
