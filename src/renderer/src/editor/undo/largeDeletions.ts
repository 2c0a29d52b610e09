import { Extension } from '@tiptap/core'
import { isHistoryTransaction } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { countNodeWords } from '../../../../article/index.ts'
import { docJson } from '../docJson.ts'

/**
 * A deletion of many words keeps a version first: undo ends with the page, the history does not.
 *
 * A transaction of any origin (key, cut, drag, paste over a selection, block menu, replace all) that leaves the article
 * more than `MAX_WORDS` shorter hands the document before it to `onLargeDeletion`, after the change is painted. On the key
 * path only sizes are added up. Undo and redo hand over nothing, nor do transactions marked by `keepNoVersion`.
 */

/** Words that may go without a version. */
const MAX_WORDS = 40

/** Versions of deletions are at least this far apart. The first of a series has the most words. */
const MIN_INTERVAL_MS = 1000

/** A page that is not shown paints nothing: then nobody waits longer than this. */
const PAINT_TIMEOUT_MS = 250

export interface LargeDeletionOptions {
  /** Receives the document as it was before a deletion. Called after the key is painted. */
  readonly onLargeDeletion: (before: Node) => void
  /** Runs a task after the next frame is painted. */
  readonly afterPaint: (task: () => void) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** One draft in the editor. Each new editor state gets its own, so what waits for a frame knows whether it is still there. */
interface Shown {
  /** When the last version was handed over, milliseconds since 1970. */
  keptAt: number
}

const key = new PluginKey<Shown>('largeDeletions')

/** Marks a transaction whose document before is kept elsewhere: another version that takes the place of this one. */
export function keepNoVersion(tr: Transaction): Transaction {
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

/** Returns true if a transaction deletes room for more words than may go: a word has at least one character. */
function mayBeLarge(transactions: readonly Transaction[]): boolean {
  let deleted = 0
  for (const { mapping } of transactions)
    for (const map of mapping.maps)
      map.forEach((from, to) => {
        deleted += to - from
      })
  return deleted > MAX_WORDS
}

/** How many words an article lost; negative if it gained some. Blocks that stayed are not counted anew. */
function wordsLost(before: Node, after: Node): number {
  return countNodeWords(docJson(before)) - countNodeWords(docJson(after))
}

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
