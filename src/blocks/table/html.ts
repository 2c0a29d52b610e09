import type { Element } from 'hast'
import type { HtmlFace, HtmlReading, HtmlWriting } from '../block.ts'
import { element, findElement } from '../hast.ts'
import { attribute, type NodeJSON } from '../node.ts'
import { alignOf, captionIn, cellsIn, readForeignTable, rowsOf } from './foreignTable.ts'
import { type Cell, cellsOf, hasHeaderColumn, hasHeaderRow, headerFor, headerOf, tableOf } from './grid.ts'
import { style } from './style.ts'

const SIDES: Readonly<Record<string, string>> = { l: 'align-left', c: 'align-center', r: 'align-right' }

/** Writes the table itself: caption, head with `th scope="col"`, body whose rows may begin with `th scope="row"`. */
function tableElement(table: NodeJSON, writing: HtmlWriting): Element {
  const header = headerOf(table)
  const align = attribute(table, 'align')
  const row = (cells: readonly Cell[], isHead: boolean): Element =>
    element(
      'tr',
      {},
      cells.map((cell, column) => {
        const scope = isHead ? 'col' : column === 0 && hasHeaderColumn(header) ? 'row' : null
        const side = SIDES[align.charAt(column)]
        const properties = {
          ...(scope === null ? {} : { scope }),
          ...(side === undefined ? {} : { className: [side] }),
        }
        return element(scope === null ? 'td' : 'th', properties, writing.inline(cell))
      }),
    )
  const rows = cellsOf(table)
  const head = hasHeaderRow(header) ? rows.slice(0, 1) : []
  const body = rows.slice(head.length)
  const title = attribute(table, 'title')
  return element(
    'table',
    {},
    ...(title === '' ? [] : [element('caption', {}, title)]),
    ...head.map((cells) => element('thead', {}, row(cells, true))),
    ...(body.length === 0
      ? []
      : [
          element(
            'tbody',
            {},
            body.map((cells) => row(cells, false)),
          ),
        ]),
  )
}

/** In a page the table stands in a box of its own, in which a wide one can be scrolled, by keys as well. */
function writeTable(table: NodeJSON, writing: HtmlWriting): Element[] {
  const written = tableElement(table, writing)
  return [
    writing.profile === 'page' ? element('div', { className: ['table'], tabIndex: 0 }, written) : written,
  ]
}

/** Reads a table that Galley wrote, each cell exactly. */
function readOwnTable(table: Element, reading: HtmlReading): NodeJSON[] | null {
  const elements = rowsOf(table).map(cellsIn)
  const [first = []] = elements
  if (first.length === 0) return null
  const isHead = findElement(table, ({ tagName }) => tagName === 'thead') !== undefined
  const isColumn = elements.slice(isHead ? 1 : 0).some(([cell]) => cell?.tagName === 'th')
  const cells = elements.map((row) => row.map((cell) => reading.inline(cell.children)))
  const facts = {
    title: captionIn(table, reading),
    header: headerFor(isHead, isColumn),
    align: first.map(alignOf).join(''),
  }
  return [tableOf(cells, facts)]
}

/** Tables in HTML: `<table>`, with `<caption>`, `<thead>` and `th scope` as the table has them. */
export const html: HtmlFace = {
  allowed: {
    table: {},
    caption: {},
    thead: {},
    tbody: {},
    tr: {},
    th: { scope: ['col', 'row'], className: Object.values(SIDES) },
    td: { className: Object.values(SIDES) },
    div: { className: ['table'], tabIndex: [/^0$/] },
  },
  styles: [{ elements: ['table'], css: style }],
  write: { table: writeTable },
  read: {
    table: (table, reading) =>
      reading.own ? readOwnTable(table, reading) : readForeignTable(table, reading),
  },
}
