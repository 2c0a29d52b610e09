import { Fragment, type Node, type NodeType, type ResolvedPos } from '@tiptap/pm/model'
import { type Command, type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { openField } from './page/turnFields.ts'
import { markSuggested } from './page/suggestedSpeaker.ts'

/** The caret's place when it stands in a turn: the turn's depth is the parent's, its dialogue is one above. */
function caretInTurn(state: EditorState, turn: NodeType): ResolvedPos | null {
  const { selection } = state
  return selection instanceof TextSelection && selection.empty && selection.$from.parent.type === turn
    ? selection.$from
    : null
}

/** Who most likely speaks next: the other of the last two speakers of this dialogue, '' when only one spoke. */
export function nextSpeaker(dialogue: Node, index: number): string {
  const current = String(dialogue.child(index).attrs.speaker)
  for (let before = index - 1; before >= 0; before -= 1) {
    const speaker = String(dialogue.child(before).attrs.speaker)
    if (speaker !== current) return speaker
  }
  return ''
}

/**
 * Takes the turn at `$at` out of its dialogue and puts `paragraph` in its place, the turns before and after staying
 * dialogues of their own; the caret goes `offset` into the paragraph.
 */
function liftTurn($at: ResolvedPos, paragraph: Node, tr: Transaction, offset: number): Transaction {
  const dialogue = $at.node(-1)
  const index = $at.index(-1)
  const turns = Array.from({ length: dialogue.childCount }, (_, at) => dialogue.child(at))
  const before = turns.slice(0, index)
  const after = turns.slice(index + 1)
  const pieces = [
    ...(before.length === 0 ? [] : [dialogue.copy(Fragment.from(before))]),
    paragraph,
    ...(after.length === 0 ? [] : [dialogue.copy(Fragment.from(after))]),
  ]
  const start = $at.before(-1)
  tr.replaceWith(start, $at.after(-1), pieces)
  const first = pieces[0]
  const caret = start + (before.length === 0 || first === undefined ? 0 : first.nodeSize) + 1 + offset
  return tr.setSelection(TextSelection.create(tr.doc, caret)).scrollIntoView()
}

/**
 * Enter: in mid-line splits and keeps the speaker; at the end opens the next turn with a suggested speaker, or the
 * speaker's field where nobody can be suggested; in an empty turn leaves the dialogue.
 */
export function enterInTurn(turn: NodeType, paragraph: NodeType): Command {
  return (state, dispatch, view) => {
    const $from = caretInTurn(state, turn)
    if ($from === null) return false
    const { parent } = $from
    if (parent.content.size === 0) {
      dispatch?.(liftTurn($from, paragraph.create(), state.tr, 0))
      return true
    }
    if ($from.parentOffset < parent.content.size) {
      dispatch?.(state.tr.split($from.pos, 1, [{ type: turn, attrs: parent.attrs }]).scrollIntoView())
      return true
    }
    const speaker = nextSpeaker($from.node(-1), $from.index(-1))
    insertTurnBelow($from, speaker)(state, dispatch, view)
    if (speaker === '' && view !== undefined) openField(view, $from.after(), 'speaker')
    return true
  }
}

/** Opens a turn below the one the caret is in; its speaker is a suggestion until something is said in it. */
function insertTurnBelow($from: ResolvedPos, speaker: string): Command {
  return (state, dispatch) => {
    const attrs = { speaker, addressee: null, parenthetical: null }
    const { parent } = $from
    const tr = state.tr.insert($from.after(), parent.type.create(attrs))
    tr.setSelection(TextSelection.create(tr.doc, $from.after() + 1))
    dispatch?.(markSuggested(tr, $from.after()).scrollIntoView())
    return true
  }
}

/** Opens the next turn for the same speaker. */
export function addTurnForSameSpeaker(turn: NodeType): Command {
  return (state, dispatch, view) => {
    const $from = caretInTurn(state, turn)
    if ($from === null || $from.parent.content.size === 0) return false
    return insertTurnBelow($from, String($from.parent.attrs.speaker))(state, dispatch, view)
  }
}

/**
 * Backspace at the start: joins the turn before when the same person speaks (or this turn is empty); the first turn
 * below another dialogue joins the two dialogues; any other turn becomes a paragraph that keeps the name in its text.
 * Nobody's words end in another's mouth, and no neighbour is lost.
 */
export function backspaceInTurn(turn: NodeType, paragraph: NodeType): Command {
  return (state, dispatch, view) => {
    const $from = caretInTurn(state, turn)
    if ($from === null || $from.parentOffset > 0) return false
    const index = $from.index(-1)
    const before = index === 0 ? null : $from.node(-1).child(index - 1)
    const { parent } = $from
    const speaker = String(parent.attrs.speaker)
    if (before !== null && (before.attrs.speaker === speaker || parent.content.size === 0)) {
      dispatch?.(state.tr.join($from.before()).scrollIntoView())
      return true
    }
    if (index === 0 && parent.content.size > 0 && joinDialogues(-1)(state, dispatch, view)) return true
    const prefix =
      speaker === '' || parent.content.size === 0
        ? Fragment.empty
        : Fragment.from(state.schema.text(`${speaker}: `))
    dispatch?.(liftTurn($from, paragraph.create(null, prefix.append(parent.content)), state.tr, prefix.size))
    return true
  }
}

/**
 * Delete at the end: joins the next turn when the same person speaks on, takes an empty one away, joins the dialogue
 * below. Somebody else's words stay where they are. What lies below the dialogue is judged by its kind elsewhere.
 */
export function deleteInTurn(turn: NodeType): Command {
  return (state, dispatch, view) => {
    const $from = caretInTurn(state, turn)
    if ($from === null || $from.parentOffset < $from.parent.content.size) return false
    const next = $from.node(-1).maybeChild($from.index(-1) + 1)
    const after = $from.after()
    if (next === null) return joinDialogues(1)(state, dispatch, view)
    if (next.content.size === 0) dispatch?.(state.tr.delete(after, after + next.nodeSize).scrollIntoView())
    else if (next.attrs.speaker === $from.parent.attrs.speaker)
      dispatch?.(state.tr.join(after).scrollIntoView())
    else if ($from.parent.content.size === 0)
      dispatch?.(state.tr.delete($from.before(), after).scrollIntoView())
    return true
  }
}

/** Tab goes from the words to the next turn's speaker, Shift+Tab to this one's; behind the last the key is not ours. */
export function tabInTurn(turn: NodeType, step: 1 | -1): Command {
  return (state, dispatch, view) => {
    const $from = caretInTurn(state, turn)
    if ($from === null) return false
    const isLast = $from.index(-1) + 1 === $from.node(-1).childCount
    if (step === 1 && isLast) return false
    const at = step === 1 ? $from.after() : $from.before()
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, at + 1)).scrollIntoView())
    if (view !== undefined) openField(view, at, 'speaker')
    return true
  }
}

