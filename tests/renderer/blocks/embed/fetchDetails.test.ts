import { undo } from '@tiptap/pm/history'
import type { EditorState } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { setAnchor } from '../../../../src/blocks/_view/anchors.ts'
import { askedAddress, setDetails } from '../../../../src/blocks/embed/page/fetchDetails.ts'
import { embed, p } from '../../../build.ts'
import { editorWith, type TestEditor } from '../../editor/testEditor.ts'

const URL = 'https://youtu.be/aB3-_xyz890?si=tracker&t=43'
const known = { provider: 'youtube', id: 'aB3-_xyz890' }
const asked = 'https://www.youtube.com/watch?v=aB3-_xyz890'
const picture = { src: 'images/0123456789abcdef.jpg', width: 480, height: 360 }
const details = { title: 'The reel', author: 'KBC', picture }

/** The position of the embed of that number. */
function placeOf(state: EditorState, number = 0): number {
  const places: number[] = []
  state.doc.descendants((node, position) => {
    if (node.type.name === 'embed') places.push(position)
  })
  return places[number] ?? -1
}

/** Marks the first embed as the one that was asked about. */
const ask = (editor: TestEditor): number => {
  const place = placeOf(editor.state)
  return setAnchor(editor, place, place + 1)
}
const embedIn = (editor: TestEditor, number = 0) =>
  editor.state.doc.nodeAt(placeOf(editor.state, number))?.attrs

test('asks about the page of an id, and about an unknown address as it is', () => {
  expect(askedAddress({ url: URL, ...known })).toBe(asked)
  expect(askedAddress({ url: 'https://pier.example/a', provider: '', id: '' })).toBe('https://pier.example/a')
})

test('fills in what is empty, as one step that undo takes back', () => {
  const editor = editorWith(p('One'), embed(URL, known))
  const before = editor.body
  editor.dispatch(editor.state.tr.insertText('Typed just before. ', placeOf(editor.state) - 1))
  const typed = editor.body
  editor.dispatch(setDetails(editor.state, ask(editor), asked, details))
  expect(embedIn(editor)).toMatchObject({ url: URL, title: 'The reel', author: 'KBC', ...picture })
  editor.undo()
  expect(editor.body).toEqual(typed)
  undo(editor.state, (tr) => {
    editor.dispatch(tr)
  })
  expect(editor.body).toEqual(before)
})

test('keeps a title and an author that the writer typed meanwhile, and replaces the picture', () => {
  const editor = editorWith(
    embed(URL, { ...known, author: 'Mine', src: 'images/old.png', width: 3, height: 2 }),
  )
  const anchor = ask(editor)
  editor.dispatch(editor.state.tr.setNodeAttribute(placeOf(editor.state), 'title', 'My title'))
  editor.dispatch(setDetails(editor.state, anchor, asked, details))
  expect(embedIn(editor)).toMatchObject({ title: 'My title', author: 'Mine', ...picture })
})

test('keeps the picture where none was fetched', () => {
  const editor = editorWith(embed(URL, { ...known, ...picture }))
  editor.dispatch(setDetails(editor.state, ask(editor), asked, { ...details, picture: null }))
  expect(embedIn(editor)).toMatchObject({ title: 'The reel', ...picture })
})

test('finds the embed that was asked about among others of its address, and after it was moved', () => {
  const editor = editorWith(embed(URL, known), p('One'), embed(URL, known))
  const anchor = ask(editor)
  editor.dispatch(editor.state.tr.insertText('Above. ', 1))
  editor.dispatch(setDetails(editor.state, anchor, asked, details))
  expect([embedIn(editor, 0)?.title, embedIn(editor, 1)?.title]).toEqual(['The reel', ''])

  const moved = editorWith(embed(URL, known), p('One'))
  const old = ask(moved)
  const place = placeOf(moved.state)
  const node = moved.state.doc.nodeAt(place)
  const { tr } = moved.state
  tr.delete(place, place + 1)
  if (node !== null) tr.insert(tr.doc.content.size - 1, node)
  moved.dispatch(tr)
  moved.dispatch(setDetails(moved.state, old, asked, details))
  expect(embedIn(moved)?.title).toBe('The reel')
})

test('leaves everything as it is if the embed was deleted, or has another address by now', () => {
  const editor = editorWith(p('One'), embed(URL, known), p('Two'))
  const anchor = ask(editor)
  const place = placeOf(editor.state)
  editor.dispatch(editor.state.tr.delete(place, place + 1))
  const deleted = editor.body
  editor.dispatch(setDetails(editor.state, anchor, asked, details))
  expect(editor.body).toEqual(deleted)

  const several = editorWith(embed(URL, known), p('One'), embed(URL, known), embed(URL, known))
  const first = ask(several)
  several.dispatch(several.state.tr.delete(placeOf(several.state), placeOf(several.state) + 1))
  expect(setDetails(several.state, first, asked, details).docChanged).toBe(false)

  const changed = editorWith(embed('https://pier.example/a'))
  const other = setDetails(changed.state, ask(changed), 'https://pier.example/b', details)
  expect(other.docChanged).toBe(false)
})
