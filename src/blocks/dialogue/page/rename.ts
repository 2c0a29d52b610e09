import type { Node } from '@tiptap/pm/model'
import { type Command, Plugin } from '@tiptap/pm/state'
import { AttrStep } from '@tiptap/pm/transform'
import { isHistoryTransaction } from '@tiptap/pm/history'
import type { ViewServices } from '../../_view/services.ts'

/** Calls with each turn of a document and where it stands. */
function eachTurn(doc: Node, call: (turn: Node, position: number) => void): void {
  doc.descendants((node, position) => {
    if (node.type.name === 'turn') call(node, position)
    return !node.isTextblock
  })
}

/** How many turns somebody has in a document, not counting the one at `except`. */
export function turnsOf(doc: Node, speaker: string, except = -1): number {
  let turns = 0
  eachTurn(doc, (turn, position) => {
    if (turn.attrs.speaker === speaker && position !== except) turns += 1
  })
  return turns
}

/** Renames somebody in every turn, as speaker and as addressee, in one undoable step. */
export function renameSpeaker(from: string, to: string): Command {
  return (state, dispatch) => {
    const { tr } = state
    eachTurn(state.doc, ({ attrs }, position) => {
      for (const attribute of ['speaker', 'addressee'])
        if (attrs[attribute] === from) tr.setNodeAttribute(position, attribute, to)
    })
    if (!tr.docChanged) return false
    dispatch?.(tr)
    return true
  }
}

/** An undo or redo that did nothing but rename tells the page, so that the cast goes along. */
export function castFollows(services: ViewServices): Plugin {
  return new Plugin({
    appendTransaction: (transactions) => {
      const steps = transactions.filter(isHistoryTransaction).flatMap((transaction) => transaction.steps)
      const names = steps.map((step) =>
        step instanceof AttrStep && (step.attr === 'speaker' || step.attr === 'addressee')
          ? String(step.value)
          : null,
      )
      const told = new Set(names.filter((name) => name !== null))
      if (told.size > 0 && !names.includes(null))
        queueMicrotask(() => {
          services.namesReturned([...told])
        })
      return null
    },
  })
}
