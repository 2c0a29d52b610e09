import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'

/** How many drafts are remembered; the one shown longest ago is forgotten first. */
const MAX_DRAFTS = 20

/** A draft as it was when another one was shown. */
export interface RememberedState {
  /** Document, selection and undo history. */
  readonly state: EditorState
  /** Pixels from the top of the page. */
  readonly scroll: number
}

/**
 * A draft's state may be out of date when it is shown again: another window, a sync client or a late picture changed the
 * file. `restore` compares the documents and forgets a state that no longer fits.
 */

/** Editor states of drafts that are not shown, by draft id, so that turning to another draft and back keeps undo. */
export class UndoMemory {
  readonly #states = new Map<string, RememberedState>()

  /** Stores the state of a draft that is no longer shown. */
  remember(id: string, remembered: RememberedState): void {
    this.#states.delete(id)
    this.#states.set(id, remembered)
    const [oldest] = this.#states.keys()
    if (this.#states.size > MAX_DRAFTS && oldest !== undefined) this.#states.delete(oldest)
  }

  /** Returns a draft's state without forgetting it; null if it is not remembered. */
  peek(id: string): RememberedState | null {
    return this.#states.get(id) ?? null
  }

  /** Replaces a draft's state after a change that was also written to the disk. */
  update(id: string, state: EditorState): void {
    const remembered = this.#states.get(id)
    if (remembered !== undefined) this.#states.set(id, { ...remembered, state })
  }

  /**
   * Returns a draft's state and forgets it.
   * @param doc the draft's document now
   * @returns null if it is not remembered, or if somebody changed the document since: its undo history no longer applies
   */
  restore(id: string, doc: Node): RememberedState | null {
    const remembered = this.#states.get(id)
    this.#states.delete(id)
    return remembered?.state.doc.eq(doc) === true ? remembered : null
  }
}
