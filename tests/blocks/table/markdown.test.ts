import { describe, expect, test } from 'vitest'
import { br, code, link, p, quote, strong, table, ul } from '../../build.ts'
import { blocksIn, canonical, written } from '../markdown.ts'

const ranks = [
  ['Rank', 'Name'],
  ['1', 'Mina'],
]

describe('a table in the structured profile', () => {
  test('is a list of rows, each a list of cells', () => {
    const block = table(ranks, { title: 'The “best”', align: 'r' })
    expect(written('structured', block)).toBe(
      ':::table{caption="The “best”" header="row" align="r"}\n- - Rank\n  - Name\n\n- - 1\n  - Mina\n:::',
    )
    expect(blocksIn(written('structured', block), 'structured')).toEqual(canonical(block))
  })

  test('comes back exactly, with breaks, bars, signs of lists and empty cells', () => {
    const block = table(
      [
        ['', '- a | b', '1. c'],
        [[...strong('x'), br()], '', [...code('a|b')]],
        ['---', '-', ''],
      ],
      { header: 'both' },
    )
    expect(blocksIn(written('structured', block), 'structured')).toEqual(canonical(block))
  })
})

describe('a table in the portable profile', () => {
  test('is a table of GFM', () => {
    const block = table(
      [
        ['Rank', 'Name'],
        ['1', ['Mina | ', ...strong('a', br(), 'b')]],
      ],
      { title: 'Ranks', align: 'r' },
    )
    const markdown = written('portable', block)
    expect(markdown).toBe('*Ranks*\n\n| Rank | Name |\n| -: | - |\n| 1 | Mina \\| **a<br>b** |')
    expect(blocksIn(markdown).slice(1)).toEqual(canonical({ ...block, attrs: { ...block.attrs, title: '' } }))
  })

  test('has an empty header row where the table has none, which is none when it is read', () => {
    const block = table(
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      { header: 'none' },
    )
    expect(written('portable', block)).toBe('| | |\n| - | - |\n| a | b |\n| c | d |')
    expect(blocksIn(written('portable', block))).toEqual(canonical(block))
  })

  test('is read with what its cells hold', () => {
    const markdown =
      '# One\n\n| Rank | [Name](https://kbc.example) |\n|---|---|\n| `1\\|2` | **Mina** |\n\nAfter.'
    expect(blocksIn(markdown)).toEqual(
      canonical(
        table([
          ['Rank', link('https://kbc.example', 'Name')],
          [code('1|2'), strong('Mina')],
        ]),
        p('After.'),
      ),
    )
  })

  test('is a paragraph for each row in a quote or a list', () => {
    expect(blocksIn('> | a | b |\n> |---|---|\n> | 1 | 2 |')).toEqual(
      canonical(quote(p('a | b'), p('1 | 2'))),
    )
    expect(blocksIn('- x\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |')).toEqual(
      canonical(ul({ type: 'listItem', content: [p('x'), p('a | b'), p('1 | 2')] })),
    )
  })
})
