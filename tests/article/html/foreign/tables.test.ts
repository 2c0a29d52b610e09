import { describe, expect, test } from 'vitest'
import { children, type NodeJSON, textOf } from '../../../../src/blocks/node.ts'
import { parts, readWithReport } from '../../../../src/article/index.ts'

/** Tables of other programs: cells by `|`, marks left out, other blocks by their type; and what is reported of them. */
function tables(html: string): { body: string[]; header: unknown; align: unknown; report: string[] } {
  const { article, report } = readWithReport('html', html)
  const blocks = children(parts(article.doc).body)
  const table = blocks.find(({ type }) => type === 'table')
  const row = (block: NodeJSON): string =>
    children(block)
      .map((cell) => textOf(cell).replaceAll('\n', '/'))
      .join('|')
  return {
    body: blocks.flatMap((block) =>
      block.type === 'table' ? children(block).map(row) : [`${block.type} ${textOf(block)}`.trim()],
    ),
    header: table?.attrs?.header,
    align: table?.attrs?.align,
    report: report.map(({ kind, count, first }) => `${kind} ${String(count)} ${first}`),
  }
}

describe('a table of another program', () => {
  test('says that its merged cells are divided', () => {
    const html =
      '<table><tr><td colspan=2>Wide</td><td>C</td></tr><tr><td rowspan=2>Tall</td><td>b</td><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>'
    expect(tables(html)).toMatchObject({
      body: ['Wide||C', 'Tall|b|c', '|d|e'],
      report: ['mergedCells 2 Wide'],
    })
  })

  test('keeps the items of a list and the lines of code in a cell apart', () => {
    const html =
      '<table><tr><th>Day</th><th>Do</th></tr><tr><td>Mon</td><td><ul><li>eat</li><li>sleep</li></ul></td></tr><tr><td>Tue</td><td><pre>a\nb</pre></td></tr></table>'
    expect(tables(html).body).toEqual(['Day|Do', 'Mon|eat/sleep', 'Tue|a/b'])
  })

  test('has the pictures and players of its cells behind it, if it has headings', () => {
    const html =
      '<table><tr><th>Photo</th><th>Name</th></tr><tr><td><img src="https://example.org/c.jpg" alt="A cat"></td><td>Cat <iframe src="https://www.youtube.com/embed/AbCdEfGhIjK"></iframe></td></tr></table>'
    expect(tables(html)).toMatchObject({
      body: ['Photo|Name', '|Cat', 'figure', 'embed'],
      report: ['cellMedia 1 Photo'],
    })
  })

  test('says that it became text, if its cells stood side by side', () => {
    const nested =
      '<table><tr><td>A<table><tr><td>one</td><td>two</td></tr></table></td><td>B</td></tr></table>'
    expect(tables(nested).report).toEqual(['table 2 Aonetwo'])
    expect(tables('<table><tr><td><p>Only a frame</p></td></tr></table>').report).toEqual([])
  })

  test('has a head where its first row alone is bold, by an element, a style or a class', () => {
    const row = (one: string, two: string): string => `<tr>${one}${two}</tr>`
    const below = row('<td>Ann</td>', '<td style="text-align:right">3</td>') + row('<td>Bo</td>', '<td></td>')
    const bold = [
      row('<td><b>Name</b></td>', '<td><p><b>Score</b></p></td>'),
      row('<td style="font-weight:bold">Name</td>', '<td style="font-weight:bold">Score</td>'),
      row('<td class=h>Name</td>', '<td class=h>Score</td>'),
    ]
    for (const first of bold) {
      const read = tables(`<style>.h{font-weight:700}</style><table>${first}${below}</table>`)
      expect(read).toEqual({
        body: ['Name|Score', 'Ann|3', 'Bo|'],
        header: 'row',
        align: '-r',
        report: ['headerRow 1 Name'],
      })
    }
    const all =
      '<table><tr><td><b>a</b></td><td><b>b</b></td></tr><tr><td><b>c</b></td><td><b>d</b></td></tr></table>'
    expect(tables(all)).toMatchObject({ header: 'none', report: [] })
  })
})
