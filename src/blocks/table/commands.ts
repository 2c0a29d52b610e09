import { Fragment, type Node, type NodeType, type ResolvedPos } from '@tiptap/pm/model'
import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { hasHeaderColumn, hasHeaderRow, headerFor } from './grid.ts'
import { headerFrom } from './schema.ts'

/**
 * Commands of tables. Each replaces the whole table in one step, so that every row keeps as many cells as the others and one undo
 * takes a change back. As in ProseMirror, a command returns false where it has no meaning, and changes nothing without `dispatch`.
 */

/** The caret's cell. */
export interface TablePlace {
  readonly table: Node
  /** The table's position. */
  readonly position: number
  readonly row: number
  readonly column: number
}

/** A table taken apart. */
interface Grid {
  readonly rows: readonly (readonly Node[])[]
  /** A letter for each column, `-` for the text's own side. */
  readonly align: readonly string[]
}

/** The parts of a table by node name. The editor's schema does not carry the specs' own fields such as `tableRole`. */
const ROLES: Readonly<Record<string, string>> = { table: 'table', tableRow: 'row', tableCell: 'cell' }

const role = (node: Node): string | undefined => ROLES[node.type.name]

/** Returns the cell that the selection ends in; null outside tables. */
export function tablePlace({ selection: { $head } }: Pick<EditorState, 'selection'>): TablePlace | null {
  for (let depth = $head.depth; depth > 0; depth -= 1)
    if (role($head.node(depth)) === 'cell')
      return {
        table: $head.node(depth - 2),
        position: $head.before(depth - 2),
        row: $head.index(depth - 2),
        column: $head.index(depth - 1),
      }
  return null
}

/** Returns the rows and the alignment of a table; rows that are too short get empty cells. */
function gridOf(table: Node): Grid {
  const width = table.children.reduce((most, row) => Math.max(most, row.childCount), 1)
  const cell = cellType(table)
  const rows = table.children.map((row) =>
    Array.from({ length: width }, (_, column) => row.maybeChild(column) ?? cell.create()),
  )
  const align = String(table.attrs.align)
  return { rows, align: Array.from({ length: width }, (_, column) => align.charAt(column) || '-') }
}

function cellType(table: Node): NodeType {
  const type = table.firstChild?.firstChild?.type
  if (type === undefined) throw new Error('a table has no cell')
  return type
}

/** Returns a table of the grid's cells, with the attributes of another table. */
function tableFrom(table: Node, { rows, align }: Grid): Node {
  const row = table.firstChild?.type
  if (row === undefined) throw new Error('a table has no row')
  const content = Fragment.fromArray(rows.map((cells) => row.create(null, [...cells])))
  return table.type.create({ ...table.attrs, align: align.join('').replace(/-+$/, '') }, content)
}

/** Returns the position of the start of a cell's content. */
export function cellStart(table: Node, position: number, row: number, column: number): number {
  const above = table.children.slice(0, row).reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  const before = table
    .child(row)
    .children.slice(0, column)
    .reduce((sum, { nodeSize }) => sum + nodeSize, 0)
  return position + 1 + above + 1 + before + 1
}

/** Selects what a cell holds. */
function selectCell(tr: Transaction, position: number, row: number, column: number): Transaction {
  const table = tr.doc.nodeAt(position)
  const cell = table?.maybeChild(row)?.maybeChild(column)
  if (table == null || cell == null) return tr
  const start = cellStart(table, position, row, column)
  return tr.setSelection(TextSelection.create(tr.doc, start, start + cell.content.size)).scrollIntoView()
}

/** A changed grid, and the cell that the caret goes to. */
interface Change extends Grid {
  readonly row: number
  readonly column: number
}

/** Returns the command that changes the caret's table; `change` returns null where it has no meaning. */
function changeTable(change: (grid: Grid, place: TablePlace) => Change | null): Command {
  return (state, dispatch) => {
    const place = tablePlace(state)
    const changed = place === null ? null : change(gridOf(place.table), place)
    if (place === null || changed === null) return false
    const { table, position } = place
    const tr = state.tr.replaceWith(position, position + table.nodeSize, tableFrom(table, changed))
    dispatch?.(selectCell(tr, position, changed.row, changed.column))
    return true
  }
}

/** Returns a list with its items at two places exchanged; null if one of them is not there. */
function swapped<T>(list: readonly T[], one: number, other: number): T[] | null {
  const [first, second] = [list[one], list[other]]
  return first === undefined || second === undefined ? null : list.with(one, second).with(other, first)
}

/** Inserts an empty row above (0) or below (1) the caret's. */
export function insertRow(offset: 0 | 1): Command {
  return changeTable(({ rows, align }, { table, row, column }) => ({
    rows: rows.toSpliced(
      row + offset,
      0,
      align.map(() => cellType(table).create()),
    ),
    align,
    row: row + offset,
    column,
  }))
}

/** Inserts an empty column before (0) or after (1) the caret's. */
export function insertColumn(offset: 0 | 1): Command {
  return changeTable(({ rows, align }, { table, row, column }) => ({
    rows: rows.map((cells) => cells.toSpliced(column + offset, 0, cellType(table).create())),
    align: align.toSpliced(column + offset, 0, '-'),
    row,
    column: column + offset,
  }))
}

