import { nodeFaces } from '../../../../blocks/_view/nodeFaces.ts'
import type { OutlineRow } from '../../../../blocks/_view/view.ts'
import { children, type NodeJSON } from '../../../../blocks/node.ts'

/** One row of the outline panel: a block of the body that a writer may want to go to. */
export interface ContentsRow extends OutlineRow {
  /** The block's index in the body, from 0. */
  readonly block: number
  /** The block's node name: `heading`, `figure`. */
  readonly kind: string
}

/** Returns the outline of a body: a row for every block whose view has an outline row, in reading order. */
export function contentsOf(body: NodeJSON): ContentsRow[] {
  /** How many blocks of each sort there were so far. */
  const counts = new Map<string, number>()
  return children(body).flatMap((block, index) => {
    const outline = nodeFaces.get(block.type)?.outline
    if (outline === undefined) return []
    const number = (counts.get(block.type) ?? 0) + 1
    counts.set(block.type, number)
    return [{ block: index, kind: block.type, ...outline.row(block, number) }]
  })
}

/** Returns the index of the row for a block: its own, or the last one above it; -1 if there is none. */
export function rowFor(rows: readonly ContentsRow[], block: number): number {
  return rows.findLastIndex((row) => row.block <= block)
}
