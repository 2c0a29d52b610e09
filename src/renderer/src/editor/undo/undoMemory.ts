import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'

/** How many drafts' undo is remembered. */
const MAX_DRAFTS = 20

/** A draft as it was left: its document with the selection and all that undo knows, and how far it was scrolled. */
export interface Left {
  readonly state: EditorState
  readonly scroll: number
}

/** What undo knows of drafts that were left, so that going to another one and back costs nothing. */
export class UndoMemory {
  readonly #left = new Map<string, Left>()

  keep(id: string, left: Left): void {
    this.#left.delete(id)
    this.#left.set(id, left)
    const [oldest] = this.#left.keys()
    if (this.#left.size > MAX_DRAFTS && oldest !== undefined) this.#left.delete(oldest)
  }

  /** The draft as it was left, which stays remembered; null when it is not. */
  peek(id: string): Left | null {
    return this.#left.get(id) ?? null
  }

  /** A draft that is not in sight was changed, in the editor's state and on the disk. */
  update(id: string, state: EditorState): void {
    const left = this.#left.get(id)
    if (left !== undefined) this.#left.set(id, { ...left, state })
  }

  /** The draft as it was left; null when it is not remembered or somebody changed it since: undo would lie. */
  recall(id: string, doc: Node): Left | null {
    const left = this.#left.get(id)
    this.#left.delete(id)
    return left?.state.doc.eq(doc) === true ? left : null
  }
}
