import { type EditorState, NodeSelection, Plugin, PluginKey, Selection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { isCard } from '../../../../blocks/_view/neighbours.ts'
import { nodeFaces } from '../../../../blocks/_view/nodeFaces.ts'
import { partOf } from '../../../../blocks/containers.ts'
import { t } from '../../i18n.ts'
import { isKind } from '../commands/blocks.ts'
import { kinds, PARAGRAPH } from '../commands/kinds.ts'
import type { HandlePlacement, Menus } from './menus.ts'
import { emptyParagraph } from './slash.ts'

/** Size of the handle, and its distance from the text. */
const HANDLE_SIZE_PX = 24
const HANDLE_GAP_PX = 6

/** Position of the block or turn around a position; null in headline, standfirst and between blocks. */
export function blockAt(state: EditorState, position: number): number | null {
  const $at = state.doc.resolve(Math.max(0, Math.min(position, state.doc.content.size)))
  if ($at.depth < 1 || $at.node(1).type.name !== 'body') return null
  // The parts of a list have no handle: an item is moved with its list's.
  if ($at.depth >= 3 && $at.node(3).isTextblock && partOf($at.node(2).type) !== null) return $at.before(3)
  if ($at.depth >= 2) return $at.before(2)
  return $at.nodeAfter === null ? null : $at.pos
}

/** Position of the photo, embed or divider that is selected as a whole; null if none is. */
function selectedCard({ selection }: EditorState): number | null {
  return selection instanceof NodeSelection && selection.$from.depth === 1 && isCard(selection.node)
    ? selection.from
    : null
}

/** Returns a block's name for a writer: "Heading 2". */
function blockLabel(state: EditorState, position: number): string {
  const node = state.doc.nodeAt(position)
  if (node === null) return t('editor.handle.block')
  const kind = [PARAGRAPH, ...kinds].find((one) => isKind(node, one))
  return kind?.label ?? nodeFaces.get(node.type.name)?.label() ?? t('editor.handle.block')
}

/** Places the handle beside the first line of a block, in the coordinates of `frame`. Null if the block is not rendered. */
export function handleFor(view: EditorView, position: number, frame: Element): HandlePlacement | null {
  const dom = view.nodeDOM(position)
  const node = view.state.doc.nodeAt(position)
  if (!(dom instanceof HTMLElement) || node === null) return null
  const block = dom.getBoundingClientRect()
  const outer = frame.getBoundingClientRect()
  const line = Number.parseFloat(getComputedStyle(dom).lineHeight)
  const room = node.isTextblock && Number.isFinite(line) ? Math.max(0, (line - HANDLE_SIZE_PX) / 2) : 0
  const left = view.dom.getBoundingClientRect().left - outer.left - HANDLE_SIZE_PX - HANDLE_GAP_PX
  return {
    position,
    top: Math.round(block.top - outer.top + room),
    left: Math.max(0, Math.round(left)),
    isEmpty: node.type.name === 'paragraph' && node.content.size === 0,
    label: blockLabel(view.state, position),
  }
}

/**
 * Moves the selection into a block unless it is there already; a card is selected as a whole. The block menu's commands apply
 * to the selection.
 */
export function selectBlockAt(view: EditorView, position: number): void {
  const node = view.state.doc.nodeAt(position)
  if (node === null) return
  const { from, to } = view.state.selection
  if (from >= position && to <= position + node.nodeSize && !node.isAtom) return
  const { tr } = view.state
  view.dispatch(
    tr.setSelection(
      isCard(node) && NodeSelection.isSelectable(node)
        ? NodeSelection.create(tr.doc, position)
        : Selection.near(tr.doc.resolve(position + 1), 1),
    ),
  )
}

/** Starts dragging a block by its handle. ProseMirror handles the rest of the drag. */
export function startDrag(view: EditorView, position: number, event: DragEvent): void {
  const selection = NodeSelection.create(view.state.doc, position)
  view.dispatch(view.state.tr.setSelection(selection))
  const slice = selection.content()
  const { dom, text } = view.serializeForClipboard(slice)
  const data = event.dataTransfer
  if (data === null) return
  data.clearData()
  data.setData('text/html', dom.innerHTML)
  data.setData('text/plain', text)
  data.effectAllowed = 'copyMove'
  const shown = view.nodeDOM(position)
  if (shown instanceof HTMLElement) data.setDragImage(shown, 0, 0)
  view.dragging = { slice, move: true }
}

/**
 * The handle in the margin is one element that moves from block to block: BlockHandle.vue moves it to the pointer, this
 * plugin to the caret in an empty paragraph and to a selected card, and `openBlockMenu` (tools/useTools.ts) to the caret's block.
 */

/** Returns the plugin of the handle: shows the plus sign at an empty paragraph, and hides the handle when the text changes. */
export function handlePlugin(menus: Menus, frame: () => Element | null): Plugin {
  return new Plugin({
    key: new PluginKey('handle'),
    view: () => ({
      update: (view, before) => {
        if (view.state.doc === before.doc && view.state.selection.eq(before.selection)) return
        const at = view.editable ? (emptyParagraph(view.state) ?? selectedCard(view.state)) : null
        const around = frame()
        if (at !== null && around !== null) {
          requestAnimationFrame(() => {
            if (view.isDestroyed) return
            if (emptyParagraph(view.state) === at || selectedCard(view.state) === at)
              menus.handle.value = handleFor(view, at, around)
          })
        } else if (menus.handle.value !== null && view.state.doc !== before.doc && !menus.blockMenu.value)
          menus.handle.value = null
      },
    }),
  })
}
