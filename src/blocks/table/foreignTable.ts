import type { Element, ElementContent } from 'hast'
import type { HtmlReading } from '../block.ts'
import { classesOf, element, elementsIn, findElement, property, textContent } from '../hast.ts'
import { type NodeJSON, textOf } from '../node.ts'
import { type Cell, headerFor, tableOf } from './grid.ts'

/**
 * Tables of other programs: Word, Google Docs, spreadsheets, sites. A table that only places things on a page is none: its content
 * is read as if it were not there.
 */

/** Pictures and players: no cell of text holds them. In a table with headings they stand behind it. */
const MEDIA_TAGS = new Set(['figure', 'img', 'picture', 'iframe', 'video', 'audio'])
/** What a cell of text cannot hold. */
const LAYOUT_TAGS = new Set(['table', 'form', 'h1'])
/** What hardly stands in a cell of data, unless the table has headings. */
const RARE_TAGS = new Set(['blockquote', 'pre', 'h2', 'hr'])
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

/** Returns true for a picture or player that is no character of its text. */
function isMedium(each: Element): boolean {
  const isEmoji = classesOf(each).some((name) => name === 'emoji' || name === 'wp-smiley')
  return MEDIA_TAGS.has(each.tagName) && !isEmoji
}

/** Returns true if a table places things on a page: it has one column, or holds what a cell of text cannot. */
function isLayout(table: Element, rows: readonly (readonly Element[])[]): boolean {
  if (/^(?:presentation|none)$/.test(property(table, 'role'))) return true
  if (!rows.some((cells) => cells.length > 1)) return true
  const hasHeadings = rows.flat().some(({ tagName }) => tagName === 'th')
  for (const below of elementsIn(table)) {
    if (LAYOUT_TAGS.has(below.tagName)) return true
    if (!hasHeadings && (RARE_TAGS.has(below.tagName) || isMedium(below))) return true
  }
  // One row is a pair of columns, or a line: `tr` is read as one.
  if (rows.length === 1 && !hasHeadings) return true
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
    // Spreadsheets say no side for an empty cell.
    const slots = body.flatMap((row) => row[column] ?? []).filter((slot) => textContent(slot).trim() !== '')
    const sides = new Set(slots.map(alignOf))
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

/** Returns content without its pictures and players, and these in order. */
function splitMedia(content: readonly ElementContent[], media: Element[]): ElementContent[] {
  return content.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child]
    if (!isMedium(child)) return [{ ...child, children: splitMedia(child.children, media) }]
    media.push(child)
    return []
  })
}

/** Returns the words of a cell, with the marks that its style or class gives them. */
function wordsOf(slot: Slot, reading: HtmlReading, media: Element[]): Cell {
  if (slot === null) return []
  const { className, style } = slot.properties
  const content = splitMedia(slot.children, media)
  if (className === undefined && style === undefined) return reading.inline(content)
  return reading.inline([element('span', { className, style }, content)])
}

const isBold = (cell: Cell): boolean =>
  cell.every(({ type, text = '', marks = [] }) =>
    type === 'hardBreak' || text.trim() === '' ? true : marks.some((mark) => mark.type === 'strong'),
  )

/** Returns true if a first row is a head by its looks: bold words in each cell, above rows that are not bold. */
function isBoldHead([first = [], ...below]: readonly (readonly Cell[])[]): boolean {
  if (below.length === 0 || first.some((cell) => cell.length === 0)) return false
  return first.every(isBold) && below.every((row) => !row.every(isBold))
}

const withoutBold = (cell: Cell): Cell =>
  cell.map(({ marks = [], ...inline }) => {
    const others = marks.filter(({ type }) => type !== 'strong')
    return others.length === 0 ? inline : { ...inline, marks: others }
  })

/** Reports a table that becomes text, if it has two cells of words side by side. */
function reportLayout(table: Element, rows: readonly (readonly Element[])[], reading: HtmlReading): void {
  const filled = (cells: readonly Element[]): number =>
    cells.filter((cell) => textContent(cell).trim() !== '').length
  if (rows.some((cells) => filled(cells) > 1)) reading.report('table', table, firstWords(rows))
}

/** Returns the words of the first cell that has some: a table is found by them. */
const firstWords = (rows: readonly (readonly Element[])[]): string =>
  rows
    .flat()
    .map((cell) => textContent(cell).trim())
    .find((words) => words !== '') ?? ''

const isSpanning = (cell: Element): boolean => span(cell, 'colSpan') > 1 || span(cell, 'rowSpan') > 1

/**
 * Reads a table of data, and what its cells cannot hold behind it. Returns null for one that places things on a page, whose
 * content is then read as blocks.
 */
export function readForeignTable(table: Element, reading: HtmlReading): NodeJSON[] | null {
  const elements = rowsOf(table)
    .map(cellsIn)
    .filter((cells) => cells.length > 0)
  const rows = isLayout(table, elements) ? null : expanded(elements)
  if (rows === null) {
    reportLayout(table, elements, reading)
    return null
  }
  const media: Element[] = []
  const cells = rows.map((row) => row.map((slot) => wordsOf(slot, reading, media)))
  if (cells.every((row) => row.every((cell) => cell.length === 0))) return null
  const [first = []] = rows
  const hasHead = findElement(table, ({ tagName }) => tagName === 'thead') !== undefined
  const isMarked = first.every((slot) => slot === null || isHeading(slot)) || (hasHead && rows.length > 1)
  const isBoldRow = !isMarked && isBoldHead(cells)
  if (isBoldRow) reading.report('headerRow', table, firstWords(elements))
  const isHead = isMarked || isBoldRow
  const below = isHead ? rows.slice(1) : rows
  const isColumn = below.length > 0 && below.every(([slot]) => isHeading(slot))
  for (const cell of elements.flat().filter(isSpanning)) reading.report('mergedCells', cell)
  if (media.length > 0) reading.report('cellMedia', table, firstWords(elements))
  const facts = {
    title: captionIn(table, reading).trim(),
    header: headerFor(isHead, isColumn),
    align: columnsAligned(rows),
  }
  const shown = isBoldRow ? cells.map((row, at) => (at === 0 ? row.map(withoutBold) : row)) : cells
  return [tableOf(shown, facts), ...reading.blocks(media)]
}
