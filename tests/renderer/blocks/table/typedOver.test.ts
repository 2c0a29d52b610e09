import { TextSelection } from '@tiptap/pm/state'
import { expect, it } from 'vitest'
import { p, table } from '../../../build.ts'
import { body, writing } from '../../editor/keys/writing.ts'

it.each([0, 1, 3, 4])(
  'gives a table its cells back when all from the headline to cell %i is typed over',
  (cell) => {
    const rows = [
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
      ['g', 'h', 'i'],
    ]
    const { view } = writing(body(p('Above|'), table(rows), p('below')))
    const ends: number[] = []
    view.state.doc.descendants((node, place) => {
      if (node.type.name === 'tableCell') ends.push(place + 1)
    })
    const over = TextSelection.create(view.state.doc, 1, ends[cell] ?? 0)
    view.dispatch(view.state.tr.setSelection(over))
    view.dispatch(view.state.tr.insertText('/'))
    const widths: number[] = []
    view.state.doc.descendants((node) => {
      if (node.type.name === 'tableRow') widths.push(node.childCount)
    })
    expect(widths.length).toBeGreaterThan(0)
    expect(new Set(widths)).toEqual(new Set([3]))
  },
)
