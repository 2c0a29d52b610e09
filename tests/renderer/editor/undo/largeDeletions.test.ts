import { Editor, type JSONContent } from '@tiptap/core'
import { UndoRedo } from '@tiptap/extensions'
import { redo, undo } from '@tiptap/pm/history'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { schemaExtensions } from '../../../../src/renderer/src/editor/createEditor.ts'
import { skipVersion, LargeDeletions } from '../../../../src/renderer/src/editor/undo/largeDeletions.ts'
import { replaceDocument } from '../../../../src/renderer/src/editor/undo/replaceDocument.ts'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import { dialogue, p, turn } from '../../../build.ts'
import { body } from '../keys/writing.ts'
import { type Act, openWriter, perform } from '../writer.ts'

let kept: string[] = []
/** What waits for a frame. */
let frames: (() => void)[] = []
let now = 0
let editor: Editor

beforeEach(() => {
  kept = []
  frames = []
  now = 1_000_000
})
afterEach(() => {
  editor.destroy()
})

function open(json: NodeJSON): Editor {
  editor = new Editor({
    element: document.createElement('div'),
    content: json as JSONContent,
    extensions: [
      ...schemaExtensions(),
      UndoRedo,
      LargeDeletions.configure({
        onLargeDeletion: (before) => kept.push(before.child(2).textContent),
        afterPaint: (task) => frames.push(task),
        now: () => now,
      }),
    ],
  })
  return editor
}

function paint(): void {
  for (const frame of frames.splice(0)) frame()
}

const words = (count: number, word = 'tea'): string => Array.from({ length: count }, () => word).join(' ')

/** Applies a change to the open editor and paints it. */
function change(edit: (tr: Transaction) => Transaction): void {
  editor.view.dispatch(edit(editor.state.tr))
  paint()
}

/** From where the body's first paragraph begins. */
const START = 7

describe('a deletion of more than forty words', () => {
  it.each<[string, string, number]>([
    ['English', words(41), words(41).length],
    ['Korean', words(41, '찻잔'), words(41, '찻잔').length],
    ['Japanese', '茶'.repeat(41), 41],
  ])('hands over the document before it: %s', (_language, text, length) => {
    open(body(p(text)))
    change((tr) => tr.delete(START, START + length))
    expect(kept).toEqual([text])
  })

  it.each<[string, string, number]>([
    ['English', words(40), words(40).length],
    ['Japanese', '茶'.repeat(40), 40],
    ['one long word', 'x'.repeat(500), 500],
  ])('is none of forty or less: %s', (_language, text, length) => {
    open(body(p(text)))
    change((tr) => tr.delete(START, START + length))
    expect(kept).toEqual([])
  })

  it('subtracts the words that replace it', () => {
    const text = words(60)
    open(body(p(text)))
    change((tr) => tr.insertText(words(30, 'cup'), START, START + text.length))
    expect(kept).toEqual([])
    change((tr) => tr.insertText('茶', START, START + words(30).length))
    expect(kept).toEqual([])
  })

  it('counts words, not characters', () => {
    open(body(p('茶'.repeat(60))))
    change((tr) => tr.insertText(words(10, 'antidisestablishment'), START, START + 60))
    expect(kept).toEqual(['茶'.repeat(60)])
  })

  it('is recognised in several steps, as replace-all makes them', () => {
    open(body(...Array.from({ length: 50 }, () => p('one two'))))
    change((tr) => {
      for (let index = 49; index >= 0; index -= 1) tr.delete(START + index * 9, START + index * 9 + 4)
      return tr
    })
    expect(kept).toEqual(['one two'.repeat(50)])
  })

  it('is recognised in turns', () => {
    open(body(dialogue(turn('Mina', words(50)), turn('Jun', 'Two.')), p('After it.')))
    const size = editor.state.doc.child(2).child(0).nodeSize
    change((tr) => tr.delete(START - 1, START - 1 + size))
    expect(kept).toHaveLength(1)
  })

  it('is not recognised if words are only moved or turned into another block', () => {
    open(body(p(words(50)), p('Two.')))
    const { paragraph, heading } = editor.schema.nodes
    const node = editor.state.doc.child(2).child(0)
    change((tr) => tr.delete(START - 1, START - 1 + node.nodeSize).insert(START + 5, node))
    expect(paragraph).toBeDefined()
    change((tr) =>
      tr.replaceWith(START + 5, START + 5 + node.nodeSize, heading?.create(null, node.content) ?? node),
    )
    expect(editor.state.doc.textContent).toContain(words(50))
    expect(kept).toEqual([])
  })
})

