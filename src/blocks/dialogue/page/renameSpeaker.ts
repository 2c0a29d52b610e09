import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import type { Command, Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'

/**
 * Renaming a speaker in every turn at once. An interview of a book's length has thousands of turns, so the transaction
 * must not have a step for each.
 */

/** Calls back with each turn of a document and its position. */
function eachTurn(doc: Node, call: (turn: Node, position: number) => void): void {
  doc.descendants((node, position) => {
    if (node.type.name === 'turn') call(node, position)
    return !node.isTextblock
  })
}

/** Returns how many turns a speaker has in a document, not counting the turn at position `except`. */
export function countTurns(doc: Node, speaker: string, except = -1): number {
  let turns = 0
  eachTurn(doc, (turn, position) => {
    if (turn.attrs.speaker === speaker && position !== except) turns += 1
  })
  return turns
}

/** The attributes of a turn that contain names of the cast. */
export const NAME_ATTRIBUTES = ['speaker', 'addressee'] as const

/** Above this count, one step replaces all turns. Each step copies the article's whole list of blocks. */
const MIN_TURNS_FOR_ONE_STEP = 20

/** The spellings of the old name, and the new one. */
type Renaming = readonly [from: ReadonlySet<unknown>, to: string]

/** Returns true if a turn has one of the names as speaker or as addressee. */
function isNamed({ attrs }: Node, names: ReadonlySet<unknown>): boolean {
  return NAME_ATTRIBUTES.some((attribute) => names.has(attrs[attribute]))
}

/** Returns the node with the name changed in all its turns. A node without such turns is returned itself. */
function renamed(node: Node, names: Renaming): Node {
  if (node.type.name === 'turn') return renamedTurn(node, names)
  if (node.isTextblock || node.isLeaf) return node
  const children = node.children.map((child) => renamed(child, names))
  return children.every((child, at) => child === node.child(at)) ? node : node.copy(Fragment.from(children))
}

/**
 * Returns the turn with the name changed as speaker and as addressee; the turn itself if it does not have the name. Who would
 * speak to themselves by it speaks to nobody.
 */
function renamedTurn(turn: Node, [from, to]: Renaming): Node {
  if (!isNamed(turn, from)) return turn
  const [speaker, addressee] = NAME_ATTRIBUTES.map((name) =>
    from.has(turn.attrs[name]) ? to : (turn.attrs[name] as unknown),
  )
  const attrs = { ...turn.attrs, speaker, addressee: addressee === speaker ? null : addressee }
  return turn.type.create(attrs, turn.content, turn.marks)
}

/** Renames in one turn, with attribute steps. `castSync.ts` recognises undone and redone renamings by the names in them. */
function renameAt(tr: Transaction, position: number, [from, to]: Renaming): void {
  for (const name of NAME_ATTRIBUTES)
    if (from.has(tr.doc.nodeAt(position)?.attrs[name])) tr.setNodeAttribute(position, name, to)
  const { speaker, addressee } = tr.doc.nodeAt(position)?.attrs ?? {}
  if (addressee !== null && speaker === addressee) tr.setNodeAttribute(position, 'addressee', null)
}

/** Renames in all turns of the body with one step, which replaces the blocks from the first to the last with the name. */
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

/** Returns how many positions nodes side by side take. */
const totalSize = (nodes: readonly Node[]): number => nodes.reduce((size, { nodeSize }) => size + nodeSize, 0)

/**
 * Renames a person in every turn, as speaker and as addressee, in one undoable transaction. Returns false if no turn has
 * one of the names. Takes time proportional to the article's length, not to length times turns.
 * @param from the spellings of the person's name
 */
export function renameSpeaker(from: readonly string[], to: string): Command {
  const names: Renaming = [new Set(from.filter((name) => name !== to)), to]
  return (state, dispatch) => {
    const { tr } = state
    const positions: number[] = []
    eachTurn(state.doc, (turn, position) => {
      if (isNamed(turn, names[0])) positions.push(position)
    })
    if (positions.length === 0) return false
    for (const position of positions.length < MIN_TURNS_FOR_ONE_STEP ? positions : positions.slice(0, 1))
      renameAt(tr, position, names)
    if (positions.length >= MIN_TURNS_FOR_ONE_STEP) renameAll(tr, names)
    // Names are attributes, so no position changes; without this, the replace step would move the selection.
    dispatch?.(tr.setSelection(state.selection.getBookmark().resolve(tr.doc)))
    return true
  }
}
