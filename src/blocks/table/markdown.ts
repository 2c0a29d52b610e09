import type { List, ListItem, PhrasingContent, RootContent, Table } from 'mdast'
import type { MarkdownFace, MarkdownReading, MarkdownWriting } from '../block.ts'
import { toLine } from '../../text/unicode.ts'
import { attributesOf, blocksOf, containerOf, directiveAttribute, paragraphOf } from '../mdast.ts'
import { attribute, children, node, type NodeJSON, textNode, textOf } from '../node.ts'
import { type Cell, cellsOf, hasHeaderRow, headerOf, tableOf } from './grid.ts'
import { headerFrom } from './schema.ts'
import { append } from '../../text/append.ts'

/** Writes a row, or a whole table, as a list: `- - Rank` is the first cell of a row. */
function listOf(items: readonly ListItem['children'][], spread: boolean): List {
  return {
    type: 'list',
    ordered: false,
    spread,
    children: items.map((content) => ({ type: 'listItem', spread: false, children: content })),
  }
}

/** Writes `:::table{header="row" align="-r"}` around a list of rows, each a list of cells. Blank lines part the rows. */
function structuredTable(table: NodeJSON, writing: MarkdownWriting): RootContent[] {
  const rows = cellsOf(table).map((row) => [
    listOf(
      row.map((cell) => blocksOf(writing.inline(cell))),
      false,
    ),
  ])
  const attributes = attributesOf(table, { caption: 'title', header: 'header', align: 'align' })
  return [containerOf('table', attributes, [listOf(rows, true)])]
}

/** Returns phrasing with `<br>` for each line break: a cell of a GFM table is one line. */
function onOneLine(content: readonly PhrasingContent[]): PhrasingContent[] {
  return content.map((inline): PhrasingContent => {
    if (inline.type === 'break') return { type: 'html', value: '<br>' }
    if (
      inline.type === 'strong' ||
      inline.type === 'emphasis' ||
      inline.type === 'delete' ||
      inline.type === 'link'
    )
      return { ...inline, children: onOneLine(inline.children) }
    return inline
  })
}

const ALIGNMENTS: Readonly<Record<string, 'left' | 'center' | 'right'>> = {
  l: 'left',
  c: 'center',
  r: 'right',
}

/**
 * Writes a GFM table, its caption as an emphasised paragraph above. GFM has no table without a header row, so one is written with
 * empty cells, and no header columns.
 */
function portableTable(table: NodeJSON, writing: MarkdownWriting): RootContent[] {
  const rows = cellsOf(table)
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const head: (readonly Cell[])[] = hasHeaderRow(headerOf(table))
    ? []
    : [Array.from({ length: width }, () => [])]
  const title = attribute(table, 'title').trim()
  const align = attribute(table, 'align')
  const written: Table = {
    type: 'table',
    align: Array.from({ length: width }, (_, column) => ALIGNMENTS[align.charAt(column)] ?? null),
    children: [...head, ...rows].map((row) => ({
      type: 'tableRow',
      children: row.map((cell) => ({ type: 'tableCell', children: onOneLine(writing.inline(cell)) })),
    })),
  }
  const caption = paragraphOf([{ type: 'emphasis', children: [{ type: 'text', value: title }] }])
  return [...(title === '' ? [] : [caption]), written]
}

/** Reads a GFM table. A header row without words is none. */
function readTable({ align, children: rows }: Table, reading: MarkdownReading): NodeJSON {
  const cells = rows.map((row) => row.children.map((cell) => reading.inline(cell.children)))
  const [head = [], ...body] = cells
  const hasHead = body.length === 0 || head.some((cell) => cell.map(textOf).join('').trim() !== '')
  return tableOf(hasHead ? cells : body, {
    header: hasHead ? 'row' : 'none',
    align: (align ?? []).map((side) => side?.charAt(0) ?? '-').join(''),
  })
}

/** Returns the items of the lists in content; other blocks are items of one block. */
function itemsOf(content: readonly RootContent[]): RootContent[][] {
  const items: RootContent[][] = []
  for (const block of content)
    if (block.type === 'list')
      append(
        items,
        block.children.map((item) => item.children),
      )
    else items.push([block])
  return items
}

/**
 * Tables in Markdown: GFM's when portable, a directive around a list of lists when structured, because GFM has neither line breaks
 * nor header columns. In a quote or list each row is a paragraph.
 */
export const markdown: MarkdownFace = {
  directives: ['table'],
  flattenedAs: { table: 'table' },
  flatten: {
    table: (table, flatten) => children(table).flatMap(flatten),
    tableRow: (row) => [
      node(
        'paragraph',
        null,
        children(row).flatMap((cell, column) => [
          ...(column === 0 ? [] : [textNode(' | ')]),
          ...children(cell),
        ]),
      ),
    ],
    tableCell: (cell) => [node('paragraph', null, children(cell))],
  },
  write: {
    table: (table, writing) =>
      writing.profile === 'structured' ? structuredTable(table, writing) : portableTable(table, writing),
  },
  read: {
    table: (table, reading) => ({ nodes: [readTable(table, reading)], consumed: 1 }),
    containerDirective: (directive, reading) => {
      if (directive.name !== 'table') return null
      const rows = itemsOf(directive.children).map((row) => itemsOf(row).map((cell) => reading.lines(cell)))
      const shown = rows.filter((row) => row.length > 0)
      if (shown.length === 0) return { nodes: [], consumed: 1 }
      const align = directiveAttribute(directive, 'align')
      const table = tableOf(shown, {
        title: toLine(directiveAttribute(directive, 'caption')),
        header: headerFrom(directiveAttribute(directive, 'header'), 'row'),
        align: /^[lcr-]*$/.test(align) ? align : '',
      })
      return { nodes: [table], consumed: 1 }
    },
  },
}
