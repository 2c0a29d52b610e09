import { attribute, children, node, type NodeJSON } from '../node.ts'
import { type Header, headerFrom } from './schema.ts'

/** Tables as rows of cells, for the readers and writers of all forms. */

/** Inline content of a cell. */
export type Cell = readonly NodeJSON[]

/** What a reader knows of a table besides its cells. */
export interface TableFacts {
  readonly title?: string
  readonly header: Header
  /** A letter for each column, see the schema; dashes at the end are dropped. */
  readonly align?: string
}

/** Returns a table. Rows that are shorter than the longest get empty cells; `rows` must hold a cell. */
export function tableOf(
  rows: readonly (readonly Cell[])[],
  { title = '', header, align = '' }: TableFacts,
): NodeJSON {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 1)
  const attrs = { title, header, align: align.slice(0, width).replace(/-+$/, '') }
  const rowOf = (row: readonly Cell[]): NodeJSON =>
    node(
      'tableRow',
      null,
      Array.from({ length: width }, (_, column) => node('tableCell', null, row[column] ?? [])),
    )
  return node('table', attrs, rows.map(rowOf))
}

/** Returns the cells of a table, row by row. */
export function cellsOf(table: NodeJSON): (readonly Cell[])[] {
  return children(table).map((row) => children(row).map(children))
}

/** Returns which cells of a table are headings. */
export function headerOf(table: NodeJSON): Header {
  return headerFrom(attribute(table, 'header'), 'row')
}

export function hasHeaderRow(header: Header): boolean {
  return header === 'row' || header === 'both'
}

export function hasHeaderColumn(header: Header): boolean {
  return header === 'column' || header === 'both'
}

/** Returns the header of a table whose first row or first column are headings, as told. */
export function headerFor(row: boolean, column: boolean): Header {
  if (row) return column ? 'both' : 'row'
  return column ? 'column' : 'none'
}
