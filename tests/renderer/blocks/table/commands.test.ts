import { TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { schema } from '../../../../src/article/index.ts'
import {
  alignColumn,
  breakInCell,
  deleteColumn,
  deleteInTable,
  deleteRow,
  goToCell,
  insertColumn,
  insertRow,
  moveColumn,
  moveRow,
  pasteIntoTable,
  repairedTable,
  toggleHeader,
  turnIntoDialogue,
} from '../../../../src/blocks/table/commands.ts'
import { br, dialogue, p, table, turn } from '../../../build.ts'
import { bodyOf, run, same, shown, stateOf } from '../states.ts'

const two = (first: string, second: string) =>
  bodyOf(
    p('Above'),
    table(
      [
        ['a', first],
        ['c', second],
      ],
      { align: '-r' },
    ),
  )

describe('the rows and columns of a table', () => {
  it.each([
    ['a row above', insertRow(0), [['a', 'b'], ['|', ''].toReversed(), ['c', 'd']], '-r'],
    [
      'a row below',
      insertRow(1),
      [
        ['a', 'b'],
        ['c', 'd'],
        ['', '|'],
      ],
      '-r',
    ],
    [
      'a column before',
      insertColumn(0),
      [
        ['a', '', 'b'],
        ['c', '|', 'd'],
      ],
      '--r',
    ],
    [
      'a column after',
      insertColumn(1),
      [
        ['a', 'b', ''],
        ['c', 'd', '|'],
      ],
      '-r',
    ],
    [
      'the row moved up',
      moveRow(-1),
      [
        ['c', '|d'],
        ['a', 'b'],
      ],
      '-r',
    ],
    [
      'the column moved back',
      moveColumn(-1),
      [
        ['b', 'a'],
        ['|d', 'c'],
      ],
      'r',
    ],
    ['the row deleted', deleteRow, [['a', '|b']], '-r'],
    ['the column deleted', deleteColumn, [['a'], ['|c']], ''],
    [
      'another alignment',
      alignColumn('c'),
      [
        ['a', 'b'],
        ['c', '|d'],
      ],
      '-c',
    ],
    [
      'no alignment',
      alignColumn('r'),
      [
        ['a', 'b'],
        ['c', '|d'],
      ],
      '',
    ],
  ])('have %s', (_what, command, rows, align) => {
    const state = run(command, stateOf(two('b', 'd|')))
    expect(shown(state)).toEqual(same(bodyOf(p('Above'), table(rows, { align }))))
  })

  it('end where they end', () => {
    expect(moveRow(1)(stateOf(two('b', 'd|')))).toBe(false)
    expect(moveColumn(1)(stateOf(two('b', 'd|')))).toBe(false)
    expect(moveRow(-1)(stateOf(two('b|', 'd')))).toBe(false)
    expect(insertRow(0)(stateOf(bodyOf(p('a|'))))).toBe(false)
  })

  it('become headings and text again', () => {
    const state = run(toggleHeader('column'), stateOf(two('b', 'd|')))
    expect(state.doc.child(2).child(1).attrs.header).toBe('both')
    expect(run(toggleHeader('row'), state).doc.child(2).child(1).attrs.header).toBe('column')
  })
})

describe('the keys of a table', () => {
  it('Tab selects the next cell, and adds a row behind the last', () => {
    const next = run(goToCell(1), stateOf(two('b|', 'd')))
    expect(next.doc.textBetween(next.selection.from, next.selection.to)).toBe('c')
    expect(shown(run(goToCell(1), stateOf(two('b', 'd|'))))).toEqual(
      same(
        bodyOf(
          p('Above'),
          table(
            [
              ['a', 'b'],
              ['c', 'd'],
              ['|', ''],
            ],
            { align: '-r' },
          ),
        ),
      ),
    )
  })

  it('Shift+Tab goes back, and stays in the first cell', () => {
    const back = run(goToCell(-1), stateOf(two('b', 'd|')))
    expect(back.doc.textBetween(back.selection.from, back.selection.to)).toBe('c')
    const first = stateOf(bodyOf(table([['a|', 'b']])))
    expect(run(goToCell(-1), first)).toBe(first)
  })

  it('Enter begins a line', () => {
    expect(shown(run(breakInCell, stateOf(two('b|', 'd'))))).toEqual(
      same(
        bodyOf(
          p('Above'),
          table(
            [
              ['a', ['b', br(), '|']],
              ['c', 'd'],
            ],
            { align: '-r' },
          ),
        ),
      ),
    )
  })

  it('Backspace joins no cells, empties selected ones, and deletes a table without words', () => {
    const edge = stateOf(two('|b', 'd'))
    expect(run(deleteInTable(-1), edge)).toBe(edge)
    expect(shown(run(deleteInTable(-1), stateOf(bodyOf(p('x'), table([['|', '']])))))).toEqual(
      same(bodyOf(p('x'), p('|'))),
    )
    const start = stateOf(two('b|', 'd'))
    const { doc } = start
    const all = start.apply(
      start.tr.setSelection(TextSelection.create(doc, start.selection.from - 1, doc.content.size - 4)),
    )
    expect(run(deleteInTable(-1), all).doc.toJSON()).toEqual(
      same(
        bodyOf(
          p('Above'),
          table(
            [
              ['a', ''],
              ['', ''],
            ],
            { align: '-r' },
          ),
        ),
      ),
    )
  })
})

describe('a table', () => {
  it('of names and lines turns into a dialogue', () => {
    const state = stateOf(
      bodyOf(
        table(
          [
            ['Mina:', '“Hot?”|'],
            ['Jun', '“Very.”'],
          ],
          { header: 'none' },
        ),
      ),
    )
    expect(run(turnIntoDialogue, state).doc.toJSON()).toEqual(
      same(bodyOf(dialogue(turn('Mina', '“Hot?”'), turn('Jun', '“Very.”')))),
    )
    expect(turnIntoDialogue(stateOf(bodyOf(table([['a|', 'b', 'c']]))))).toBe(false)
  })

  it('is filled by pasted cells, and grows', () => {
    const state = stateOf(two('b|', 'd'))
    const pasted = schema.nodeFromJSON(
      table([
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ]),
    )
    const { tr } = state
    expect(pasteIntoTable(tr, pasted)).toBe(true)
    expect(tr.doc.toJSON()).toEqual(
      same(
        bodyOf(
          p('Above'),
          table(
            [
              ['a', '1', '2'],
              ['c', '3', '4'],
              ['', '5', '6'],
            ],
            { align: '-r' },
          ),
        ),
      ),
    )
  })

  it('gets the cells back that a deletion across cells took from a row', () => {
    const ragged = table([
      ['a|', 'b', 'c'],
      ['d', 'e', 'f'],
    ])
    const rows = ragged.content?.map((row, at) =>
      at === 0 ? { ...row, content: row.content?.slice(0, 1) ?? [] } : row,
    )
    const state = stateOf(bodyOf({ ...ragged, content: rows ?? [] }))
    expect(repairedTable(state)?.doc.toJSON()).toEqual(
      same(
        bodyOf(
          table([
            ['a', '', ''],
            ['d', 'e', 'f'],
          ]),
        ),
      ),
    )
  })
})