/** Moves the caret's row up (-1) or down (1). */
export function moveRow(step: 1 | -1): Command {
  return changeTable(({ rows, align }, { row, column }) => {
    const moved = swapped(rows, row, row + step)
    return moved === null || row + step < 0 ? null : { rows: moved, align, row: row + step, column }
  })
}

/** Moves the caret's column back (-1) or forward (1). */
export function moveColumn(step: 1 | -1): Command {
  return changeTable(({ rows, align }, { row, column }) => {
    const to = column + step
    const sides = to < 0 ? null : swapped(align, column, to)
    if (sides === null) return null
    return { rows: rows.map((cells) => swapped(cells, column, to) ?? cells), align: sides, row, column: to }
  })
}

/** Deletes the caret's row; the table, if it has no other. */
export const deleteRow: Command = (state, dispatch) => {
  if (tablePlace(state)?.table.childCount === 1) return deleteTable(state, dispatch)
  return changeTable(({ rows, align }, { row, column }) => ({
    rows: rows.toSpliced(row, 1),
    align,
    row: Math.min(row, rows.length - 2),
    column,
  }))(state, dispatch)
}

/** Deletes the caret's column; the table, if it has no other. */
export const deleteColumn: Command = (state, dispatch) => {
  if (tablePlace(state)?.table.firstChild?.childCount === 1) return deleteTable(state, dispatch)
  return changeTable(({ rows, align }, { row, column }) => ({
    rows: rows.map((cells) => cells.toSpliced(column, 1)),
    align: align.toSpliced(column, 1),
    row,
    column: Math.min(column, align.length - 2),
  }))(state, dispatch)
}

/** Puts an empty paragraph in the table's place. */
export const deleteTable: Command = (state, dispatch) => {
  const place = tablePlace(state)
  const { paragraph } = state.schema.nodes
  if (place === null || paragraph === undefined) return false
  const { table, position } = place
  const tr = state.tr.replaceWith(position, position + table.nodeSize, paragraph.create())
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, position + 1)).scrollIntoView())
  return true
}

/** Aligns the caret's column; to the text's own side if it has that alignment already. @param side `l`, `c` or `r` */
export function alignColumn(side: string): Command {
  return changeTable(({ rows, align }, { row, column }) => ({
    rows,
    align: align.with(column, align[column] === side ? '-' : side),
    row,
    column,
  }))
}

/** Makes the first row or column headings, or text again. */
export function toggleHeader(part: 'row' | 'column'): Command {
  return (state, dispatch) => {
    const place = tablePlace(state)
    if (place === null) return false
    const now = headerFrom(String(place.table.attrs.header), 'row')
    const [row, column] = [hasHeaderRow(now), hasHeaderColumn(now)]
    const header = part === 'row' ? headerFor(!row, column) : headerFor(row, !column)
    dispatch?.(state.tr.setNodeMarkup(place.position, null, { ...place.table.attrs, header }))
    return true
  }
}

/** Tab (1) and Shift+Tab (-1): selects the next cell. Behind the last one a new row begins; before the first nothing happens. */
export function goToCell(step: 1 | -1): Command {
  return (state, dispatch, view) => {
    const place = tablePlace(state)
    if (place === null) return false
    const { table, position, row, column } = place
    const width = table.child(row).childCount
    const to = row * width + column + step
    if (to >= table.childCount * width) {
      const added = changeTable(({ rows, align }) => ({
        rows: [...rows, align.map(() => cellType(table).create())],
        align,
        row: rows.length,
        column: 0,
      }))
      return added(state, dispatch, view)
    }
    if (to >= 0) dispatch?.(selectCell(state.tr, position, Math.floor(to / width), to % width))
    return true
  }
}

/** Enter: begins a new line in the cell, as word processors do; empties the cells of a selection across cells. */
export const breakInCell: Command = (state, dispatch) => {
  const { hardBreak } = state.schema.nodes
  const { $from, $to } = state.selection
  if (hardBreak === undefined || tablePlace(state) === null) return false
  if (!$from.sameParent($to)) return emptyCells(state, dispatch)
  dispatch?.(state.tr.replaceSelectionWith(hardBreak.create()).scrollIntoView())
  return true
}

/**
 * Backspace and Delete: empties the cells of a selection across cells, deletes an empty table, and does nothing at the edge of a
 * cell, which could only be joined to another.
 */
export function deleteInTable(edge: 1 | -1): Command {
  return (state, dispatch, view) => {
    const place = tablePlace(state)
    if (place === null) return false
    const { $from, $to, empty } = state.selection
    if (!empty) return $from.sameParent($to) ? false : emptyCells(state, dispatch)
    const isAtEdge = edge === -1 ? $from.parentOffset === 0 : $from.parentOffset === $from.parent.content.size
    if (!isAtEdge) return false
    return place.table.textContent === '' ? deleteTable(state, dispatch, view) : true
  }
}

