import type { Line } from '../../blocks/block.ts'
import { toMatchable, toLine, trimInvisible } from '../../text/unicode.ts'

/** Line ends of every system, Word's manual break (vertical tab), the form feed, NEL and U+2028. */
const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028]/u

/**
 * Returns a line in the form that blocks read.
 * @param raw the trimmed line
 * @param isInLastBlock true if the line is in the last chunk, where an article's source line may be
 * @param chunk the index of its chunk
 */
export function createLine(raw: string, isInLastBlock: boolean, chunk: number): Line {
  return { raw, matchable: toMatchable(raw), isInLastBlock, chunk }
}

/** A first cell that is a list's marker or a time, as word processors and transcripts copy them with a tab behind. */
const NO_FIRST_CELL = /^(?:[•●▪◦‣○*·–—-]|o|\(?\d{1,3}[.)]|\(?\p{L}[.)]|\[?\d{1,2}:\d{2}.*)$/u

/** Returns the cells of a row as spreadsheets copy it, with a tab between two. */
function cellsOf(line: string): string[] {
  return line.split('\t').map((cell) => trimInvisible(toLine(cell)))
}

/**
 * Returns the places of lines that are rows of a table: two or more in a row with as many tabs, most of their cells filled. In all
 * other lines a tab is a space.
 */
function rowsWithTabs(lines: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>()
  for (let at = 0; at < lines.length; at += 1) {
    const width = lines[at]?.split('\t').length ?? 1
    if (width < 2) continue
    let end = at + 1
    while (lines[end]?.split('\t').length === width) end += 1
    const rows = lines.slice(at, end).map(cellsOf)
    if (areRows(rows)) for (let row = at; row < end; row += 1) found.add(row)
    at = end - 1
  }
  return found
}

function areRows(rows: readonly (readonly string[])[]): boolean {
  const filled = rows.map((cells) => cells.filter((cell) => cell !== '').length)
  const [first = 0] = filled
  if (rows.length < 2 || first < 2 || filled.includes(0)) return false
  if (rows.every(([cell = '']) => NO_FIRST_CELL.test(cell))) return false
  const cells = rows.length * (rows[0]?.length ?? 0)
  return 2 * filled.reduce((sum, count) => sum + count, 0) >= cells
}

/** Words without two spaces between them: a cell of a table whose columns are set with spaces. */
const SPACED_CELL = /\S+(?: \S+)*/gu
/** In characters; a longer line is no row. */
const MAX_ROW_LENGTH = 400
const MIN_ROWS = 3
const MIN_COLUMNS = 3

/** A cell, with the columns of its first character and of the one behind it. */
interface SpacedCell {
  readonly text: string
  readonly start: number
  readonly end: number
}

function spacedCells(line: string): SpacedCell[] {
  if (line.length > MAX_ROW_LENGTH || !/\S {2,}\S/u.test(line)) return []
  const cells = [...line.matchAll(SPACED_CELL)]
  return cells.map(({ 0: text, index }) => ({ text, start: index, end: index + text.length }))
}

/** Returns true if all rows begin, or all end, a column at the same place. */
function isAligned(rows: readonly (readonly SpacedCell[])[]): boolean {
  const [first = []] = rows
  return first.every(
    ({ start, end }, at) =>
      rows.every((cells) => cells[at]?.start === start) ||
      (at > 0 && rows.every((cells) => cells[at]?.end === end)),
  )
}

/** Returns the rows of tables whose columns are set with spaces, by their lines: three or more in a row, of three or more columns. */
function spacedRows(lines: readonly string[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  for (let at = 0; at < lines.length; at += 1) {
    const rows = [spacedCells(lines[at] ?? '')]
    const width = rows[0]?.length ?? 0
    if (width < MIN_COLUMNS) continue
    for (let next = spacedCells(lines[at + 1] ?? ''); next.length === width;) {
      rows.push(next)
      next = spacedCells(lines[at + rows.length] ?? '')
    }
    const isTable = rows.length >= MIN_ROWS && isAligned(rows)
    for (const [row, cells] of isTable ? rows.entries() : [])
      found.set(at + row, cells.map(({ text }) => trimInvisible(toLine(text))).join('\t'))
    at += rows.length - 1
  }
  return found
}

/**
 * Returns the lines of a text that are not blank, trimmed, in chunks: runs of lines without a blank one between. Rows of a table
 * keep the tabs between their cells. U+2029 separates paragraphs, as a blank line does.
 */
export function splitChunks(text: string): string[][] {
  const chunks: string[][] = []
  let open: string[] = []
  const close = (): void => {
    if (open.length > 0) chunks.push(open)
    open = []
  }
  for (const paragraph of text.replace(/^\ufeff/u, '').split('\u2029')) {
    const lines = paragraph.split(LINE_BREAK)
    const tabbed = rowsWithTabs(lines)
    const spaced = spacedRows(lines)
    for (const [at, physical] of lines.entries()) {
      const line =
        spaced.get(at) ?? (tabbed.has(at) ? cellsOf(physical).join('\t') : trimInvisible(toLine(physical)))
      // Some blog editors keep their empty lines open with a zero-width space.
      if (line === '') close()
      else open.push(line)
    }
    close()
  }
  return chunks
}
