import { type EditorState, PluginKey, type Transaction } from '@tiptap/pm/state'

/** The plugin's memory of the last paste. */
interface PasteState {
  /** True if the last step made an embed of a pasted address: Escape then undoes that step. */
  readonly isEmbed: boolean
  /** Number of changes the writer made. An offer about a paste lasts until the next one. */
  readonly changes: number
}

/** Meta key of the transaction that makes an embed of a pasted address. */
export const EMBEDDED = 'embedded'

export const pasteKey = new PluginKey<PasteState>('paste')

/** The state before anything was pasted. */
export const NOTHING_PASTED: PasteState = { isEmbed: false, changes: 0 }

/** The plugin state after a transaction. Transactions that undo does not record count as no change of the writer's. */
export function pasteStateAfter(tr: Transaction, { isEmbed, changes }: PasteState): PasteState {
  const isRecorded = tr.docChanged && tr.getMeta('addToHistory') !== false
  const isStill = isEmbed && !tr.docChanged && !tr.selectionSet
  return {
    isEmbed: tr.getMeta(EMBEDDED) === true || isStill,
    changes: isRecorded ? changes + 1 : changes,
  }
}

/** Number of changes the writer made to this document; 0 in an editor without the plugin. */
export function changeCount(state: EditorState): number {
  return pasteKey.getState(state)?.changes ?? 0
}
