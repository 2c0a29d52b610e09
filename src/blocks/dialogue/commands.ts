import { Fragment, type Node, type NodeType, type ResolvedPos } from '@tiptap/pm/model'
import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'

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

/** Enter: in mid-line splits and keeps the speaker; at the end opens the next turn; in an empty turn leaves the dialogue. */
export function enterInTurn(turn: NodeType, paragraph: NodeType): Command {
  return (state, dispatch) => {
    const $from = caretInTurn(state, turn)
    if ($from === null) return false
    const { parent } = $from
    if (parent.content.size === 0) {
      dispatch?.(liftTurn($from, paragraph.create(), state.tr, 0))
      return true
    }
    const atEnd = $from.parentOffset === parent.content.size
    const attrs = atEnd
      ? { speaker: nextSpeaker($from.node(-1), $from.index(-1)), addressee: null, parenthetical: null }
      : parent.attrs
    dispatch?.(state.tr.split($from.pos, 1, [{ type: turn, attrs }]).scrollIntoView())
    return true
  }
}

/**
 * Backspace at the start: joins the turn before when the same person speaks (or this turn is empty), else lifts the
 * turn to a paragraph that keeps the name in its text. Nobody's words end in another's mouth, and no neighbour is lost.
 */
export function backspaceInTurn(turn: NodeType, paragraph: NodeType): Command {
  return (state, dispatch) => {
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
    const prefix =
      speaker === '' || parent.content.size === 0
        ? Fragment.empty
        : Fragment.from(state.schema.text(`${speaker}: `))
    dispatch?.(liftTurn($from, paragraph.create(null, prefix.append(parent.content)), state.tr, prefix.size))
    return true
  }
}

/** Tab goes to the next turn of the dialogue, Shift+Tab to the one before; at either end the key is not ours. */
export function tabInTurn(turn: NodeType, step: 1 | -1): Command {
  return (state, dispatch) => {
    const $from = caretInTurn(state, turn)
    if ($from === null) return false
    const index = $from.index(-1) + step
    const dialogue = $from.node(-1)
    if (index < 0 || index >= dialogue.childCount) return false
    const edge = step === 1 ? $from.after() + 1 : $from.before() - 1
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, edge)).scrollIntoView())
    return true
  }
}

/** Renames somebody in every turn, as speaker and as addressee, in one undoable step. */
export function renameSpeaker(from: string, to: string): Command {
  return (state, dispatch) => {
    const { tr } = state
    state.doc.descendants((node, position) => {
      if (node.type.name !== 'turn') return !node.isTextblock
      for (const attribute of ['speaker', 'addressee'])
        if (node.attrs[attribute] === from) tr.setNodeAttribute(position, attribute, to)
      return false
    })
    if (!tr.docChanged) return false
    dispatch?.(tr)
    return true
  }
}
