import { Extension } from '@tiptap/core'
import { NodeSelection, Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { placePictures } from '../paste/pictures.ts'
import type { EditorServices } from '../paste/services.ts'
import { DropLine } from './dropLine.ts'
import { type Gap, gapAtHeight, gapTop } from './gap.ts'
import { arePictures, mayBePictures } from '../../dom/pictureFiles.ts'

/**
 * Drops of pictures, and of blocks that are dragged by their handle. Both land between two blocks, where a line shows it while
 * the pointer moves, also in the margins beside the text: the listeners are on the element that scrolls the page. Text and
 * single turns are dragged as ProseMirror and their block do it.
 *
 *     dragover → the gap at the pointer's height → line      drop → the same gap → figures, or the block, there
 */

/** Thickness of the line in pixels. */
const LINE_PX = 2

/** Position of the block of the body that is being dragged; null for a drag of anything else. */
function draggedBlock(view: EditorView): number | null {
  const { selection } = view.state
  if (view.dragging?.move !== true || !(selection instanceof NodeSelection)) return null
  return selection.$from.depth === 1 && selection.$from.parent.type.name === 'body' ? selection.from : null
}

/** Moves a block into a gap, in one undo step, and leaves it selected. */
function moveBlock(view: EditorView, from: number, gap: Gap): void {
  const { tr, doc } = view.state
  const node = doc.nodeAt(from)
  const to = node === null ? from : from + node.nodeSize
  if (node === null || (gap.from >= from && gap.to <= to)) return
  tr.delete(from, to)
  const at = { from: tr.mapping.map(gap.from), to: tr.mapping.map(gap.to) }
  tr.replaceWith(at.from, at.to, node)
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, at.from)).setMeta('uiEvent', 'drop'))
}

/** The drag over one editor. */
class Drops {
  readonly #view: EditorView
  readonly #services: EditorServices
  readonly #line = new DropLine()
  readonly #area: HTMLElement
  readonly #listeners = new AbortController()

  constructor(view: EditorView, services: EditorServices) {
    this.#view = view
    this.#services = services
    this.#area = view.dom.closest<HTMLElement>('.page-scroll') ?? view.dom
    const { signal } = this.#listeners
    // Before the editor's own listeners, which would place a picture within a paragraph.
    const first = { signal, capture: true }
    this.#area.addEventListener(
      'dragover',
      (event) => {
        this.#over(event)
      },
      first,
    )
    this.#area.addEventListener(
      'drop',
      (event) => {
        this.#drop(event)
      },
      first,
    )
    this.#area.addEventListener(
      'dragleave',
      (event) => {
        if (!(event.relatedTarget instanceof Node) || !this.#area.contains(event.relatedTarget)) this.#hide()
      },
      { signal },
    )
    document.addEventListener(
      'dragend',
      () => {
        this.#hide()
      },
      { signal },
    )
  }

  destroy(): void {
    this.#listeners.abort()
    this.#hide()
  }

  #hide(): void {
    this.#line.hide(this.#view)
  }

  /** Returns true for a drag that lands between two blocks. A waiting photo takes a picture into itself. */
  #isOurs(event: DragEvent): boolean {
    if (!this.#view.editable || event.dataTransfer === null) return false
    if (this.#view.dragging !== null) return draggedBlock(this.#view) !== null
    const isOverPhoto = event.target instanceof Element && event.target.closest('.figure-body') !== null
    return !isOverPhoto && mayBePictures(event.dataTransfer)
  }

  #over(event: DragEvent): void {
    if (!this.#isOurs(event)) {
      this.#hide()
      return
    }
    event.preventDefault()
    const gap = gapAtHeight(this.#view, event.clientY)
    const { left, width } = this.#view.dom.getBoundingClientRect()
    const top = gapTop(this.#view, gap) - LINE_PX / 2
    this.#line.show(this.#view, { left, top, width, height: LINE_PX })
  }

  #drop(event: DragEvent): void {
    this.#hide()
    if (!this.#isOurs(event)) return
    const files = Array.from(event.dataTransfer?.files ?? [])
    const block = draggedBlock(this.#view)
    if (block === null && !arePictures(files)) return
    event.preventDefault()
    event.stopPropagation()
    const gap = gapAtHeight(this.#view, event.clientY)
    if (block === null) placePictures(this.#view, files, this.#services, gap)
    else moveBlock(this.#view, block, gap)
    this.#view.dragging = null
    this.#view.focus()
  }
}

/** Drops between blocks, and the line that shows where. */
export const BlockDrops = Extension.create<{ services: EditorServices | null }>({
  name: 'blockDrops',
  addOptions: () => ({ services: null }),
  addProseMirrorPlugins() {
    const { services } = this.options
    if (services === null) return []
    return [new Plugin({ key: new PluginKey('blockDrops'), view: (view) => new Drops(view, services) })]
  },
})
