import { EditorState, TextSelection, type Command } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { schema } from '../../../../src/article/index.ts'
import {
  backspaceInTurn,
  enterInTurn,
  nextSpeaker,
  tabInTurn,
} from '../../../../src/blocks/dialogue/commands.ts'
import { renameSpeaker } from '../../../../src/blocks/dialogue/page/rename.ts'
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
  it('in mid-line splits and keeps the speaker', () => {
    expect(after(enter, talk(turn({ speaker: 'Mina', to: 'Jun' }, 'one|two')))).toEqual(
      same(talk(turn({ speaker: 'Mina', to: 'Jun' }, 'one'), turn({ speaker: 'Mina', to: 'Jun' }, '|two'))),
    )
  })

  it('at the end opens a turn of the other of the last two speakers', () => {
    expect(after(enter, talk(turn('Mina', 'a'), turn('Jun', 'b|')))).toEqual(
      same(talk(turn('Mina', 'a'), turn('Jun', 'b'), turn('Mina', '|'))),
    )
  })

  it('leaves the dialogue from an empty turn at its end', () => {
    expect(after(enter, talk(turn('Mina', 'a'), turn('Jun', '|')))).toEqual(
      same(doc('H', '', dialogue(turn('Mina', 'a')), p('|'))),
    )
  })

  it('parts the dialogue at an empty turn between others', () => {
    expect(after(enter, talk(turn('Mina', 'a'), turn('Jun', '|'), turn('Mina', 'c')))).toEqual(
      same(doc('H', '', dialogue(turn('Mina', 'a')), p('|'), dialogue(turn('Mina', 'c')))),
    )
  })

  it('is not meant for paragraphs', () => {
    expect(after(enter, doc('H', '', p('a|')))).toBeNull()
  })
})

describe('Backspace at the start of a turn', () => {
  it('joins what the same person said', () => {
    expect(after(backspace, talk(turn('Mina', 'a '), turn('Mina', '|b')))).toEqual(
      same(talk(turn('Mina', 'a |b'))),
    )
  })

  it('puts nobody’s words into another’s mouth: it lifts the turn, name and all', () => {
    expect(after(backspace, talk(turn('Mina', 'a'), turn('Jun', '|b'), turn('Mina', 'c')))).toEqual(
      same(doc('H', '', dialogue(turn('Mina', 'a')), p('Jun: |b'), dialogue(turn('Mina', 'c')))),
    )
  })

  it('takes an empty turn away', () => {
    expect(after(backspace, talk(turn('Mina', 'a'), turn('Jun', '|')))).toEqual(
      same(talk(turn('Mina', 'a|'))),
    )
  })

  it('does nothing in mid-line', () => {
    expect(after(backspace, talk(turn('Mina', 'a|b')))).toBeNull()
  })
})

describe('Tab in a turn', () => {
  it('goes to the next turn, and is not ours at the last one', () => {
    expect(after(tabInTurn(turnType, 1), talk(turn('Mina', 'a|'), turn('Jun', 'b')))).toEqual(
      same(talk(turn('Mina', 'a'), turn('Jun', '|b'))),
    )
    expect(after(tabInTurn(turnType, 1), talk(turn('Mina', 'a|')))).toBeNull()
  })
})

describe('renaming a speaker', () => {
  it('reaches every turn, as speaker and as addressee, in one step that one undo takes back', () => {
    const before = stateOf(
      talk(turn('Mina', 'a'), turn({ speaker: 'Jun', to: 'Mina' }, 'b'), turn('Minah', 'c')),
    )
    let next = before
    renameSpeaker('Mina', 'Min-a')(before, (tr) => {
      next = before.apply(tr)
    })
    expect(next.doc.toJSON()).toEqual(
      same(talk(turn('Min-a', 'a'), turn({ speaker: 'Jun', to: 'Min-a' }, 'b'), turn('Minah', 'c'))),
    )
    expect(renameSpeaker('Nobody', 'X')(before)).toBe(false)
  })
})

describe('who speaks next', () => {
  it('is the other of the last two, or nobody when one speaks alone', () => {
    const node = schema.nodeFromJSON(dialogue(turn('A', '1'), turn('B', '2'), turn('B', '3')))
    expect(nextSpeaker(node, 2)).toBe('A')
    expect(nextSpeaker(schema.nodeFromJSON(dialogue(turn('A', '1'))), 0)).toBe('')
  })
})
