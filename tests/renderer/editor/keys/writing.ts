import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { afterEach, expect, it } from 'vitest'
import { schema } from '../../../../src/article/index.ts'
import type { NodeJSON } from '../../../../src/blocks/node.ts'
import { dialogue, doc } from '../../../build.ts'
import { openWriter, perform, type Writer } from '../writer.ts'

/**
 * What a key means, in the editor as the page makes it: every plugin, in its order. A `|` in the text is the caret, `<`
 * and `>` are about a selection, and a whole block that is selected is named before the document.
 */

const open: Writer[] = []
afterEach(() => {
  for (const { editor } of open.splice(0)) editor.destroy()
})

/** Opens a document with its selection; `selected` is the index of a block of the body that is selected whole. */
export function writing(json: NodeJSON, selected?: number): Writer {
  const writer = openWriter(json)
  open.push(writer)
  const { view } = writer
  const { tr } = view.state
  const places: number[] = []
  for (const sign of ['<', '>', '|']) {
    let place = -1
    tr.doc.descendants((node, position) => {
      if (place === -1 && node.text?.includes(sign) === true) place = position + node.text.indexOf(sign)
    })
    if (place === -1) continue
    tr.delete(place, place + 1)
    places.push(place)
  }
  const [anchor, head = anchor] = places
  if (anchor !== undefined && head !== undefined) tr.setSelection(TextSelection.create(tr.doc, anchor, head))
  if (selected !== undefined) {
    const body = tr.doc.child(2)
    let at = tr.doc.child(0).nodeSize + tr.doc.child(1).nodeSize + 1
    for (let index = 0; index < selected; index += 1) at += body.child(index).nodeSize
    tr.setSelection(NodeSelection.create(tr.doc, at))
  }
  view.dispatch(tr.setMeta('addToHistory', false))
  return writer
}

/** As JSON of the schema: every attribute there. */
export const same = (json: NodeJSON): unknown => schema.nodeFromJSON(json).toJSON()

export function shown({ view: { state } }: Writer): unknown {
  const { selection, tr } = state
  if (selection instanceof NodeSelection) return [selection.node.type.name, state.doc.toJSON()]
  if (selection.empty) tr.insertText('|', selection.from)
  else tr.insertText('>', selection.to).insertText('<', selection.from)
  return tr.doc.toJSON()
}

export async function after(keys: string, writer: Writer): Promise<unknown> {
  for (const key of keys.match(/"[^"]*"|\S+/g) ?? [])
    await perform(writer, key.startsWith('"') ? { type: key.slice(1, -1) } : { press: key })
  writer.view.state.doc.check()
  return shown(writer)
}

export type Case = readonly [what: string, keys: string, before: NodeJSON, wanted: NodeJSON]

export function means(cases: readonly Case[]): void {
  it.each(cases)('%s (%s)', async (_what, keys, before, wanted) => {
    expect(await after(keys, writing(before))).toEqual(same(wanted))
  })
}

export const body = (...blocks: NodeJSON[]): NodeJSON => doc('H', '', ...blocks)
export const talk = (...turns: NodeJSON[]): NodeJSON => body(dialogue(...turns))
