import { EditorState, type Transaction } from '@tiptap/pm/state'
import { renameSpeaker } from '../../../blocks/dialogue/view.ts'
import type { NodeJSON } from '../../../blocks/node.ts'
import type { OpenDraft } from '../stores/openDraft/index.ts'
import { docJson } from '../stores/openDraft/docJson.ts'
import { skipVersion } from './undo/largeDeletions.ts'
import { LOADED_FROM_DISK, replaceDocument } from './undo/replaceDocument.ts'
import { UndoMemory } from './undo/undoMemory.ts'

/** The part of an editor view that is needed. Tests implement it without a DOM. */
export interface DraftView {
  readonly state: EditorState
  dispatch(tr: Transaction): void
  updateState(state: EditorState): void
}

/** Reads and sets how far the page is scrolled, in pixels. */
export interface Scroller {
  read(): number
  write(top: number): void
}

/**
 * Shows drafts, one after another, in the one editor view. Each draft keeps its own editor state while another is shown, so
 * undo never crosses from one draft into another.
 */
export class DraftEditor {
  readonly memory = new UndoMemory()
  readonly #view: DraftView
  readonly #scroller: Scroller
  #edited: OpenDraft

  /** @param first the draft whose document the view was created with */
  constructor(view: DraftView, first: OpenDraft, scroller: Scroller) {
    this.#view = view
    this.#scroller = scroller
    this.#edited = first
    this.#attach()
  }

  /** The draft whose document is in the view. */
  get openDraft(): OpenDraft {
    return this.#edited
  }

  /**
   * Shows an opened draft. Another version of the draft already shown replaces the document in one step, which undo takes
   * back and the journal does not record.
   * @returns `remembered` if the draft was shown before and still has its undo history and scroll position; `new` if not;
   *   `other version` if it is the same draft
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
    this.memory.remember(before.id, { state, scroll: this.#scroller.read() })
    const fresh = EditorState.create({
      doc: state.schema.nodeFromJSON(opened.openedDoc),
      plugins: state.plugins,
    })
    const remembered = this.memory.restore(opened.id, fresh.doc)
    this.#view.updateState(remembered?.state ?? fresh)
    this.#scroller.write(remembered?.scroll ?? 0)
    this.#attach()
    return remembered === null ? 'new' : 'remembered'
  }

  /** Replaces the document in one step, which the journal records. */
  replace(doc: NodeJSON): void {
    this.#replace(doc, false)
    this.#attach()
  }

  /** Replaces the document if it differs. */
  #replace(doc: NodeJSON, isFromDisk: boolean): void {
    const { state } = this.#view
    const tr = replaceDocument(state, state.schema.nodeFromJSON(doc))
    if (tr === null) return
    // The caller has already kept the replaced document as a version.
    skipVersion(tr)
    this.#view.dispatch(isFromDisk ? tr.setMeta(LOADED_FROM_DISK, true) : tr)
  }

  /** Lets the open draft read its document from the view. */
  #attach(): void {
    const view = this.#view
    this.#edited.attachEditor({
      read: () => docJson(view.state.doc),
      rename: (from, to) => {
        renameSpeaker(from, to)(view.state, (tr) => {
          view.dispatch(tr)
        })
      },
      setHeadline: (text) => {
        const { tr, doc, schema } = view.state
        const end = 1 + (doc.firstChild?.content.size ?? 0)
        view.dispatch(text === '' ? tr.delete(1, end) : tr.replaceWith(1, end, schema.text(text)))
      },
    })
  }
}
