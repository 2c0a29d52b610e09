import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { closeHistory, isHistoryTransaction } from '@tiptap/pm/history'
import { captionText, splitCredit } from '../commands.ts'

/** Captions that were parted and that an undo put together again: they stay as they are. */
interface CreditSplits {
  readonly lastSplit: string
  readonly undoneSplit: string
}

const key = new PluginKey<CreditSplits>('figureCredit')

/** Where the figure stands whose caption the caret is in, or -1. */
function captionFigure({ selection: { $from } }: EditorState): number {
  return $from.parent.type.name === 'figure' ? $from.before() : -1
}

function split(state: EditorState, position: number): Transaction | null {
  const text = captionText(state, position)
  if (text === '' || text === key.getState(state)?.undoneSplit) return null
  const tr = splitCredit(state, position)
  return tr === null ? null : closeHistory(tr.setMeta(key, text))
}

/**
 * Parts `people | CREDIT` into caption and credit when the writer leaves the caption, by a key, a click or for another
 * window: a step of its own, that one undo takes back for good.
 */
export function creditSplitPlugin(): Plugin {
  return new Plugin<CreditSplits>({
    key,
    state: {
      init: () => ({ lastSplit: '', undoneSplit: '' }),
      apply: (tr, before) => {
        const text: unknown = tr.getMeta(key)
        if (typeof text === 'string') return { lastSplit: text, undoneSplit: '' }
        return before.lastSplit !== '' && tr.docChanged && isHistoryTransaction(tr)
          ? { lastSplit: '', undoneSplit: before.lastSplit }
          : before
      },
    },
    appendTransaction: (transactions, before, now) => {
      const was = captionFigure(before)
      if (was === -1 || transactions.some(isHistoryTransaction)) return null
      let place = was
      for (const { mapping } of transactions) {
        const { pos, deletedAfter } = mapping.mapResult(place, 1)
        if (deletedAfter) return null
        place = pos
      }
      return place === captionFigure(now) ? null : split(now, place)
    },
    props: {
      handleDOMEvents: {
        blur: (view) => {
          const place = view.composing ? -1 : captionFigure(view.state)
          const tr = place === -1 ? null : split(view.state, place)
          if (tr !== null) view.dispatch(tr)
        },
      },
    },
  })
}
