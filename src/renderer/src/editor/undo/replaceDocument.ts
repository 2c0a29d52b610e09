import { closeHistory } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'

/**
 * Set on the transaction that shows what is on the disk already: it is no line of the journal, which begins there. An undo
 * of it is a change like any other.
 */
export const FROM_DISK = 'fromDisk'

/** The steps of transactions that a journal notes, as JSON. */
export function journalSteps(transactions: readonly Transaction[]): unknown[] {
  const typed = transactions.filter((tr) => tr.getMeta(FROM_DISK) !== true)
  return typed.flatMap(({ steps }) => steps.map((step) => step.toJSON() as unknown))
}

/** Replaces what lies between the first and the last difference; null when there is none. */
function replaceDifference(tr: Transaction, doc: Node): Transaction | null {
  const start = tr.doc.content.findDiffStart(doc.content)
  const end = tr.doc.content.findDiffEnd(doc.content)
  if (start === null || end === null) return null
  // Where the same words stand on both sides of the difference, the two ends may lie before the start.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  return tr.replace(start, end.a + overlap, doc.slice(start, end.b + overlap))
}

/**
 * The step from the document on the page to another one of the same draft: an earlier version that comes back, or an
 * article pasted into an empty draft. Only what differs is replaced, so that what stays keeps its caret, its place on the
 * screen and its drawing. It is a step of its own to undo, whatever was typed a moment before. Null when both are alike.
 */
export function replaceDocument(state: EditorState, doc: Node): Transaction | null {
  let tr: Transaction | null = null
  try {
    tr = replaceDifference(state.tr, doc)
    if (tr === null) return null
  } catch {
    // Two documents of another shape have no slice in common.
  }
  if (tr?.doc.eq(doc) !== true) tr = state.tr.replaceWith(0, state.doc.content.size, doc.content)
  return closeHistory(tr)
}
