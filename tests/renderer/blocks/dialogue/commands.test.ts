import { history, undo } from '@tiptap/pm/history'
import { EditorState, TextSelection, type Command, type Transaction } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { schema } from '../../../../src/article/index.ts'
import {
  backspaceInTurn,
  deleteInTurn,
  enterInTurn,
  joinDialogues,
  nextSpeaker,
  moveTurn,
  addTurnForSameSpeaker,
  splitDialogue,
  tabInTurn,
} from '../../../../src/blocks/dialogue/commands.ts'
import { moveBlock } from '../../../../src/blocks/_view/move.ts'
import { renameSpeaker } from '../../../../src/blocks/dialogue/page/renameSpeaker.ts'
import {
  suggestedTurn,
  suggestedSpeakerPlugin,
} from '../../../../src/blocks/dialogue/page/suggestedSpeaker.ts'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import { dialogue, doc, p, turn } from '../../../build.ts'

const { turn: turnType, paragraph } = schema.nodes
if (turnType === undefined || paragraph === undefined) throw new Error('the schema lacks turns')

/** A state with the caret where `|` stands in the text, which is taken out. */
function stateOf(json: NodeJSON): EditorState {
  const start = schema.nodeFromJSON(json)
  let caret = -1
  start.descendants((node, position) => {
    const at = node.text?.indexOf('|') ?? -1
    if (at >= 0) caret = position + at
  })
  const state = EditorState.create({ doc: start })
  if (caret < 0) return state
  const tr = state.tr.delete(caret, caret + 1)
  return state.apply(tr.setSelection(TextSelection.create(tr.doc, caret)))
}

/** The document after a command, with `|` at the caret; null when the command said "not mine". */
function after(command: Command, json: NodeJSON): unknown {
  const state = stateOf(json)
  const states = [state]
  const took = command(state, (tr) => {
    states.push(state.apply(tr))
  })
  const end = states.at(-1)
  if (!took || end === undefined) return null
  end.doc.check()
  return end.apply(end.tr.insertText('|', end.selection.from)).doc.toJSON()
}

/** As JSON of the schema: every attribute there. */
const same = (json: NodeJSON): unknown => schema.nodeFromJSON(json).toJSON()
const talk = (...turns: NodeJSON[]): NodeJSON => doc('H', '', dialogue(...turns))
const enter = enterInTurn(turnType, paragraph)
const backspace = backspaceInTurn(turnType, paragraph)

describe('Enter in a turn', () => {
  it('splits it in mid-line and keeps the speaker', () => {
    expect(after(enter, talk(turn({ speaker: 'Mina', to: 'Jun' }, 'one|two')))).toEqual(
      same(talk(turn({ speaker: 'Mina', to: 'Jun' }, 'one'), turn({ speaker: 'Mina', to: 'Jun' }, '|two'))),
    )
  })

  it('inserts a turn of the other one of the last two speakers at its end', () => {
    expect(after(enter, talk(turn('Mina', 'a'), turn('Jun', 'b|')))).toEqual(
      same(talk(turn('Mina', 'a'), turn('Jun', 'b'), turn('Mina', '|'))),
    )
  })

  it('leaves the dialogue in an empty last turn', () => {
    expect(after(enter, talk(turn('Mina', 'a'), turn('Jun', '|')))).toEqual(
      same(doc('H', '', dialogue(turn('Mina', 'a')), p('|'))),
    )
  })

  it('splits the dialogue at an empty turn between others', () => {
    expect(after(enter, talk(turn('Mina', 'a'), turn('Jun', '|'), turn('Mina', 'c')))).toEqual(
      same(doc('H', '', dialogue(turn('Mina', 'a')), p('|'), dialogue(turn('Mina', 'c')))),
    )
  })

  it('does nothing in a paragraph', () => {
    expect(after(enter, doc('H', '', p('a|')))).toBeNull()
  })
})

describe('Backspace at the start of a turn', () => {
  it('joins the turn before if it has the same speaker', () => {
    expect(after(backspace, talk(turn('Mina', 'a '), turn('Mina', '|b')))).toEqual(
      same(talk(turn('Mina', 'a |b'))),
    )
  })

  it('turns it into a paragraph with the name if the speaker before is another', () => {
    expect(after(backspace, talk(turn('Mina', 'a'), turn('Jun', '|b'), turn('Mina', 'c')))).toEqual(
      same(doc('H', '', dialogue(turn('Mina', 'a')), p('Jun: |b'), dialogue(turn('Mina', 'c')))),
    )
  })

  it('deletes an empty turn', () => {
    expect(after(backspace, talk(turn('Mina', 'a'), turn('Jun', '|')))).toEqual(
      same(talk(turn('Mina', 'a|'))),
    )
  })

  it('does nothing in mid-line', () => {
    expect(after(backspace, talk(turn('Mina', 'a|b')))).toBeNull()
  })
})

