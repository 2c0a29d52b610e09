import { Extension } from '@tiptap/core'
import { closeHistory, isHistoryTransaction } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { countCharacters } from '../../../../text/graphemes.ts'

/**
 * Where one step of undo ends and the next one begins.
 *
 * ProseMirror's history joins changes that follow each other within half a second. A burst of words and the key that
 * deletes them all would be one step, and undo would bring back nothing. Here a change begins a step of its own if it
 * deletes a selection, a block or more than one character, if it deletes after words were inserted, or inserts after
 * words were deleted. A run of Backspaces stays one step, and so does one composition of an input method, whatever it
 * replaces on its way.
 *
 * Example: `one two`, select all, Delete, `three` are three steps.
 */

type Kind = 'insert' | 'delete'

interface Change {
  readonly kind: Kind
  readonly deletes: boolean
  /** It deletes more than one character, or a block. */
  readonly isLarge: boolean
}

/** The last change of the document. */
interface Last {
  readonly kind: Kind | null
  /** ProseMirror's number of the composition it belongs to; null for a change without one. */
  readonly composition: number | null
}

/** A deleted range of more tokens than this is large without looking at its text: one emoji can have about ten. */
const MAX_TOKENS_READ = 40

const key = new PluginKey<Last>('undoGroups')

function deletesMuch(doc: Node, from: number, to: number): boolean {
  if (to - from > MAX_TOKENS_READ) return true
  // A line break is no character; a card or a divider is as much as words.
  const text = doc.textBetween(from, to, '', (leaf) => (leaf.isInline ? '\n' : '\ufffc\ufffc'))
  const isTextAlone = to - from === text.length
  return countCharacters(text).all > (isTextAlone ? 1 : 0)
}

/** What a transaction does to the document; null if it moves no text: marks and attributes. */
function changeOf(tr: Transaction): Change | null {
  let inserted = 0
  let deleted = 0
  let isLarge = false
  tr.mapping.maps.forEach((map, index) => {
    const doc = tr.docs[index]
    map.forEach((from, to, newFrom, newTo) => {
      inserted += newTo - newFrom
      deleted += to - from
      isLarge ||= doc !== undefined && deletesMuch(doc, from, to)
    })
  })
  if (inserted + deleted === 0) return null
  return { kind: inserted === 0 ? 'delete' : 'insert', deletes: deleted > 0, isLarge }
}

function compositionOf(tr: Transaction): number | null {
  const composition: unknown = tr.getMeta('composition')
  return typeof composition === 'number' ? composition : null
}

const isRecorded = (tr: Transaction): boolean =>
  tr.docChanged && !isHistoryTransaction(tr) && tr.getMeta('addToHistory') !== false

/** Returns true if a transaction that is about to be applied to this state begins an undo step of its own. */
function beginsUndoStep(state: EditorState, tr: Transaction): boolean {
  if (!isRecorded(tr)) return false
  const last = key.getState(state)
  const composition = compositionOf(tr)
  if (last === undefined || (composition !== null && composition === last.composition)) return false
  const change = changeOf(tr)
  if (change === null) return false
  if (change.isLarge || (change.deletes && !state.selection.empty)) return true
  return last.kind !== null && last.kind !== change.kind
}

/** Remembers what the last change was. */
export function undoGroups(): Plugin<Last> {
  return new Plugin<Last>({
    key,
    state: {
      init: () => ({ kind: null, composition: null }),
      apply: (tr, last) => {
        if (isHistoryTransaction(tr)) return { kind: null, composition: null }
        // What a plugin appends belongs to the change that it follows.
        if (!isRecorded(tr) || tr.getMeta('appendedTransaction') !== undefined) return last
        const change = changeOf(tr)
        return change === null ? last : { kind: change.kind, composition: compositionOf(tr) }
      },
    },
  })
}

/** Ends undo steps where a writer would: see above. */
export const UndoGroups = Extension.create({
  name: 'undoGroups',
  addProseMirrorPlugins: () => [undoGroups()],
  dispatchTransaction({ transaction, next }) {
    if (beginsUndoStep(this.editor.state, transaction)) closeHistory(transaction)
    next(transaction)
  },
})
