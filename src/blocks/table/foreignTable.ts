import type { Element, ElementContent } from 'hast'
import type { HtmlReading } from '../block.ts'
import { classesOf, elementsIn, findElement, property, textContent } from '../hast.ts'
import { type NodeJSON, textOf } from '../node.ts'
import { type Cell, headerFor, tableOf } from './grid.ts'

/**
 * Tables of other programs: Word, Google Docs, spreadsheets, sites. A table that only places things on a page is none: its content
 * is read as if it were not there.
 */

/** What a cell of text cannot hold. */
const LAYOUT_TAGS = new Set([
  'table',
  'figure',
  'iframe',
  'blockquote',
  'pre',
  'video',
  'audio',
  'h1',
  'h2',
  'form',
  'hr',
])
/** In characters: no cell of data is longer. */
const MAX_CELL_LENGTH = 1_500
/** Cells that spans are expanded to, at most. */
const MAX_CELLS = 20_000
const MAX_SPAN = 1_000

/** Returns the rows of a table, without those of tables in it. */
export function rowsOf(table: Element): Element[] {
  return table.children.flatMap((child) => {
    if (child.type !== 'element') return []
    if (child.tagName === 'tr') return [child]
    return /^t(?:head|body|foot)$/.test(child.tagName) ? rowsOf(child) : []
  })
}

/** Returns the cells of a row. */
export function cellsIn(row: Element): Element[] {
  return row.children.filter(
    (child): child is Element => child.type === 'element' && /^t[dh]$/.test(child.tagName),
  )
}

function isEmoji(img: Element): boolean {
  return classesOf(img).some((name) => name === 'emoji' || name === 'wp-smiley')
}

/** Returns true if a table places things on a page: it has one column, or holds what a cell of text cannot. */
function isLayout(table: Element, rows: readonly (readonly Element[])[]): boolean {
  if (/^(?:presentation|none)$/.test(property(table, 'role'))) return true
  if (!rows.some((cells) => cells.length > 1)) return true
  for (const element of elementsIn(table)) {
    if (LAYOUT_TAGS.has(element.tagName)) return true
    if (element.tagName === 'img' && !isEmoji(element)) return true
  }
  // One row is a pair of columns, or a line: `tr` is read as one.
  if (rows.length === 1 && !rows[0]?.some(({ tagName }) => tagName === 'th')) return true
  return rows.flat().some((cell) => textContent(cell).length > MAX_CELL_LENGTH)
}

function span(cell: Element, name: string): number {
  const value = Number(property(cell, name))
  return Number.isInteger(value) && value > 1 ? Math.min(value, MAX_SPAN) : 1
}

/** A cell where a row and a column meet: an element, or null for the rest of one that spans several. */
type Slot = Element | null

/**
 * Returns the cells with an empty one wherever a cell spans; null if that makes too many. Columns in which no cell begins are
 * left out.
 */
function expanded(rows: readonly (readonly Element[])[]): Slot[][] | null {
  const grid: Slot[][] = rows.map(() => [])
  let count = 0
  for (const [at, cells] of rows.entries()) {
    let column = 0
    for (const cell of cells) {
      while (grid[at]?.[column] !== undefined) column += 1
      const [across, down] = [span(cell, 'colSpan'), Math.min(span(cell, 'rowSpan'), rows.length - at)]
      count += across * down
      if (count > MAX_CELLS) return null
      for (let y = at; y < at + down; y += 1)
        for (let x = column; x < column + across; x += 1) {
          const row = grid[y]
          if (row !== undefined) row[x] = y === at && x === column ? cell : null
        }
      column += across
    }
  }
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0)
  const begun = new Set(grid.flatMap((row) => row.flatMap((slot, x) => (slot === null ? [] : [x]))))
  const columns = Array.from({ length: width }, (_, x) => x).filter((x) => begun.has(x))
  return grid.map((row) => columns.map((x) => row[x] ?? null))
}

/** Returns the alignment that a cell's class, style or attribute gives: `l`, `c`, `r`, or `-`. */
export function alignOf(cell: Element | null | undefined): string {
  if (cell === null || cell === undefined) return '-'
  const named = classesOf(cell).map((name) => /^(?:has-text-)?align-(left|center|right)$/.exec(name)?.[1])
  const styled = /text-align\s*:\s*(left|center|right)/i.exec(property(cell, 'style'))?.[1]
  const found = named.find((side) => side !== undefined) ?? styled ?? property(cell, 'align')
  const letter = found.toLowerCase()
  return letter === 'center' || letter === 'right' ? letter.charAt(0) : letter === 'left' ? 'l' : '-'
}

/** Returns the side that the cells of each column below the head agree on; the left one is the text's own. */
function columnsAligned(rows: readonly (readonly Slot[])[]): string {
  const width = rows[0]?.length ?? 0
  const body = rows.length > 1 ? rows.slice(1) : rows
  return Array.from({ length: width }, (_, column) => {
    const sides = new Set(body.flatMap((row) => (row[column] == null ? [] : [alignOf(row[column])])))
    const [side = '-', other] = sides
    return other === undefined && side !== 'l' ? side : '-'
  }).join('')
}

const isHeading = (slot: Slot | undefined): boolean => slot?.tagName === 'th'

/** Returns the caption of a table on one line. */
export function captionIn(table: Element, reading: HtmlReading): string {
  const caption = table.children.find((child) => child.type === 'element' && child.tagName === 'caption')
  const content: readonly ElementContent[] = caption?.type === 'element' ? caption.children : []
  return reading
    .inline(content)
    .map((inline) => textOf(inline).replaceAll('\n', ' '))
    .join('')
}

/** Reads a table of data. Returns null for one that places things on a page, whose content is then read as blocks. */
export function readForeignTable(table: Element, reading: HtmlReading): NodeJSON[] | null {
  const elements = rowsOf(table)
    .map(cellsIn)
    .filter((cells) => cells.length > 0)
  if (isLayout(table, elements)) return null
  const rows = expanded(elements)
  if (rows === null) return null
  const cells = rows.map((row) =>
    row.map((slot): Cell => (slot === null ? [] : reading.inline(slot.children))),
  )
  if (cells.every((row) => row.every((cell) => cell.length === 0))) return null
  const [first = []] = rows
  const hasHead = findElement(table, ({ tagName }) => tagName === 'thead') !== undefined
  const isHead = first.every((slot) => slot === null || isHeading(slot)) || (hasHead && rows.length > 1)
  const below = isHead ? rows.slice(1) : rows
  const isColumn = below.length > 0 && below.every(([slot]) => isHeading(slot))
  return [
    tableOf(cells, {
      title: captionIn(table, reading).trim(),
      header: headerFor(isHead, isColumn),
      align: columnsAligned(rows),
    }),
  ]
}
