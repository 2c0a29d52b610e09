import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { placeTurn } from '../commands.ts'

/** Takes hold of a turn by its grip: what is dragged is the turn as a whole, and moved, not copied. */
export function startTurnDrag(view: EditorView, position: number, event: DragEvent): void {
  const selection = NodeSelection.create(view.state.doc, position)
  view.dispatch(view.state.tr.setSelection(selection))
  const dom = view.nodeDOM(position)
  const data = event.dataTransfer
  if (data !== null) {
    const { text } = view.serializeForClipboard(selection.content())
    data.clearData()
    data.setData('text/plain', text)
    data.effectAllowed = 'copyMove'
    if (dom instanceof Element) data.setDragImage(dom, 24, 12)
  }
  view.dragging = { slice: selection.content(), move: true }
}

/** Where a turn dropped at these coordinates goes: between two turns, or between two blocks of the body. */
function dropPlace(view: EditorView, event: DragEvent): number | null {
  const found = view.posAtCoords({ left: event.clientX, top: event.clientY })
  if (found === null) return null
  const $at = view.state.doc.resolve(found.inside >= 0 ? Math.max(found.pos, found.inside) : found.pos)
  if ($at.depth < 1 || $at.node(1).type.name !== 'body') return null
  const depth = $at.depth >= 3 && $at.node(2).type.name === 'dialogue' ? 3 : 2
  if ($at.depth < depth) return $at.pos
  const dom = view.nodeDOM($at.before(depth))
  if (!(dom instanceof Element)) return null
  const { top, height } = dom.getBoundingClientRect()
  return event.clientY < top + height / 2 ? $at.before(depth) : $at.after(depth)
}

function isTurn(node: Node | null | undefined): boolean {
  return node?.type.name === 'turn'
}

/** Drops a dragged turn where it belongs, and leaves no dialogue without turns behind. */
export function turnDrop(): Plugin {
  return new Plugin({
    props: {
      handleDrop: (view, event, slice, moved) => {
        const { selection } = view.state
        const dragged = selection instanceof NodeSelection && isTurn(selection.node)
        if (!moved || !dragged || !isTurn(slice.content.firstChild)) return false
        const place = dropPlace(view, event)
        if (place !== null) placeTurn(selection.from, place)(view.state, view.dispatch.bind(view))
        view.focus()
        return true
      },
    },
  })
}