describe('Tab in a turn', () => {
  it('opens the next turn’s speaker field, and returns false in the last turn', () => {
    expect(after(tabInTurn(turnType, 1), talk(turn('Mina', 'a|'), turn('Jun', 'b')))).toEqual(
      same(talk(turn('Mina', 'a'), turn('Jun', '|b'))),
    )
    expect(after(tabInTurn(turnType, 1), talk(turn('Mina', 'a|')))).toBeNull()
  })
})

describe('Delete at the end of a turn', () => {
  const del = deleteInTurn(turnType)

  it('joins the next turn if it has the same speaker', () => {
    expect(after(del, talk(turn('Mina', 'a|'), turn('Mina', ' b')))).toEqual(same(talk(turn('Mina', 'a| b'))))
  })

  it('leaves another speaker’s words where they are', () => {
    const json = talk(turn('Mina', 'a|'), turn('Jun', 'b'))
    expect(after(del, json)).toEqual(same(json))
  })

  it('deletes an empty turn, this one or the next', () => {
    expect(after(del, talk(turn('Mina', 'a|'), turn('Jun', '')))).toEqual(same(talk(turn('Mina', 'a|'))))
    expect(after(del, talk(turn('Mina', '|'), turn('Jun', 'b')))).toEqual(same(talk(turn('Jun', '|b'))))
  })

  it('joins the dialogue below, with every turn of both', () => {
    const json = doc('H', '', dialogue(turn('Mina', 'a|')), dialogue(turn('Jun', 'b'), turn('Mina', 'c')))
    expect(after(del, json)).toEqual(same(talk(turn('Mina', 'a|'), turn('Jun', 'b'), turn('Mina', 'c'))))
  })

  it('returns false in mid-line and above other blocks', () => {
    expect(after(del, talk(turn('Mina', 'a|b')))).toBeNull()
    expect(after(del, doc('H', '', dialogue(turn('Mina', 'a|')), p('b')))).toBeNull()
  })
})

describe('the next turn', () => {
  it('can have the same speaker', () => {
    expect(after(addTurnForSameSpeaker(turnType), talk(turn('Mina', 'a'), turn('Jun', 'b|')))).toEqual(
      same(talk(turn('Mina', 'a'), turn('Jun', 'b'), turn('Jun', '|'))),
    )
    expect(after(addTurnForSameSpeaker(turnType), talk(turn('Jun', '|')))).toBeNull()
  })

  it('has a suggested speaker until it has words', () => {
    const state = EditorState.create({
      doc: stateOf(talk(turn('Mina', 'a'), turn('Jun', 'b|'))).doc,
      plugins: [suggestedSpeakerPlugin()],
    })
    const end = state.doc.content.size - 3
    let next = state.apply(state.tr.setSelection(TextSelection.create(state.doc, end)))
    enter(next, (tr) => (next = next.apply(tr)))
    expect(next.doc.nodeAt(suggestedTurn(next) ?? 0)?.attrs.speaker).toBe('Mina')
    next = next.apply(next.tr.insertText('“'))
    expect(suggestedTurn(next)).toBeNull()
  })
})

describe('adjacent dialogues', () => {
  const two = (one: string, other: string): NodeJSON =>
    doc('H', '', dialogue(turn('Mina', one)), dialogue(turn('Jun', other), turn('Mina', 'c')))
  const joined = (one: string, other: string): unknown =>
    same(talk(turn('Mina', one), turn('Jun', other), turn('Mina', 'c')))

  it('are joined by a command, from either', () => {
    expect(after(joinDialogues(1), two('a|', 'b'))).toEqual(joined('a|', 'b'))
    expect(after(joinDialogues(-1), two('a', 'b|'))).toEqual(joined('a', 'b|'))
    expect(after(joinDialogues(-1), two('a|', 'b'))).toBeNull()
  })

  it('are joined by Backspace at the start of the second, with every turn', () => {
    expect(after(backspace, two('a', '|b'))).toEqual(joined('a', '|b'))
  })

  it('result from splitting one before the caret’s turn', () => {
    const one = talk(turn('Mina', 'a'), turn('Jun', '|b'), turn('Mina', 'c'))
    expect(after(splitDialogue, one)).toEqual(same(two('a', '|b')))
    expect(after(splitDialogue, talk(turn('Mina', '|a'), turn('Jun', 'b')))).toBeNull()
  })
})

