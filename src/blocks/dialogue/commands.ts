import { Fragment, type Node, type NodeType, type ResolvedPos } from '@tiptap/pm/model'
import { type Command, type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { openField } from './page/turnFields.ts'
import { markSuggested } from './page/suggestedSpeaker.ts'

/**
 * What keys and menu commands do in a dialogue. A dialogue node has turns only; a turn has a speaker, an addressee and a
 * parenthetical as attributes, and the words as inline content:
 *
 *     body(1) > dialogue(2) > turn(3) > text        depth in a resolved position
 *
 * No command puts one speaker's words into another speaker's turn, or deletes a turn that has words.
 */

/** Returns the caret if it is in a turn, else null. */
function caretInTurn(state: EditorState, turn: NodeType): ResolvedPos | null {
  const { selection } = state
  return selection instanceof TextSelection && selection.empty && selection.$from.parent.type === turn
    ? selection.$from
    : null
}

/**
 * Returns the likely speaker of the turn after `index`: the other one of the last two speakers, as in an interview. ''
 * if the dialogue has only one speaker so far.
 */
export function nextSpeaker(dialogue: Node, index: number): string {
  const current = String(dialogue.child(index).attrs.speaker)
  for (let before = index - 1; before >= 0; before -= 1) {
    const speaker = String(dialogue.child(before).attrs.speaker)
    if (speaker !== current) return speaker
  }
  return ''
}

/**
 * Replaces the turn at `$at` by a paragraph of the body. The turns before and after it become separate dialogues.
 * @param offset where the caret goes in the paragraph
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
 * Enter in a turn. In the middle of the words, splits the turn between two turns of the same speaker. At the end, inserts
 * a turn with a suggested speaker, or opens its speaker field if there is no suggestion. In an empty turn, turns it into a
 * paragraph, which ends the dialogue.
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
      dispatch?.(
        state.tr
          .split($from.pos, 1, [{ type: turn, attrs: { ...parent.attrs, time: null } }])
          .scrollIntoView(),
      )
      return true
    }
    const speaker = nextSpeaker($from.node(-1), $from.index(-1))
    insertTurnBelow($from, speaker)(state, dispatch, view)
    if (speaker === '' && dispatch !== undefined && view !== undefined)
      openField(view, $from.after(), 'speaker')
    return true
  }
}

/** Inserts an empty turn below the caret's. Its speaker is shown as a suggestion until the turn has words. */
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

/** Mod+Enter: inserts an empty turn of the same speaker below. Does nothing in an empty turn. */
export function addTurnForSameSpeaker(turn: NodeType): Command {
  return (state, dispatch, view) => {
    const $from = caretInTurn(state, turn)
    if ($from === null || $from.parent.content.size === 0) return false
    return insertTurnBelow($from, String($from.parent.attrs.speaker))(state, dispatch, view)
  }
}

/**
 * Backspace at the start of a turn. Joins the turn before if it has the same speaker or if this turn is empty. In the
 * first turn below another dialogue, joins the dialogues. Any other turn becomes a paragraph `Mina: words`, so that the
 * words never join another speaker's.
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
 * Delete at the end of a turn. Joins the next turn if it has the same speaker, deletes it if it is empty, deletes this
 * turn if this one is empty, and does nothing before another speaker's words. In the last turn, joins a dialogue below;
 * any other block below is left to the caller's next command.
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

/**
 * Tab: moves to the next turn's speaker field. Shift+Tab: to this turn's. Returns false for Tab in the last turn.
 * @param step 1 for Tab, -1 for Shift+Tab
 */
export function tabInTurn(turn: NodeType, step: 1 | -1): Command {
  return (state, dispatch, view) => {
    const $from = caretInTurn(state, turn)
    if ($from === null) return false
    const isLast = $from.index(-1) + 1 === $from.node(-1).childCount
    if (step === 1 && isLast) return false
    const at = step === 1 ? $from.after() : $from.before()
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, at + 1)).scrollIntoView())
    if (dispatch !== undefined && view !== undefined) openField(view, at, 'speaker')
    return true
  }
}

/** Opens a field (speaker, addressee or parenthetical) of the turn the caret is in. */
export function editTurn(turn: NodeType, field: Parameters<typeof openField>[2]): Command {
  return (state, dispatch, view) => {
    const $from = caretInTurn(state, turn)
    if ($from === null) return false
    if (dispatch !== undefined && view !== undefined) openField(view, $from.before(), field)
    return true
  }
}

/** Joins the selection's dialogue with the one right above (-1) or below (1), keeping every turn. */
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

/** Wraps a command so that it returns false outside a dialogue. */
export function onlyInDialogue(command: Command): Command {
  return (state, dispatch, view) => {
    const { $from } = state.selection
    const isIn = $from.depth >= 2 && $from.node(2).type.name === 'dialogue'
    return isIn && command(state, dispatch, view)
  }
}

/** Splits the dialogue before the caret's turn: turns 1, 2, 3 with the caret in 2 become 1 and 2, 3. False in turn 1. */
export const splitDialogue: Command = (state, dispatch) => {
  const { $from } = state.selection
  if ($from.depth < 3 || $from.node(2).type.name !== 'dialogue' || $from.index(2) === 0) return false
  dispatch?.(state.tr.split($from.before(3)).scrollIntoView())
  return true
}

/**
 * Moves a turn. Between blocks of the body, it becomes a dialogue of its own; a dialogue left without turns is deleted.
 * @param from the turn's position
 * @param to a position between two turns of any dialogue, or between two blocks
 */
export function moveTurn(from: number, to: number): Command {
  return (state, dispatch) => {
    const turn = state.doc.nodeAt(from)
    const $from = state.doc.resolve(from)
    const $to = state.doc.resolve(to)
    const { dialogue } = state.schema.nodes
    if (turn?.type.name !== 'turn' || dialogue === undefined) return false
    const isIntoDialogue = $to.parent.type === dialogue
    if (!isIntoDialogue && $to.parent.type.name !== 'body') return false
    if (to === from || to === from + turn.nodeSize) return false
    const isOnlyTurn = $from.parent.childCount === 1
    const { tr } = state
    tr.insert(to, isIntoDialogue ? turn : dialogue.create(null, turn))
    const [start, end] = isOnlyTurn ? [$from.before(), $from.after()] : [from, from + turn.nodeSize]
    tr.delete(tr.mapping.map(start, 1), tr.mapping.map(end, -1))
    const movedTo = tr.mapping.slice(1).map(to, 1) + (isIntoDialogue ? 1 : 2)
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(movedTo))).scrollIntoView())
    return true
  }
}
