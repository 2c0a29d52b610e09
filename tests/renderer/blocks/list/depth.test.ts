import { EditorState, NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { parseArticle, schema, stringifyArticle } from '../../../../src/article/index.ts'
import { indentItem, view } from '../../../../src/blocks/list/view.ts'
import { listDepth, MAX_LIST_DEPTH } from '../../../../src/blocks/list/nesting.ts'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import { giveSlice } from '../../../../src/renderer/src/editor/copy/passage.ts'
import { paste } from '../../../../src/renderer/src/editor/paste/place.ts'
import { article, li, p, ul } from '../../../build.ts'
import { editorWith, clipboardOf } from '../../editor/testEditor.ts'
import { services } from '../../services.ts'

const plugins = [...(view.plugins?.(schema, services()) ?? [])]

/** A list that deep, the innermost item saying `words`. */
function nested(depth: number, words: string): NodeJSON {
  let inner = ul(li(words), li(`${words} below`))
  for (let level = 1; level < depth; level += 1)
    inner = ul(li(p(`over ${words} ${String(depth - level)}`), inner))
  return inner
}

function stateOf(...blocks: NodeJSON[]): EditorState {
  return EditorState.create({ doc: schema.nodeFromJSON(article('', '', ...blocks).doc), plugins })
}

function textAt(state: EditorState, words: string): number {
  let found = -1
  state.doc.descendants((node, at) => {
    if (found < 0 && node.text === words) found = at
  })
  return found
}

function caretIn(state: EditorState, words: string): EditorState {
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, textAt(state, words) + 1)))
}

function expectSaveable(state: EditorState): void {
  const doc = state.doc.toJSON() as NodeJSON
  expect(listDepth(doc)).toBeLessThanOrEqual(MAX_LIST_DEPTH)
  expect(parseArticle(stringifyArticle({ ...article('', ''), doc })).doc).toEqual(doc)
}

describe('a list at the maximum depth', () => {
  const { listItem } = schema.nodes
  if (listItem === undefined) throw new Error('the schema has list items')
  const tab = (state: EditorState): { state: EditorState; was: boolean } => {
    let now = state
    const was = indentItem(listItem)(state, (tr) => {
      now = state.apply(tr)
    })
    return { state: now, was }
  }

  it('is not indented further, and keeps the key', () => {
    const state = caretIn(stateOf(nested(MAX_LIST_DEPTH, 'deep')), 'deep below')
    const after = tab(state)
    expect(after.was).toBe(true)
    expect(after.state.doc.eq(state.doc)).toBe(true)
  })

  it('is reached by indenting', () => {
    const state = caretIn(stateOf(nested(MAX_LIST_DEPTH - 1, 'deep')), 'deep below')
    const after = tab(state)
    expect(listDepth(after.state.doc.toJSON() as NodeJSON)).toBe(MAX_LIST_DEPTH)
  })

  it('gets a pasted list’s items as its own, with all text and the caret behind them', () => {
    const given = editorWith(nested(15, 'pasted'))
    const start = given.state.doc.child(0).nodeSize + given.state.doc.child(1).nodeSize + 1
    const whole = given.state.doc.slice(start, given.state.doc.content.size - 1)
    const { slice } = giveSlice(whole, 'en')
    const editor = editorWith(p('Before.'), nested(15, 'deep'))
    editor.state = EditorState.create({
      doc: editor.state.doc,
      plugins: [...editor.state.plugins, ...plugins],
    })
    editor.at('deep below', 'after')
    const before = editor.state.doc.textContent.length
    expect(paste(editor, clipboardOf({ slice }), editor.services)).toBe(true)
    expectSaveable(editor.state)
    expect(editor.state.doc.textContent).toHaveLength(before + given.state.doc.child(2).textContent.length)
    expect(editor.state.selection.$from.parent.textContent).toContain('pasted')
  })

  it('gets the items of a list dragged into it', () => {
    const state = stateOf(nested(15, 'deep'), nested(15, 'dragged'))
    const words = state.doc.textContent
    const from =
      state.doc.child(0).nodeSize + state.doc.child(1).nodeSize + 1 + state.doc.child(2).child(0).nodeSize
    const dragged = NodeSelection.create(state.doc, from).content()
    const tr = state.tr.deleteRange(from, from + dragged.size)
    const after = state.apply(tr.insert(textAt(state, 'deep') + 'deep'.length + 1, dragged.content))
    expectSaveable(after)
    expect(Array.from(after.doc.textContent).sort()).toEqual(Array.from(words).sort())
  })

  it('keeps the caret in its text', () => {
    const state = caretIn(stateOf(nested(15, 'deep'), p('Last.')), 'deep below')
    const content = schema.nodeFromJSON(nested(15, 'put'))
    const after = state.apply(state.tr.insert(textAt(state, 'deep') + 'deep'.length + 1, content))
    expect(listDepth(after.doc.toJSON() as NodeJSON)).toBe(MAX_LIST_DEPTH)
    expect(after.selection.$from.parent.textContent).toBe('deep below')
    expect(after.selection.$from.parentOffset).toBe(1)
  })

  it('can be edited in an old draft that is deeper', () => {
    const doc = schema.nodeFromJSON({
      type: 'doc',
      content: [
        { type: 'headline' },
        { type: 'standfirst' },
        { type: 'body', content: [nested(30, 'old'), p('x')] },
      ],
    })
    const state = EditorState.create({ doc, plugins })
    const at = textAt(state, 'old') + 2
    const split = state.apply(state.tr.split(at, 2))
    expect(listDepth(split.doc.toJSON() as NodeJSON)).toBe(30)
    expect(split.doc.textContent).toBe(doc.textContent)
  })

  it('is not measured for a typed letter', () => {
    const state = caretIn(stateOf(nested(MAX_LIST_DEPTH, 'deep')), 'deep')
    const [plugin] = plugins
    const tr: Transaction = state.tr.insertText('x')
    expect(plugin?.spec.appendTransaction?.([tr], state, state.apply(tr))).toBeNull()
  })
})
