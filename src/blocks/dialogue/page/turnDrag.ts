import { Fragment, Slice } from '@tiptap/pm/model'
import { NodeSelection, Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { moveTurn } from '../commands.ts'

/**
 * Starts dragging a turn by its handle. The dragged slice is a dialogue with that turn, so that other drop targets get a
 * valid block; {@link turnDropPlugin} moves the turn itself. Stops the event, because ProseMirror would drag a bare turn,
 * which fits nowhere in the body.
 * @param position the turn's
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

/** Returns the position between two turns, or between two blocks of the body, nearest to the pointer; null elsewhere. */
function dropPosition(view: EditorView, event: DragEvent): number | null {
  const hit = view.posAtCoords({ left: event.clientX, top: event.clientY })
  if (hit === null) return null
  const $at = view.state.doc.resolve(hit.inside >= 0 ? Math.max(hit.pos, hit.inside) : hit.pos)
  if ($at.depth < 1 || $at.node(1).type.name !== 'body') return null
  const depth = $at.depth >= 3 && $at.node(2).type.name === 'dialogue' ? 3 : 2
  if ($at.depth < depth) return $at.pos
  const dom = view.nodeDOM($at.before(depth))
  if (!(dom instanceof Element)) return null
  const { top, height } = dom.getBoundingClientRect()
  return event.clientY < top + height / 2 ? $at.before(depth) : $at.after(depth)
}

/**
 * Returns the plugin that drops a dragged turn between two turns or two blocks, and deletes the dialogue it leaves if
 * that has no other turn.
 */
export function turnDropPlugin(): Plugin {
  return new Plugin({
    props: {
      handleDrop: (view, event, _slice, moved) => {
        const { selection } = view.state
        const isTurn = selection instanceof NodeSelection && selection.node.type.name === 'turn'
        if (!moved || !isTurn) return false
        const target = dropPosition(view, event)
        if (target !== null) moveTurn(selection.from, target)(view.state, view.dispatch.bind(view))
        view.focus()
        return true
      },
    },
  })
}
