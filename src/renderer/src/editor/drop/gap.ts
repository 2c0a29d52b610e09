import type { EditorState } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** A place between two blocks of the body. */
export interface Gap {
  readonly from: number
  /** Further than `from` if an empty paragraph stands there, which what is dropped replaces. */
  readonly to: number
}

/** Depth of a block of the body: the document is 0, the body 1. */
const BLOCK_DEPTH = 2

/** Position before the first block of the body. */
function bodyStart({ doc }: EditorState): number {
  return doc.child(0).nodeSize + doc.child(1).nodeSize + 1
}

/** Position of the block of the body at a height of the window; null above the first one and below the last one. */
export function blockAtHeight(view: EditorView, clientY: number): number | null {
  const { left, width, top, bottom } = view.dom.getBoundingClientRect()
  // In the middle of the column, so that the margins beside the text work as well.
  const hit = view.posAtCoords({ left: left + width / 2, top: Math.min(bottom - 1, Math.max(top, clientY)) })
  if (hit === null) return null
  const $at = view.state.doc.resolve(hit.inside >= 0 ? Math.max(hit.pos, hit.inside) : hit.pos)
  if ($at.depth < 1 || $at.node(1).type.name !== 'body') return null
  if ($at.depth >= BLOCK_DEPTH) return $at.before(BLOCK_DEPTH)
  if ($at.nodeAfter !== null) return $at.pos
  return $at.nodeBefore === null ? null : $at.pos - $at.nodeBefore.nodeSize
}

/** Returns the gap between two blocks that is nearest to a height of the window. Headline and standfirst are never split. */
export function gapAtHeight(view: EditorView, clientY: number): Gap {
  const { state } = view
  const block = blockAtHeight(view, clientY)
  if (block === null) {
    const first = view.nodeDOM(bodyStart(state))
    const isAbove = first instanceof Element && clientY < first.getBoundingClientRect().top
    const at = isAbove ? bodyStart(state) : state.doc.content.size - 1
    return { from: at, to: at }
  }
  const node = state.doc.nodeAt(block)
  const dom = view.nodeDOM(block)
  const size = node?.nodeSize ?? 0
  if (node?.type.name === 'paragraph' && node.content.size === 0) return { from: block, to: block + size }
  const { top, height } = dom instanceof Element ? dom.getBoundingClientRect() : { top: 0, height: 0 }
  const at = clientY < top + height / 2 ? block : block + size
  return { from: at, to: at }
}

/** Returns the height of the middle of a gap in the window, in pixels. */
export function gapTop(view: EditorView, { from, to }: Gap): number {
  const edge = (position: number, side: 'top' | 'bottom'): number | null => {
    const dom = view.nodeDOM(position)
    return dom instanceof Element ? dom.getBoundingClientRect()[side] : null
  }
  const $from = view.state.doc.resolve(from)
  const below = to > from || $from.nodeAfter !== null ? edge(from, 'top') : null
  if (to > from) return below ?? 0
  const above = $from.nodeBefore === null ? null : edge(from - $from.nodeBefore.nodeSize, 'bottom')
  if (above === null) return below ?? 0
  return below === null ? above : (above + below) / 2
}
