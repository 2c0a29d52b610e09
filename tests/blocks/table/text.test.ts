import { describe, expect, test } from 'vitest'
import { checks } from '../../../src/blocks/table/checks.ts'
import { br, h2, p, table, ul } from '../../build.ts'
import { inside, plainOf, rowsOf } from '../reading.ts'
import { canonical } from '../markdown.ts'

const none = { header: 'none' } as const

describe('a table in plain text', () => {
  test.each([
    [
      'tabs between cells',
      'Rank\tName\n1\tMina\n2\t',
      table(
        [
          ['Rank', 'Name'],
          ['1', 'Mina'],
          ['2', ''],
        ],
        none,
      ),
    ],
    [
      'a Markdown table',
      '| Rank | Name |\n|---|:-:|\n| 1 | Mina \\| Jun |',
      table([
        ['Rank', 'Name'],
        ['1', 'Mina | Jun'],
      ]),
    ],
  ])('is read: %s', (_what, text, block) => {
    expect(inside(text)).toEqual(canonical(block))
  })

  test.each([
    ['a tab within a line', 'one\ttwo', [p('one two')]],
    [
      'indented lines',
      '\tIt began.\n\tIt went on for a while.',
      [p('It began.', br(), 'It went on for a while.')],
    ],
    ['lists of word processors', '•\tsalt\n•\tbread', [ul('salt', 'bread')]],
    ['bars without a head', '| a | b |\n| c | d |', null],
  ])('is not found in %s', (_what, text, blocks) => {
    if (blocks === null) expect(inside(text).map(({ type }) => type)).not.toContain('table')
    else expect(inside(text)).toEqual(canonical(...blocks))
  })

  test('is written with tabs, its caption above', () => {
    const block = table(
      [
        ['Rank', 'Name'],
        ['1', ['Mina', br(), 'Solis']],
      ],
      { title: 'Ranks' },
    )
    expect(plainOf(block)).toBe('Ranks\n\nRank\tName\n1\tMina Solis')
  })

  test('has one row in the outline', () => {
    expect(
      rowsOf(
        h2('A'),
        table([
          ['Rank', 'Name'],
          ['1', ''],
        ]),
      ),
    ).toEqual([
      { type: 'heading', level: 2, text: 'A' },
      { type: 'table', text: 'Rank | Name / 1 | ' },
    ])
  })

  test('is asked for words and a header', () => {
    expect(checks.table?.(table([['', '']]))).toMatchObject([{ level: 'warn', what: 'Table has no words' }])
    expect(checks.table?.(table([['', 'b']], none))).toMatchObject([
      { what: 'Table has no header row or column', at: 'b' },
    ])
    expect(checks.table?.(table([['a', 'b']]))).toEqual([])
  })
})
