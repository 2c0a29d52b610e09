import { TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { parseHtml, schema } from '../../../../src/article/index.ts'
import { breakInCell, emptySelectedCells } from '../../../../src/blocks/table/commands.ts'
import { goToRow } from '../../../../src/blocks/table/page/caretMoves.ts'
import {
  pasteLinesIntoCell,
  stripOfCells,
  tabbedCells,
  tableIn,
} from '../../../../src/blocks/table/page/pasteCells.ts'
import { br, p, table } from '../../../build.ts'
import { bodyOf, run, same, shown, stateOf } from '../states.ts'

const square = (a: string, b: string, c: string, d: string) =>
  table([
    [a, b],
    [c, d],
  ])

describe('the arrows in a table', () => {
  it('go to the cell below and above', () => {
    expect(shown(run(goToRow(1), stateOf(bodyOf(square('a', 'b|', 'c', 'd')))))).toEqual(
      same(bodyOf(square('a', 'b', 'c', '|d'))),
    )
    expect(shown(run(goToRow(-1), stateOf(bodyOf(square('a', 'b', 'c', '|d')))))).toEqual(
      same(bodyOf(square('a', 'b|', 'c', 'd'))),
    )
  })

  it('leave it, below the last row into a paragraph that is inserted if there is none', () => {
    expect(shown(run(goToRow(1), stateOf(bodyOf(square('a', 'b', 'c|', 'd')))))).toEqual(
      same(bodyOf(square('a', 'b', 'c', 'd'), p('|'))),
    )
    expect(shown(run(goToRow(-1), stateOf(bodyOf(p('Above'), square('a', 'b|', 'c', 'd')))))).toEqual(
      same(bodyOf(p('Above|'), square('a', 'b', 'c', 'd'))),
    )
  })

  it('find no place between two cells', () => {
    const { table: whole, tableRow } = schema.nodes
    expect(whole?.spec.allowGapCursor).toBe(false)
    expect(tableRow?.spec.allowGapCursor).toBe(false)
  })
})

/** From the first cell to the last. */
function acrossCells() {
  const state = stateOf(bodyOf(square('a|', 'b', 'c', 'd')))
  return state.apply(
    state.tr.setSelection(
      TextSelection.create(state.doc, state.selection.from - 1, state.doc.content.size - 4),
    ),
  )
}

describe('a selection across cells', () => {
  it('is emptied, and the cells stay', () => {
    const { tr } = acrossCells()
    expect(emptySelectedCells(tr)).toBe(true)
    expect(tr.doc.toJSON()).toEqual(same(bodyOf(square('', '', '', ''))))
    expect(run(breakInCell, acrossCells()).doc.toJSON()).toEqual(same(bodyOf(square('', '', '', ''))))
  })
})

describe('what is pasted into a cell', () => {
  it('is a row or column of a spreadsheet', () => {
    const column = '<style>td {}</style><table><tr><td>1</td></tr><tr><td>2</td></tr></table>'
    expect(stripOfCells(parseHtml(column))).toEqual(table([['1'], ['2']], { header: 'none' }))
    expect(stripOfCells(parseHtml('<table><tr><td>1</td><td>2</td></tr></table>'))).toEqual(
      table([['1', '2']], { header: 'none' }),
    )
    expect(stripOfCells(parseHtml(`<p>Words</p>${column}`))).toBeNull()
    expect(stripOfCells(parseHtml('<table><tr><td>1</td></tr></table>'))).toBeNull()
    expect(tabbedCells('1\t2\n')).toEqual(table([['1', '2']], { header: 'none' }))
    expect(tabbedCells('Words')).toBeNull()
  })

  it('is lines of text, with line breaks', () => {
    const { tr } = stateOf(bodyOf(square('a|', 'b', 'c', 'd')))
    const lines = [p('1'), p('2')].map((line) => schema.nodeFromJSON(line))
    expect(pasteLinesIntoCell(tr, lines)).toBe(true)
    expect(tr.doc.toJSON()).toEqual(
      same(
        bodyOf(
          table([
            [['a1', br(), '2'], 'b'],
            ['c', 'd'],
          ]),
        ),
      ),
    )
    expect(pasteLinesIntoCell(stateOf(bodyOf(p('a|'))).tr, lines)).toBe(false)
  })

  it('is the table of copied cells', () => {
    const { content } = acrossCells().selection.content()
    expect(tableIn(content)?.toJSON()).toEqual(same(square('a', 'b', 'c', 'd')))
  })
})