describe('the version of a deletion', () => {
  const text = words(60)
  const remove = (): void => {
    change((tr) => tr.delete(START, START + text.length))
  }

  it('is handed over after the change is painted, not on the key', () => {
    open(body(p(text)))
    editor.view.dispatch(editor.state.tr.delete(START, START + text.length))
    expect(kept).toEqual([])
    paint()
    expect(kept).toEqual([text])
  })

  it('requests no frame while somebody types', () => {
    open(body(p(text)))
    editor.view.dispatch(editor.state.tr.insertText('x', START))
    editor.view.dispatch(editor.state.tr.delete(START, START + 2))
    expect(frames).toEqual([])
  })

  it('is not kept on undo and redo', () => {
    open(body(p('')))
    change((tr) => tr.insertText(text, START))
    undo(editor.state, editor.view.dispatch)
    redo(editor.state, editor.view.dispatch)
    undo(editor.state, editor.view.dispatch)
    paint()
    expect(editor.state.doc.textContent).not.toContain('tea')
    expect(kept).toEqual([])
  })

  it('is not kept when another version is restored', () => {
    open(body(p(text)))
    const tr = replaceDocument(editor.state, editor.schema.nodeFromJSON(body(p('Short.'))))
    if (tr === null) throw new Error('nothing to replace')
    editor.view.dispatch(skipVersion(tr))
    paint()
    expect(kept).toEqual([])
  })

  it('is kept at most once a second', () => {
    open(body(p(text)))
    remove()
    for (const [wait, versions] of [
      [500, 1],
      [499, 1],
      [1, 2],
    ] as const) {
      change((tr) => tr.insertText(text, START))
      now += wait
      remove()
      expect(kept).toHaveLength(versions)
    }
  })

  it('is not kept if another draft is shown before the frame', () => {
    open(body(p(text)))
    editor.view.dispatch(editor.state.tr.delete(START, START + text.length))
    const { schema, plugins } = editor.state
    editor.view.updateState(EditorState.create({ doc: schema.nodeFromJSON(body(p('Other.'))), plugins }))
    paint()
    expect(kept).toEqual([])
  })
})

/** Ways to delete words in the editor as the page makes it. */
const ORIGINS: Readonly<Record<string, readonly Act[]>> = {
  'a key': [{ press: 'Mod-a' }, { press: 'Delete' }],
  'a letter over the selection': [{ press: 'Mod-a' }, { type: 'x' }],
  'a cut': [{ press: 'Mod-a' }, { carry: 'cut' }],
  'a paste over the selection': [{ press: 'Mod-a' }, { paste: { text: 'one line' } }],
  'the block menu': [{ command: 'block.delete' }],
  'replace all': [{ replace: ['tea', ''], regex: false }],
}

it.each(Object.entries(ORIGINS))('words deleted by %s are kept', async (_origin, acts) => {
  const before: string[] = []
  const writer = openWriter(body(p(words(60))), (doc) => before.push(doc.child(2).textContent))
  ;({ editor } = writer)
  await perform(writer, { select: { at: 0.5, span: 0 }, node: false })
  for (const one of acts) await perform(writer, one)
  await vi.waitFor(() => {
    expect(before).toEqual([words(60)])
  })
})

it('words that move with their block are not kept', async () => {
  const before: string[] = []
  const writer = openWriter(body(p(words(60)), p('Two.')), (doc) => before.push(doc.child(2).textContent))
  ;({ editor } = writer)
  await perform(writer, { select: { at: 0.5, span: 0 }, node: false })
  await perform(writer, { press: 'Alt-ArrowDown' })
  expect(writer.view.state.doc.child(2).child(0).textContent).toBe('Two.')
  // The next version to come is that of the next deletion.
  await perform(writer, { press: 'Mod-a' })
  await perform(writer, { press: 'Delete' })
  await vi.waitFor(() => {
    expect(before).toEqual([`Two.${words(60)}`])
  })
})
