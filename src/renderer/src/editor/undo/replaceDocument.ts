import { closeHistory } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'

/**
 * Meta key of a transaction that shows a version loaded from the disk. The journal does not record it, because the journal
 * begins with that version; an undo of it is recorded like any change.
 */
export const LOADED_FROM_DISK = 'loadedFromDisk'

/** Returns the steps of transactions that the journal records, as JSON. */
export function journalSteps(transactions: readonly Transaction[]): unknown[] {
  const recorded = transactions.filter((tr) => tr.getMeta(LOADED_FROM_DISK) !== true)
  return recorded.flatMap(({ steps }) => steps.map((step) => step.toJSON() as unknown))
}

/** Replaces the range from the first to the last difference; null if the documents are equal. */
function replaceDifference(tr: Transaction, doc: Node): Transaction | null {
  const start = tr.doc.content.findDiffStart(doc.content)
  const end = tr.doc.content.findDiffEnd(doc.content)
  if (start === null || end === null) return null
  // If the same words stand on both sides of the difference, both ends can lie before the start.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  return tr.replace(start, end.a + overlap, doc.slice(start, end.b + overlap))
}

/**
 * Makes the transaction from the document on the page to another one of the same draft, such as an earlier version. Only
 * the range that differs is replaced, so that everything else keeps its caret, scroll position and DOM. It is an undo step
 * of its own.
 * @returns null if the documents are equal
 */
export function replaceDocument(state: EditorState, doc: Node): Transaction | null {
  let tr: Transaction | null = null
  try {
    tr = replaceDifference(state.tr, doc)
    if (tr === null) return null
  } catch {
    // Documents of a different structure may have no common slice: replace everything.
  }
  if (tr?.doc.eq(doc) !== true) tr = state.tr.replaceWith(0, state.doc.content.size, doc.content)
  return closeHistory(tr)
}
