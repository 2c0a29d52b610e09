import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { closeHistory, isHistoryTransaction } from '@tiptap/pm/history'
import { captionText, splitCredit } from '../commands.ts'

/** Captions that were split, so that an undo of a split is final. */
interface CreditSplits {
  /** The whole text, `people | CREDIT`, of the caption that was split last; '' for none. */
  readonly lastSplit: string
  /** The text whose split the writer undid: it is not split again. */
  readonly undoneSplit: string
}

const key = new PluginKey<CreditSplits>('figureCredit')

/** Returns the position of the figure whose caption the caret is in, or -1. */
function captionFigure({ selection: { $from } }: EditorState): number {
  return $from.parent.type.name === 'figure' ? $from.before() : -1
}

/** Returns the transaction that splits the caption of the figure at a position, as an undo step of its own, or null. */
function split(state: EditorState, position: number): Transaction | null {
  const text = captionText(state, position)
  if (text === '' || text === key.getState(state)?.undoneSplit) return null
  const tr = splitCredit(state, position)
  return tr === null ? null : closeHistory(tr.setMeta(key, text))
}

/**
 * Returns the plugin that splits `people | CREDIT` into caption and credit when the caret leaves the caption or the
 * editor loses the focus. Not while the writer is still in the caption, where more may follow the bar.
 */
export function creditSplitPlugin(): Plugin {
  return new Plugin<CreditSplits>({
    key,
    state: {
      init: () => ({ lastSplit: '', undoneSplit: '' }),
      apply: (tr, before) => {
        const text: unknown = tr.getMeta(key)
        if (typeof text === 'string') return { lastSplit: text, undoneSplit: '' }
        // The first undo or redo after a split is taken for its undo.
        return before.lastSplit !== '' && tr.docChanged && isHistoryTransaction(tr)
          ? { lastSplit: '', undoneSplit: before.lastSplit }
          : before
      },
    },
    // The caret left by a transaction: an arrow key, a click, a command. Not by an undo, which restores what was typed.
    appendTransaction: (transactions, before, now) => {
      const left = captionFigure(before)
      if (left === -1 || transactions.some(isHistoryTransaction)) return null
      let position = left
      for (const { mapping } of transactions) {
        const { pos, deletedAfter } = mapping.mapResult(position, 1)
        if (deletedAfter) return null
        position = pos
      }
      return position === captionFigure(now) ? null : split(now, position)
    },
    props: {
      handleDOMEvents: {
        // The caret stays in the caption, but the writer has left it for another window or a field.
        blur: (view) => {
          const position = view.composing ? -1 : captionFigure(view.state)
          const tr = position === -1 ? null : split(view.state, position)
          if (tr !== null) view.dispatch(tr)
        },
      },
    },
  })
}
