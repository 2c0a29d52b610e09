import { redo, undo } from '@tiptap/pm/history'
import { describe, expect, it, vi } from 'vitest'
import { notesOf } from '../../../../src/article/index.ts'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import { giveSlice } from '../../../../src/renderer/src/editor/copy/passage.ts'
import { highlightedRange } from '../../../../src/renderer/src/editor/menus/link.ts'
import type { NoteState } from '../../../../src/renderer/src/editor/menus/menus.ts'
import {
  noteRanges,
  openNote,
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

  it('stays open, on its words, when something arrives above while it is written', () => {
    const writer = writing(body(p('above'), p('one <two> three')))
    const { view, menus } = writer
    openNote(menus)(view.state, view.dispatch.bind(view), view)
    const { tr, schema } = view.state
    const photo = schema.nodes.figure?.create({ src: 'images/late.jpg' })
    if (photo !== undefined)
      view.dispatch(tr.insert(tr.doc.child(0).nodeSize + tr.doc.child(1).nodeSize + 1, photo))
    const note = menus.note.value
    if (note === null) throw new Error('the popover was closed')
    writeNote(note, 'sure?')(view.state, view.dispatch.bind(view))
    expect(listed(writer)).toEqual([['comment', 'sure?', 'two']])
  })

  it('closes when the writer types in the text, and leaves no highlight', () => {
    const writer = writing(body(p('one <two> three')))
    const { view, menus } = writer
    openNote(menus)(view.state, view.dispatch.bind(view), view)
    expect(highlightedRange(view.state)).not.toBeNull()
    vi.spyOn(view, 'hasFocus').mockReturnValue(true)
    view.dispatch(view.state.tr.insertText('x', 1))
    expect(menus.note.value).toBeNull()
    expect(highlightedRange(view.state)).toBeNull()
  })

  it('closes when its words are deleted', () => {
    const writer = writing(body(p('one <two> three')))
    const { view, menus } = writer
    openNote(menus)(view.state, view.dispatch.bind(view), view)
    view.dispatch(view.state.tr.deleteSelection())
    expect(menus.note.value).toBeNull()
  })
})