describe('Alt+Up and Alt+Down', () => {
  it('move a turn within its dialogue', () => {
    expect(after(moveBlock(1), talk(turn('A', '1|'), turn('B', '2')))).toEqual(
      same(talk(turn('B', '2'), turn('A', '1|'))),
    )
    expect(after(moveBlock(-1), talk(turn('A', '1'), turn('B', '2|')))).toEqual(
      same(talk(turn('B', '2|'), turn('A', '1'))),
    )
  })

  it('move the whole dialogue at its edge', () => {
    const talked = (mark: string): NodeJSON => dialogue(turn('A', `1${mark}`), turn('B', '2'))
    expect(after(moveBlock(-1), doc('H', '', p('x'), talked('|')))).toEqual(
      same(doc('H', '', talked('|'), p('x'))),
    )
    expect(after(moveBlock(-1), doc('H', '', talked('|'), p('x')))).toEqual(
      same(doc('H', '', talked('|'), p('x'))),
    )
  })
})

describe('a dragged turn', () => {
  const places = (state: EditorState): number[] => {
    const found: number[] = []
    state.doc.descendants((node, position) => {
      if (node.type.name === 'turn' || node.type.name === 'paragraph') found.push(position)
    })
    return found
  }
  const dropped = (
    json: NodeJSON,
    from: number,
    to: (at: readonly number[], state: EditorState) => number,
  ) => {
    const state = stateOf(json)
    const at = places(state)
    let next = state
    const took = moveTurn(at[from] ?? -1, to(at, state))(state, (tr) => (next = state.apply(tr)))
    next.doc.check()
    return took ? (next.doc.toJSON() as unknown) : null
  }

  it('can be dropped between other turns', () => {
    const json = talk(turn('A', '1'), turn('B', '2'), turn('C', '3'))
    expect(dropped(json, 2, (at) => at[0] ?? 0)).toEqual(
      same(talk(turn('C', '3'), turn('A', '1'), turn('B', '2'))),
    )
    expect(dropped(json, 0, (at) => at[2] ?? 0)).toEqual(
      same(talk(turn('B', '2'), turn('A', '1'), turn('C', '3'))),
    )
  })

  it('becomes a dialogue of its own between blocks, and leaves no dialogue without turns', () => {
    const json = doc('H', '', dialogue(turn('A', '1')), p('x'))
    expect(dropped(json, 0, (_at, state) => state.doc.content.size - 1)).toEqual(
      same(doc('H', '', p('x'), dialogue(turn('A', '1')))),
    )
  })

  it('can be dropped into another dialogue', () => {
    const json = doc('H', '', dialogue(turn('A', '1')), p('x'), dialogue(turn('B', '2')))
    expect(dropped(json, 0, (at) => at[2] ?? 0)).toEqual(
      same(doc('H', '', p('x'), dialogue(turn('A', '1'), turn('B', '2')))),
    )
  })

  it('stays if it is dropped at its own position', () => {
    expect(dropped(talk(turn('A', '1'), turn('B', '2')), 0, (at) => at[1] ?? 0)).toBeNull()
  })
})

describe('renaming a speaker', () => {
  it('changes every turn, as speaker and as addressee, in one undo step', () => {
    const before = stateOf(
      talk(turn('Mina', 'a'), turn({ speaker: 'Jun', to: 'Mina' }, 'b'), turn('Minah', 'c')),
    )
    let next = before
    renameSpeaker(['Mina'], 'Min-a')(before, (tr) => {
      next = before.apply(tr)
    })
    expect(next.doc.toJSON()).toEqual(
      same(talk(turn('Min-a', 'a'), turn({ speaker: 'Jun', to: 'Min-a' }, 'b'), turn('Minah', 'c'))),
    )
    expect(renameSpeaker(['Nobody'], 'X')(before)).toBe(false)
  })
})

describe('renaming a speaker of a long dialogue', () => {
  const turns = (name: string): NodeJSON[] =>
    Array.from({ length: 5000 }, (_, at) =>
      at % 2 === 0
        ? turn({ speaker: name, to: 'Jun' }, `a${String(at)}`)
        : turn({ speaker: 'Jun', to: name }, 'b'),
    )

  it('changes all of it in one undo step, and keeps the caret', () => {
    const start = schema.nodeFromJSON(talk(...turns('Mina')))
    let state = EditorState.create({ doc: start, plugins: [history()] })
    const place = TextSelection.near(state.doc.resolve(20_000))
    state = state.apply(state.tr.setSelection(place))
    const apply = (tr: Transaction): void => {
      state = state.apply(tr)
    }
    renameSpeaker(['Mina'], 'Min-a')(state, apply)
    expect(state.doc.eq(schema.nodeFromJSON(talk(...turns('Min-a'))))).toBe(true)
    expect(state.selection.from).toBe(place.from)
    undo(state, apply)
    expect(state.doc.eq(start)).toBe(true)
  })
})

describe('the suggested next speaker', () => {
  it('is the other one of the last two, or empty if there is only one', () => {
    const node = schema.nodeFromJSON(dialogue(turn('A', '1'), turn('B', '2'), turn('B', '3')))
    expect(nextSpeaker(node, 2)).toBe('A')
    expect(nextSpeaker(schema.nodeFromJSON(dialogue(turn('A', '1'))), 0)).toBe('')
  })
})