/** Opens one of the fields beside the words of the turn the caret is in. */
export function editTurn(turn: NodeType, field: Parameters<typeof openField>[2]): Command {
  return (state, _dispatch, view) => {
    const $from = caretInTurn(state, turn)
    if ($from === null) return false
    if (view !== undefined) openField(view, $from.before(), field)
    return true
  }
}

/** Joins the dialogue the selection is in with the one right above (-1) or below (1) it: every turn stays. */
export function joinDialogues(step: 1 | -1): Command {
  return (state, dispatch) => {
    const { $from } = state.selection
    if ($from.depth < 2 || $from.node(2).type.name !== 'dialogue') return false
    const other = $from.node(1).maybeChild($from.index(1) + step)
    if (other?.type !== $from.node(2).type) return false
    dispatch?.(state.tr.join(step === 1 ? $from.after(2) : $from.before(2)).scrollIntoView())
    return true
  }
}

/** The command where the selection is in a dialogue, elsewhere nobody's. */
export function onlyInDialogue(command: Command): Command {
  return (state, dispatch, view) => {
    const { $from } = state.selection
    const isIn = $from.depth >= 2 && $from.node(2).type.name === 'dialogue'
    return isIn && command(state, dispatch, view)
  }
}

/** Parts a dialogue before the turn the caret is in. Not before its first. */
export const splitDialogue: Command = (state, dispatch) => {
  const { $from } = state.selection
  if ($from.depth < 3 || $from.node(2).type.name !== 'dialogue' || $from.index(2) === 0) return false
  dispatch?.(state.tr.split($from.before(3)).scrollIntoView())
  return true
}

/**
 * Moves the turn at `from` before the turn or block at `to`, another dialogue or none around it: dropped between
 * blocks it is a dialogue of its own, and a dialogue it was the last turn of goes.
 */
export function moveTurn(from: number, to: number): Command {
  return (state, dispatch) => {
    const turn = state.doc.nodeAt(from)
    const $from = state.doc.resolve(from)
    const $to = state.doc.resolve(to)
    const { dialogue } = state.schema.nodes
    if (turn?.type.name !== 'turn' || dialogue === undefined) return false
    const inDialogue = $to.parent.type === dialogue
    if (!inDialogue && $to.parent.type.name !== 'body') return false
    if (to === from || to === from + turn.nodeSize) return false
    const alone = $from.parent.childCount === 1
    const { tr } = state
    tr.insert(to, inDialogue ? turn : dialogue.create(null, turn))
    const [start, end] = alone ? [$from.before(), $from.after()] : [from, from + turn.nodeSize]
    tr.delete(tr.mapping.map(start, 1), tr.mapping.map(end, -1))
    const placed = tr.mapping.slice(1).map(to, 1) + (inDialogue ? 1 : 2)
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(placed))).scrollIntoView())
    return true
  }
}
