import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'

/** Drafts whose undo is remembered. */
const MOST = 20

/** A draft as it was left: its document with the selection and all that undo knows, and how far it was scrolled. */
export interface Left {
  readonly state: EditorState
  readonly scroll: number
}

/** What undo knows of drafts that were left, so that going to another one and back costs nothing. */
export class Histories {
  private readonly left = new Map<string, Left>()

  keep(id: string, left: Left): void {
    this.left.delete(id)
    this.left.set(id, left)
    const [oldest] = this.left.keys()
    if (this.left.size > MOST && oldest !== undefined) this.left.delete(oldest)
  }

  /** The draft as it was left; null when it is not remembered or somebody changed it since: undo would lie. */
  recall(id: string, doc: Node): Left | null {
    const left = this.left.get(id)
    this.left.delete(id)
    return left?.state.doc.eq(doc) === true ? left : null
  }
}
