import { redo, undo } from '@tiptap/pm/history'
import { describe, expect, it } from 'vitest'
import { notesOf } from '../../../../src/article/index.ts'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import { giveSlice } from '../../../../src/renderer/src/editor/copy/passage.ts'
import type { NoteState } from '../../../../src/renderer/src/editor/menus/menus.ts'
import {
  noteRanges,
  stepToNote,
  toggleTodo,
  writeNote,
} from '../../../../src/renderer/src/editor/menus/notes.ts'
import { caption, dialogue, figure, p, turn } from '../../../build.ts'
import { body, writing } from '../keys/writing.ts'
import type { Writer } from '../writer.ts'

/** Adds a comment to the selection as the popover does. */
function comment(writer: Writer, text: string): void {
  const { view } = writer
  const { from, to } = view.state.selection
  const note = { id: '', from, to, text: '' } as NoteState
  writeNote(note, text)(view.state, view.dispatch)
}

const listed = ({ view }: Writer): unknown =>
  noteRanges(view.state.doc).map(({ kind, text, quote }) => [kind, text, quote])

describe('a note to self', () => {
  it.each([
    ['a paragraph', body(p('one <two> three'))],
    ['a turn', body(dialogue(turn('Mina', 'one <two> three')))],
    ['a photo’s caption', body(figure({}, 'one <two> three'))],
    ['an on-screen caption', body(caption('one <two> three'))],
  ])('is written on words of %s, changed, and removed, each an undo step', (_where, json) => {
    const writer = writing(json)
    const { view } = writer
    comment(writer, 'sure?')
    expect(listed(writer)).toEqual([['comment', 'sure?', 'two']])
    const [note] = noteRanges(view.state.doc)
    if (note === undefined) throw new Error('there is no note')
    writeNote(note as unknown as NoteState, 'quite sure')(view.state, view.dispatch)
    expect(listed(writer)).toEqual([['comment', 'quite sure', 'two']])
    writeNote(note as unknown as NoteState, '')(view.state, view.dispatch)
    expect(listed(writer)).toEqual([])
    undo(view.state, view.dispatch)
    expect(listed(writer)).toEqual([['comment', 'quite sure', 'two']])
    redo(view.state, view.dispatch)
    expect(listed(writer)).toEqual([])
  })

  it('is listed in the same order in the editor and in the article', () => {
    const writer = writing(body(p('one <two> three TK'), dialogue(turn('Mina', 'TKTK'))))
    comment(writer, 'sure?')
    const { doc } = writer.view.state
    expect(notesOf({ doc: doc.toJSON() as NodeJSON }).map(({ quote }) => quote)).toEqual(
      noteRanges(doc).map(({ quote }) => quote),
    )
  })

  it('to do covers whole words, and is taken back at its caret', () => {
    const writer = writing(body(p('one t<wo thr>ee four')))
    const { view } = writer
    toggleTodo(view.state, view.dispatch)
    expect(listed(writer)).toEqual([['todo', '', 'two three']])
    stepToNote(1)(view.state, view.dispatch, view)
    expect(view.state.doc.textBetween(view.state.selection.from, view.state.selection.to)).toBe('two three')
    toggleTodo(view.state, view.dispatch)
    expect(listed(writer)).toEqual([])
  })

  it('goes along when words are copied within Galley, and into no other program', () => {
    const writer = writing(body(p('one <two> three')))
    const { view } = writer
    comment(writer, 'zqxj')
    const { text, html, slice } = giveSlice(view.state.doc.slice(0, view.state.doc.content.size), 'en')
    expect(`${text}${html}`).not.toContain('zqxj')
    expect(`${text}${html}`).not.toContain('note')
    expect(slice).toContain('zqxj')
  })
})
