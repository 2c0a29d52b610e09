import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state'

/**
 * Where pasted content goes. Words run into the text they are pasted in; blocks stay whole; no block around is mixed
 * with what comes, and none loses a word.
 */

/** The block of the body a position is in. */
const BODY_BLOCK = 2

function isPlain(node: Node): boolean {
  return node.type.name === 'paragraph'
}

/** Which field the selection begins in: 0 headline, 1 standfirst, 2 body. */
export function fieldOf(tr: Transaction): number {
  return tr.selection.$from.index(0)
}

/** Paragraphs at either end run into the text around them; other blocks stay whole. */
function openSlice(nodes: readonly Node[]): Slice {
  const open = (node: Node | undefined): number => (node !== undefined && isPlain(node) ? 1 : 0)
  return new Slice(Fragment.from(nodes), open(nodes[0]), open(nodes.at(-1)))
}

/** Text of inline content on one line. */
export function lineOf(content: Fragment): string {
  return content.textBetween(0, content.size, ' ', ' ')
}

/** Puts words in place of the selection: with their marks where the text around holds marks, else as text. */
export function placeInline(tr: Transaction, content: Fragment): void {
  const { paragraph } = tr.doc.type.schema.nodes
  if (tr.selection instanceof NodeSelection && tr.selection.node.isBlock && paragraph !== undefined) {
    placeAt(tr, tr.selection.from, tr.selection.to, [paragraph.create(null, content)])
    return
  }
  tr.deleteSelection()
  const { $from } = tr.selection
  if (!$from.parent.inlineContent && paragraph !== undefined)
    placeAt(tr, $from.pos, $from.pos, [paragraph.create(null, content)])
  else if ($from.parent.type.validContent($from.parent.content.append(content))) {
    tr.insert($from.pos, content)
    tr.setSelection(TextSelection.create(tr.doc, $from.pos + content.size))
  } else tr.insertText(lineOf(content))
}

/** A stretch of the document to put blocks in the place of. */
interface Gap {
  readonly from: number
  readonly to: number
  readonly nodes: readonly Node[]
}

/** Puts blocks in place of the selection, which must be in the body. */
export function placeBlocks(tr: Transaction, nodes: readonly Node[]): void {
  const [only] = nodes
  if (only === undefined) return
  const { selection } = tr
  const filled = selection.$from.parent.isTextblock && selection.$from.parent.content.size > 0
  if (nodes.length === 1 && (isPlain(only) || (filled && only.type.name === 'heading')))
    placeInline(tr, only.content)
  else if (selection instanceof NodeSelection && selection.$from.depth < BODY_BLOCK)
    placeAt(tr, selection.from, selection.to, nodes)
  else {
    tr.deleteSelection()
    const gap = gapFor(tr, nodes)
    if (gap === null) tr.replaceSelection(openSlice(nodes))
    else placeAt(tr, gap.from, gap.to, gap.nodes)
  }
}

/** Where blocks go at a caret; null where they run into the text around it. */
function gapFor(tr: Transaction, nodes: readonly Node[]): Gap | null {
  const { $from } = tr.selection
  if ($from.depth < BODY_BLOCK) return { from: $from.pos, to: $from.pos, nodes }
  const around = $from.node(BODY_BLOCK)
  if (around.type.name === 'dialogue') return gapInDialogue(tr, nodes)
  if ($from.depth === BODY_BLOCK && isPlain(around) && around.content.size === 0)
    return { from: $from.before(), to: $from.after(), nodes }
  if (isPlain(around) || around.type.name === 'heading' || $from.depth > BODY_BLOCK) return null
  // A caption or a source line is one thing: what is pasted goes below it.
  const below = $from.after(BODY_BLOCK)
  return { from: below, to: below, nodes }
}

/** The caret comes behind the last words; behind a card, to the text below it, which is made where there is none. */
function placeAt(tr: Transaction, from: number, to: number, nodes: readonly Node[]): void {
  tr.replaceWith(from, to, nodes)
  const end = from + nodes.reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  const { paragraph } = tr.doc.type.schema.nodes
  const isCard = nodes.at(-1)?.isAtom === true
  if (isCard && tr.doc.resolve(end).nodeAfter === null && paragraph !== undefined)
    tr.insert(end, paragraph.create())
  tr.setSelection(TextSelection.near(tr.doc.resolve(end), isCard ? 1 : -1))
}

/** Turns join the dialogue they are pasted in; anything else parts it. */
function gapInDialogue(tr: Transaction, given: readonly Node[]): Gap {
  const { $from } = tr.selection
  const turns = given.every(({ type }) => type.name === 'dialogue')
  const nodes = turns ? given.flatMap((dialogue) => [...dialogue.content.content]) : given
  const depth = turns ? BODY_BLOCK + 1 : BODY_BLOCK
  const empty = $from.parent.content.size === 0
  const at = (position: number): Gap => ({ from: position, to: position, nodes })
  if (turns && empty) return { from: $from.before(), to: $from.after(), nodes }
  const shows = (from: number, to: number): boolean => tr.doc.textBetween(from, to, '\n', '\ufffc') !== ''
  if (empty || !shows($from.pos, $from.end(depth))) return at($from.after(depth))
  if (!shows($from.start(depth), $from.pos)) return at($from.before(depth))
  const { type, attrs } = $from.parent
  // The aside was said with the first words.
  const rest = { type, attrs: { ...attrs, parenthetical: null } }
  const levels = $from.depth - depth + 1
  tr.split($from.pos, levels, levels === 1 ? [rest] : [null, rest])
  return at($from.pos + levels)
}

/** Several lines in the headline or the standfirst: the first is it, the others begin the body. */
export function placeField(tr: Transaction, nodes: readonly Node[]): void {
  const [first, ...others] = nodes
  if (first === undefined) return
  const whole = first.isTextblock
  if (whole) tr.insertText(lineOf(first.content))
  const rest = whole ? others : nodes
  if (rest.length === 0) return
  const start = tr.doc.child(0).nodeSize + tr.doc.child(1).nodeSize + 1
  const body = tr.doc.child(2)
  const untouched =
    body.childCount === 1 && body.firstChild?.type.name === 'paragraph' && body.textContent === ''
  placeAt(tr, start, untouched ? start + body.content.size : start, rest)
}
