import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import type { Root } from 'hast'
import { toLine } from '../../../text/unicode.ts'
import { elementsIn, textContent } from '../../hast.ts'
import { inlineText, type NodeJSON } from '../../node.ts'
import { tablePlace } from '../commands.ts'
import { cellsIn, rowsOf } from '../foreignTable.ts'
import { tableOf } from '../grid.ts'

/** What a paste into a cell means beside whole tables: rows and columns of a spreadsheet, and lines of text. */

const tableOfWords = (rows: readonly (readonly string[])[]): NodeJSON =>
  tableOf(
    rows.map((row) => row.map((words) => inlineText(toLine(words).trim()))),
    { header: 'none' },
  )

/**
 * Returns the single row or column of cells that a spreadsheet offers as HTML, which elsewhere is read as lines of text. Null for
 * any other HTML, and for one cell.
 */
export function stripOfCells(tree: Root): NodeJSON | null {
  const [table, other] = [...elementsIn(tree)].filter(({ tagName }) => tagName === 'table')
  if (table === undefined || other !== undefined) return null
  // A spreadsheet's style sheet is text of the tree, too.
  const styles = [...elementsIn(tree)].filter(({ tagName }) => tagName === 'style')
  const outside = [table, ...styles].reduce(
    (text, part) => text.replace(textContent(part), ''),
    textContent(tree),
  )
  if (outside.trim() !== '') return null
  const rows = rowsOf(table).map(cellsIn)
  const count = rows.reduce((sum, row) => sum + row.length, 0)
  const isStrip = rows.length === 1 || rows.every((row) => row.length === 1)
  return isStrip && count > 1 ? tableOfWords(rows.map((row) => row.map(textContent))) : null
}

/** Returns the cells of plain text with tabs between them; null for a text without tabs. */
export function tabbedCells(text: string): NodeJSON | null {
  if (!text.includes('\t')) return null
  const lines = text.replace(/\n+$/, '').split('\n')
  return tableOfWords(lines.map((line) => line.split('\t')))
}

/** Returns the table in content that has nothing else, such as cells that were copied; null if there is none. */
export function tableIn(content: Fragment): Node | null {
  const node = content.childCount === 1 ? content.firstChild : null
  return node === null || node.type.name === 'table' ? node : tableIn(node.content)
}

/**
 * Pastes paragraphs into a cell, with line breaks between them.
 * @returns false outside cells, for a selection across cells, and for any other block; the transaction is unchanged then
 */
export function pasteLinesIntoCell(tr: Transaction, nodes: readonly Node[]): boolean {
  const { hardBreak, paragraph } = tr.doc.type.schema.nodes
  const { $from, $to } = tr.selection
  if (hardBreak === undefined || tablePlace(tr) === null || !$from.sameParent($to)) return false
  if (!nodes.every(({ type }) => type === paragraph)) return false
  const lines = nodes.flatMap(({ content }, index) => [
    ...(index === 0 ? [] : [hardBreak.create()]),
    ...content.content,
  ])
  tr.replaceSelection(new Slice(Fragment.fromArray(lines), 0, 0))
  return true
}
