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
export function countTurns(doc: Node, speaker: string, except = -1): number {
  let turns = 0
  eachTurn(doc, (turn, position) => {
    if (turn.attrs.speaker === speaker && position !== except) turns += 1
  })
  return turns
}

const NAME_ATTRIBUTES = ['speaker', 'addressee'] as const

/** From so many turns on, they are replaced in one step: a step for each copies the article's list of blocks each time. */
const MIN_TURNS_FOR_ONE_STEP = 20

type Renaming = readonly [from: string, to: string]

function isNamed({ attrs }: Node, name: string): boolean {
  return NAME_ATTRIBUTES.some((attribute) => attrs[attribute] === name)
}

/** The node with the name changed in every turn of it; what has none of them is the same object. */
function renamed(node: Node, names: Renaming): Node {
  if (node.type.name === 'turn') return renamedTurn(node, names)
  if (node.isTextblock || node.isLeaf) return node
  const children = node.children.map((child) => renamed(child, names))
  return children.every((child, at) => child === node.child(at)) ? node : node.copy(Fragment.from(children))
}

function renamedTurn(turn: Node, [from, to]: Renaming): Node {
  if (!isNamed(turn, from)) return turn
  const attrs = Object.fromEntries(
    NAME_ATTRIBUTES.map((name) => [name, turn.attrs[name] === from ? to : turn.attrs[name]]),
  )
  return turn.type.create({ ...turn.attrs, ...attrs }, turn.content, turn.marks)
}

/** Renames in one turn, by a step that names the attribute: an undo of it shows whose name came back. */
function renameAt(tr: Transaction, position: number, [from, to]: Renaming): void {
  for (const name of NAME_ATTRIBUTES)
    if (tr.doc.nodeAt(position)?.attrs[name] === from) tr.setNodeAttribute(position, name, to)
}

/** Renames in all turns below the body at once: one step over the blocks from the first to the last that has the name. */
function renameAll(tr: Transaction, names: Renaming): void {
  const at = tr.doc.childCount - 1
  const body = tr.doc.child(at)
  const after = renamed(body, names)
  if (after === body) return
  const changed = body.children.map((block, index) => block !== after.child(index))
  const [from, to] = [changed.indexOf(true), changed.lastIndexOf(true) + 1]
  const placeOf = (index: number): number =>
    tr.doc.content.size - body.nodeSize + 1 + totalSize(body.children.slice(0, index))
  const blocks = Fragment.from(after.children.slice(from, to))
  tr.step(new ReplaceStep(placeOf(from), placeOf(to), new Slice(blocks, 0, 0)))
}

const totalSize = (nodes: readonly Node[]): number => nodes.reduce((size, { nodeSize }) => size + nodeSize, 0)

/**
 * Renames somebody in every turn, as speaker and as addressee, in one undoable step. Its cost grows with the article
 * once, not with each turn again.
 */
export function renameSpeaker(from: string, to: string): Command {
  return (state, dispatch) => {
    const { tr } = state
    const hits: number[] = []
    eachTurn(state.doc, (turn, position) => {
      if (isNamed(turn, from)) hits.push(position)
    })
    if (hits.length === 0) return false
    for (const position of hits.length < MIN_TURNS_FOR_ONE_STEP ? hits : hits.slice(0, 1))
      renameAt(tr, position, [from, to])
    if (hits.length >= MIN_TURNS_FOR_ONE_STEP) renameAll(tr, [from, to])
    // Names are no part of a document's places, so the selection stands where it stood.
    dispatch?.(tr.setSelection(state.selection.getBookmark().resolve(tr.doc)))
    return true
  }
}

/** An undo or redo of a renaming (nothing else sets a name by itself) tells the page, so that the cast goes along. */
export function castSyncPlugin(services: ViewServices): Plugin {
  return new Plugin({
    appendTransaction: (transactions) => {
      const steps = transactions.filter(isHistoryTransaction).flatMap((transaction) => transaction.steps)
      const told = new Set(
        steps
          .filter((step) => step instanceof AttrStep)
          .filter(({ attr }) => NAME_ATTRIBUTES.some((name) => name === attr))
          .map(({ value }) => String(value)),
      )
      if (told.size > 0)
        queueMicrotask(() => {
          services.restoreNames([...told])
        })
      return null
    },
  })
}
