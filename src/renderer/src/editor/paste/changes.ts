import { type EditorState, PluginKey, type Transaction } from '@tiptap/pm/state'

/** What is remembered of the last paste. */
interface Taken {
  /** Whether the last step made an embed of a pasted address, so that Escape takes it back. */
  readonly embedded: boolean
  /** Counts the writer's changes: what was offered about a paste holds until the next. */
  readonly changes: number
}

/** Set on the transaction that makes an embed of a pasted address. */
export const EMBEDDED = 'embedded'

export const takenKey = new PluginKey<Taken>('taking')

export const NOTHING_TAKEN: Taken = { embedded: false, changes: 0 }

export function takenAfter(tr: Transaction, { embedded, changes }: Taken): Taken {
  const written = tr.docChanged && tr.getMeta('addToHistory') !== false
  const still = embedded && !tr.docChanged && !tr.selectionSet
  return { embedded: tr.getMeta(EMBEDDED) === true || still, changes: written ? changes + 1 : changes }
}

export function changesIn(state: EditorState): number {
  return takenKey.getState(state)?.changes ?? 0
}
