import { NodeSelection, type Selection, TextSelection } from '@tiptap/pm/state'
import { afterEach, describe, expect, it } from 'vitest'
import { views } from '../../../../src/blocks/views.ts'
import { EVERYTHING } from '../everything.ts'
import { openWriter, type Writer } from '../writer.ts'

/**
 * Palette and menu bar ask every command whether it is enabled, the menu bar each time the caret rests. So what is asked
 * must not change the article, open a form, or move the focus: the next key would land elsewhere.
 */

const open: Writer[] = []
afterEach(() => {
  for (const { editor } of open.splice(0)) editor.destroy()
  document.body.replaceChildren()
})

function attachedWriter(): Writer {
  const writer = openWriter(EVERYTHING)
  open.push(writer)
  const root = writer.view.dom.parentElement
  if (root !== null) document.body.append(root)
  return writer
}

/** A caret in the middle of each text block, and a selection of each block that can be selected whole. */
function selectionsOf({ view: { state } }: Writer): readonly Selection[] {
  const selections: Selection[] = []
  state.doc.descendants((node, position) => {
    if (node.isTextblock)
      selections.push(TextSelection.create(state.doc, position + 1 + Math.floor(node.content.size / 2)))
    if (NodeSelection.isSelectable(node)) selections.push(NodeSelection.create(state.doc, position))
  })
  return selections
}

/** Calls `ask` at each selection and expects that the page is as before. */
function expectUntouched(writer: Writer, ask: () => void): void {
  const { view } = writer
  for (const selection of selectionsOf(writer)) {
    view.dispatch(view.state.tr.setSelection(selection))
    view.focus()
    const before = { state: view.state, page: document.body.cloneNode(true), focused: document.activeElement }
    ask()
    const where = `at ${JSON.stringify(selection)}`
    expect(view.state, where).toBe(before.state)
    expect(document.body.isEqualNode(before.page), where).toBe(true)
    expect(document.activeElement, where).toBe(before.focused)
  }
}

describe('a command that is asked whether it is enabled', () => {
  it('leaves the article, its forms and the focus as they are', () => {
    const writer = attachedWriter()
    expect(writer.commands.length).toBeGreaterThan(30)
    expectUntouched(writer, () => {
      for (const { enabled } of writer.commands) enabled?.()
    })
  })

  it('does so also if it is a key of a block', () => {
    const writer = attachedWriter()
    const { view } = writer
    const keys = views.flatMap(({ keys }) => Object.values(keys?.(view.state.schema) ?? {}))
    expect(keys.length).toBeGreaterThan(10)
    expectUntouched(writer, () => {
      for (const command of keys) command(view.state, undefined, view)
    })
  })
})
