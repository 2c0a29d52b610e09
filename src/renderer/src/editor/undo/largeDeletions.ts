import { Extension } from '@tiptap/core'
import { isHistoryTransaction } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { countNodeWords } from '../../../../article/index.ts'
import { docJson } from '../../stores/openDraft/docJson.ts'

/**
 * Keeps a version before a deletion of many words: undo ends with the page, the draft's history does not.
 *
 * A transaction of any origin (key, cut, drag, paste over a selection, block menu, replace all) that leaves the article
 * more than `MAX_WORDS` shorter hands the document before it to `onLargeDeletion`, after the change is painted. On the key
 * path only sizes are added up. Undo and redo hand over nothing, nor do transactions marked by `keepNoVersion`.
 */

/** How many words may be deleted without keeping a version. */
const MAX_WORDS = 40

/** Minimum time between two such versions. The first of a series has the most words. */
const MIN_INTERVAL_MS = 1000

/** A hidden page paints no frame: continue after this long. */
const PAINT_TIMEOUT_MS = 250

export interface LargeDeletionOptions {
  /** Receives the document as it was before a deletion. Called after the key is painted. */
  readonly onLargeDeletion: (before: Node) => void
  /** Runs a task after the next frame is painted. */
  readonly afterPaint: (task: () => void) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Identifies the draft in the editor: each new editor state gets its own, so a waiting task sees if another draft is shown. */
interface Shown {
  /** When the last version was handed over, milliseconds since 1970. */
  keptAt: number
}

const key = new PluginKey<Shown>('largeDeletions')

/** Marks a transaction that needs no version, because its caller has already kept the document before it. */
export function skipVersion(tr: Transaction): Transaction {
  return tr.setMeta(key, 'kept')
}

function afterPaint(task: () => void): void {
  let isDone = false
  const once = (): void => {
    if (isDone) return
    isDone = true
    task()
  }
  requestAnimationFrame(() => setTimeout(once))
  setTimeout(once, PAINT_TIMEOUT_MS)
}

/** Returns false if the deleted ranges are too short for that many words, without reading them. */
function mayBeLarge(transactions: readonly Transaction[]): boolean {
  let deleted = 0
  for (const { mapping } of transactions)
    for (const map of mapping.maps)
      map.forEach((from, to) => {
        deleted += to - from
      })
  return deleted > MAX_WORDS
}

/** Returns how many words a change removed; negative if it added some. Unchanged blocks are not counted again. */
function wordsLost(before: Node, after: Node): number {
  return countNodeWords(docJson(before)) - countNodeWords(docJson(after))
}

/** Watches for large deletions; see the top of this file. */
export const LargeDeletions = Extension.create<LargeDeletionOptions>({
  name: 'largeDeletions',
  addOptions: () => ({ onLargeDeletion: () => undefined, afterPaint, now: () => Date.now() }),
  addProseMirrorPlugins: () => [
    new Plugin<Shown>({
      key,
      state: { init: () => ({ keptAt: -Infinity }), apply: (_tr, shown) => shown },
    }),
  ],
  onTransaction({ editor, transaction, appendedTransactions }) {
    if (isHistoryTransaction(transaction) || transaction.getMeta(key) === 'kept') return
    if (!mayBeLarge([transaction, ...appendedTransactions])) return
    const { onLargeDeletion, now, afterPaint: later } = this.options
    const { before } = transaction
    const { doc: after } = editor.state
    const shown = key.getState(editor.state)
    const at = now()
    later(() => {
      // Another draft may be shown by now: a version of this one must not become one of that.
      if (shown === undefined || editor.isDestroyed || key.getState(editor.state) !== shown) return
      if (at - shown.keptAt < MIN_INTERVAL_MS || wordsLost(before, after) <= MAX_WORDS) return
      shown.keptAt = at
      onLargeDeletion(before)
    })
  },
})
