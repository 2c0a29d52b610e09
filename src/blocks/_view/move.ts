import type { Node } from '@tiptap/pm/model'
import type { Command } from '@tiptap/pm/state'
import { isSeries } from '../containers.ts'

/** Returns true if the children `from` to `to` of a series have a neighbour in that direction. */
function canMove(series: Node, from: number, to: number, step: 1 | -1): boolean {
  return step === -1 ? from > 0 : to < series.childCount
}

/**
 * Moves the selected parts one place up (-1) or down (1): turns within their dialogue, items within their list; at an edge,
 * the whole block. It is the neighbour that is deleted and inserted again, so the selection stays where it is.
 */
export function moveBlock(step: 1 | -1): Command {
  return (state, dispatch) => {
    const { $from, $to } = state.selection
    const inBody = $from.depth >= 1 && $from.node(1).type.name === 'body'
    if (!inBody) return false
    for (let depth = $from.sharedDepth($to.pos); depth >= 1; depth -= 1) {
      const series = $from.node(depth)
      const [from, to] = [$from.index(depth), $to.indexAfter(depth)]
      if (!isSeries(series.type) || to <= from || !canMove(series, from, to, step)) continue
      const neighbour = series.child(step === -1 ? from - 1 : to)
      const start = $from.posAtIndex(from, depth)
      const end = $from.posAtIndex(to, depth)
      const { tr } = state
      if (step === 1) tr.delete(end, end + neighbour.nodeSize).insert(start, neighbour)
      else tr.insert(end, neighbour).delete(start - neighbour.nodeSize, start)
      dispatch?.(tr.scrollIntoView())
      return true
    }
    // At the edge of the article there is nowhere to move; the key is handled all the same.
    return true
  }
}
