import type { Line, OutlineItem, TextFace } from '../block.ts'
import { attribute, children, inlineText, type NodeJSON, textOf } from '../node.ts'
import { toLine } from '../../text/unicode.ts'
import { cellsOf, tableOf } from './grid.ts'

/** A row of the signs that separate a table's head in Markdown: `|---|:-:|`. */
const DELIMITERS = /^\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?$/u

/** Returns the words of a row of a Markdown table, `| a | b |`; null for any other line. */
function pipedCells({ raw }: Line): string[] | null {
  if (!/^\|.*\|$/u.test(raw) || raw.length < 3) return null
  return raw
    .slice(1, -1)
    .split(/(?<!\\)\|/u)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))
}

/** The row of a table that a line is: its head, a row below, or the delimiters, which show nothing. */
type Row =
  { readonly kind: 'head' | 'body'; readonly cells: readonly string[] } | { readonly kind: 'delimiters' }

/** Returns the row that each line is, null for those outside tables. A Markdown table has delimiters below its first row. */
function rowsIn(lines: readonly Line[]): (Row | null)[] {
  const rows: (Row | null)[] = []
  let width = 0
  for (const [index, line] of lines.entries()) {
    const above = rows.at(-1) ?? null
    const piped = pipedCells(line)
    const below = lines[index + 1]
    if (line.raw.includes('\t')) rows.push({ kind: 'body', cells: line.raw.split('\t') })
    else if (piped !== null && above?.kind === 'head' && DELIMITERS.test(line.raw))
      rows.push({ kind: 'delimiters' })
    else if (piped !== null && above !== null && width > 0)
      rows.push({ kind: 'body', cells: piped.slice(0, width) })
    else if (piped !== null && below !== undefined && isHead(piped, below)) {
      width = piped.length
      rows.push({ kind: 'head', cells: piped })
      continue
    } else {
      width = 0
      rows.push(null)
    }
  }
  return rows
}

/** Returns the width of the widest row around each line: rows in a row are joined to one table. */
function stretchWidths(rows: readonly (Row | null)[]): number[] {
  const widths = rows.map(() => 0)
  for (let at = 0; at < rows.length; at += 1) {
    let [end, width] = [at, 0]
    for (let row = rows[end]; row != null; row = rows[end]) {
      width = Math.max(width, row.kind === 'delimiters' ? 0 : row.cells.length)
      end += 1
    }
    widths.fill(width, at, end)
    at = end
  }
  return widths
}

function isHead(cells: readonly string[], below: Line): boolean {
  return DELIMITERS.test(below.raw) && pipedCells(below)?.length === cells.length
}

/** Returns the words of a cell on one line. */
function cellText(cell: readonly NodeJSON[]): string {
  return toLine(cell.map(textOf).join('').replaceAll('\n', ' '))
}

/** Writes a table as its caption and lines with a tab between two cells, which spreadsheets paste as cells. */
function plainTable(table: NodeJSON): string {
  const rows = cellsOf(table).map((row) => row.map(cellText).join('\t'))
  const title = attribute(table, 'title')
  return [...(title === '' ? [] : [title, '']), ...rows].join('\n')
}

function outlineTable(table: NodeJSON): OutlineItem[] {
  const rows = cellsOf(table).map((row) => row.map(cellText).join(' | '))
  return [{ type: 'table', text: rows.join(' / ') }]
}

/**
 * Tables in plain text: cells with tabs between them, as spreadsheets and word processors copy them, or a Markdown table. Only
 * lines of a run of such rows still have their tabs here (`article/text/lines.ts`).
 */
export const text: TextFace = {
  joins: ['table'],
  read: (lines) => {
    const rows = rowsIn(lines)
    const widths = stretchWidths(rows)
    return (_line, index) => {
      const row = rows[index] ?? null
      if (row === null) return null
      // The delimiters are read with the head, as a row that is dropped when the rows are joined.
      if (row.kind === 'delimiters') return { type: 'table' }
      const cells = Array.from({ length: widths[index] ?? 1 }, (_, column) =>
        inlineText(toLine(row.cells[column] ?? '').trim()),
      )
      return tableOf([cells], { header: row.kind === 'head' ? 'row' : 'none' })
    }
  },
  outline: { table: outlineTable },
  plain: {
    table: plainTable,
    tableRow: (row) =>
      children(row)
        .map((cell) => cellText(children(cell)))
        .join('\t'),
    tableCell: (cell) => cellText(children(cell)),
  },
}