/** Empties the selected cells of one table, and puts the caret into the first. Returns false, and changes nothing, for any other selection. */
export function emptySelectedCells(tr: Transaction): boolean {
  const { $from, $to, from, to } = tr.selection
  const around = role($from.node($from.sharedDepth($to.pos)))
  if ($from.sameParent($to) || (around !== 'table' && around !== 'row')) return false
  const ranges: [number, number][] = []
  tr.doc.nodesBetween(from, to, (node, position) => {
    if (role(node) !== 'cell') return true
    ranges.push([Math.max(position + 1, from), Math.min(position + 1 + node.content.size, to)])
    return false
  })
  for (const [start, end] of ranges.reverse()) tr.delete(start, end)
  tr.setSelection(TextSelection.create(tr.doc, from))
  return true
}

function emptyCells(state: EditorState, dispatch?: (tr: Transaction) => void): boolean {
  const { tr } = state
  const isDone = emptySelectedCells(tr)
  if (isDone) dispatch?.(tr.scrollIntoView())
  return isDone
}

/** Types over a selection across cells: the cells stay, and the first has what is typed. Returns false for any other selection. */
export function typeOverCells(view: EditorView, _from: number, _to: number, typed: string): boolean {
  return emptyCells(view.state, (tr) => {
    view.dispatch(tr.insertText(typed))
  })
}

/** Turns a table of two columns, names and lines, into a dialogue. */
export const turnIntoDialogue: Command = (state, dispatch) => {
  const place = tablePlace(state)
  const { dialogue, turn } = state.schema.nodes
  if (place === null || dialogue === undefined || turn === undefined) return false
  const { table, position } = place
  if (!table.children.every((row) => row.childCount === 2)) return false
  const turns = table.children.map((row) => {
    const speaker = row.child(0).textBetween(0, row.child(0).content.size, ' ', ' ').trim()
    return turn.create({ speaker: speaker.replace(/:$/, '') }, row.child(1).content)
  })
  const tr = state.tr.replaceWith(position, position + table.nodeSize, dialogue.create(null, turns))
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(position + 2))).scrollIntoView())
  return true
}

/**
 * Writes the cells of a pasted table over those from the caret's on; rows and columns are added as needed.
 * @returns false outside tables, and for any other node; the transaction is unchanged then
 */
export function pasteIntoTable(tr: Transaction, pasted: Node): boolean {
  const place = tablePlace(tr)
  if (place === null || role(pasted) !== 'table') return false
  const { table, position, row, column } = place
  const { rows, align } = gridOf(table)
  const cells = gridOf(pasted).rows
  const width = Math.max(align.length, column + (cells[0]?.length ?? 0))
  const at = (y: number, x: number): Node =>
    cells[y - row]?.[x - column] ?? rows[y]?.[x] ?? cellType(table).create()
  const filled = Array.from({ length: Math.max(rows.length, row + cells.length) }, (_, y) =>
    Array.from({ length: width }, (_cell, x) => at(y, x)),
  )
  const sides = Array.from({ length: width }, (_, x) => align[x] ?? '-')
  tr.replaceWith(position, position + table.nodeSize, tableFrom(table, { rows: filled, align: sides }))
  const end = selectCell(tr, position, row + cells.length - 1, column + (cells[0]?.length ?? 1) - 1)
  end.setSelection(TextSelection.create(end.doc, end.selection.to))
  return true
}

/** Returns where the last change of transactions ends in the document after them; -1 if they changed nothing. */
export function changedEnd(transactions: readonly Transaction[]): number {
  let end = -1
  for (const { mapping } of transactions)
    for (const map of mapping.maps) {
      if (end >= 0) end = map.map(end, 1)
      map.forEach((_from, _to, _start, changed) => {
        end = Math.max(end, changed)
      })
    }
  return end
}

/** Returns the table that a position is in or right before, and where it starts; null if there is none. */
function tableAt($at: ResolvedPos): { readonly table: Node; readonly start: number } | null {
  for (let depth = $at.depth; depth > 0; depth -= 1)
    if (role($at.node(depth)) === 'table') return { table: $at.node(depth), start: $at.before(depth) }
  const below = $at.nodeAfter
  return below !== null && role(below) === 'table' ? { table: below, start: $at.pos } : null
}

/**
 * Returns the transaction that gives each row of a table as many cells as the others; null if they have.
 * @param position in the table; a position outside tables repairs none
 */
export function repairedTable(state: EditorState, position = state.selection.head): Transaction | null {
  const place = position < 0 ? null : tableAt(state.doc.resolve(position))
  if (place === null) return null
  const { table, start } = place
  const grid = gridOf(table)
  if (table.children.every((row) => row.childCount === grid.align.length)) return null
  const { from, to } = state.selection
  const tr = state.tr
  let at = start + 1
  for (const row of table.children) {
    const missing = grid.align.length - row.childCount
    const end = tr.mapping.map(at + row.nodeSize - 1, -1)
    if (missing > 0)
      tr.insert(
        end,
        Array.from({ length: missing }, () => cellType(table).create()),
      )
    at += row.nodeSize
  }
  const [anchor, head] = [tr.mapping.map(from, -1), tr.mapping.map(to, -1)]
  return tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head)))
}
