import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { type Command, Plugin, type Transaction } from '@tiptap/pm/state'
import { AttrStep, ReplaceStep } from '@tiptap/pm/transform'
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

const NAMES = ['speaker', 'addressee'] as const

/** From so many turns of a dialogue on, they are replaced together: a step for each copies the dialogue each time. */
const MANY = 20

function isNamed({ attrs }: Node, name: string): boolean {
  return NAMES.some((attribute) => attrs[attribute] === name)
}

function renamedTurn(turn: Node, from: string, to: string): Node {
  if (!isNamed(turn, from)) return turn
  const attrs = Object.fromEntries(
    NAMES.map((name) => [name, turn.attrs[name] === from ? to : turn.attrs[name]]),
  )
  return turn.type.create({ ...turn.attrs, ...attrs }, turn.content, turn.marks)
}

/** Renames in one dialogue. The first turn always by itself, so that an undo shows whose name came back. */
function renameIn(
  tr: Transaction,
  dialogue: Node,
  start: number,
  [from, to]: readonly [string, string],
): void {
  const hits: { index: number; position: number }[] = []
  dialogue.forEach((turn, offset, index) => {
    if (isNamed(turn, from)) hits.push({ index, position: start + offset })
  })
  const [second, last] = [hits[1], hits.at(-1)]
  for (const { index, position } of hits.length < MANY ? hits : hits.slice(0, 1))
    for (const attribute of NAMES)
      if (dialogue.child(index).attrs[attribute] === from) tr.setNodeAttribute(position, attribute, to)
  if (hits.length < MANY || second === undefined || last === undefined) return
  const turns: Node[] = []
  for (let index = second.index; index <= last.index; index += 1)
    turns.push(renamedTurn(dialogue.child(index), from, to))
  const end = last.position + dialogue.child(last.index).nodeSize
  tr.step(new ReplaceStep(second.position, end, new Slice(Fragment.from(turns), 0, 0)))
}

/**
 * Renames somebody in every turn, as speaker and as addressee, in one undoable step. Its cost grows with the article
 * once, not with each turn again.
 */
export function renameSpeaker(from: string, to: string): Command {
  return (state, dispatch) => {
    const { tr } = state
    state.doc.descendants((node, position) => {
      if (node.type.name === 'dialogue') renameIn(tr, node, position + 1, [from, to])
      return !node.isTextblock && node.type.name !== 'dialogue'
    })
    if (!tr.docChanged) return false
    // Names are no part of a document's places, so the selection stands where it stood.
    dispatch?.(tr.setSelection(state.selection.getBookmark().resolve(tr.doc)))
    return true
  }
}

/** An undo or redo of a renaming (nothing else sets a name by itself) tells the page, so that the cast goes along. */
export function castFollows(services: ViewServices): Plugin {
  return new Plugin({
    appendTransaction: (transactions) => {
      const steps = transactions.filter(isHistoryTransaction).flatMap((transaction) => transaction.steps)
      const told = new Set(
        steps
          .filter((step) => step instanceof AttrStep)
          .filter(({ attr }) => NAMES.some((name) => name === attr))
          .map(({ value }) => String(value)),
      )
      if (told.size > 0)
        queueMicrotask(() => {
          services.namesReturned([...told])
        })
      return null
    },
  })
}
