import { Fragment, Slice } from '@tiptap/pm/model'
import { NodeSelection, Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { moveTurn } from '../commands.ts'

/**
 * Takes hold of a turn by its grip: it is moved as a whole, as a dialogue of its own for whoever else takes it. The
 * event ends here, for ProseMirror would drag the bare turn.
 */
export function startTurnDrag(view: EditorView, position: number, event: DragEvent): void {
  const turn = view.state.doc.nodeAt(position)
  const { dialogue } = view.state.schema.nodes
  const data = event.dataTransfer
  if (turn === null || dialogue === undefined || data === null) return
  event.stopPropagation()
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, position)))
  const dom = view.nodeDOM(position)
  data.clearData()
  data.setData('text/plain', `${String(turn.attrs.speaker)}: ${turn.textContent}`)
  data.effectAllowed = 'move'
  if (dom instanceof Element) data.setDragImage(dom, 24, 12)
  view.dragging = { slice: new Slice(Fragment.from(dialogue.create(null, turn)), 0, 0), move: true }
}

/** Where a turn dropped at these coordinates goes: between two turns, or between two blocks of the body. */
function dropPosition(view: EditorView, event: DragEvent): number | null {
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

/** Drops a dragged turn where it belongs, and leaves no dialogue without turns behind. */
export function turnDropPlugin(): Plugin {
  return new Plugin({
    props: {
      handleDrop: (view, event, _slice, moved) => {
        const { selection } = view.state
        const isTurn = selection instanceof NodeSelection && selection.node.type.name === 'turn'
        if (!moved || !isTurn) return false
        const place = dropPosition(view, event)
        if (place !== null) moveTurn(selection.from, place)(view.state, view.dispatch.bind(view))
        view.focus()
        return true
      },
    },
  })
}
