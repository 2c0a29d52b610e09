import { Extension } from '@tiptap/core'
import { NodeSelection, Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { isPhotoAt, putBeside, removePhoto } from '../../../../blocks/figure/view.ts'
import { placePictures, refusePictures } from '../paste/pictures.ts'
import type { EditorServices } from '../paste/services.ts'
import { DropLine, type LinePlace } from './dropLine.ts'
import { type Gap, gapAtHeight, gapTop } from './gap.ts'
import { type BesidePhoto, photoSideAt } from './photoSide.ts'
import { arePictures, mayBePictures } from '../../dom/pictureFiles.ts'

/**
 * Drops of pictures, and of blocks that are dragged by their handle. Both land between two blocks, where a line shows it while
 * the pointer moves, also in the margins beside the text: the listeners are on the element that scrolls the page. Text and
 * single turns are dragged as ProseMirror and their block do it. A photo that is dragged onto the left or right half of another
 * one goes beside it, into a gallery.
 *
 *     dragover → the gap at the pointer's height → line      drop → the same gap → figures, or the block, there
 */

/** Thickness of the line in pixels. */
const LINE_PX = 2

/** Between a photo and the line that stands at its side. */
const SIDE_GAP_PX = 5

/** Position of the block of the body, or the photo of a gallery, that is being dragged; null for any other drag. */
function draggedBlock(view: EditorView): number | null {
  const { selection } = view.state
  if (view.dragging?.move !== true || !(selection instanceof NodeSelection)) return null
  const { $from } = selection
  const isBlock = $from.depth === 1 && $from.parent.type.name === 'body'
  return isBlock || isPhotoAt(view.state, selection.from) ? selection.from : null
}

/** Moves a block into a gap, in one undo step, and leaves it selected. */
function moveBlock(view: EditorView, from: number, gap: Gap): void {
  const { tr, doc } = view.state
  const node = doc.nodeAt(from)
  const to = node === null ? from : from + node.nodeSize
  if (node === null || (gap.from >= from && gap.to <= to)) return
  if (isPhotoAt(view.state, from)) removePhoto(tr, from)
  else tr.delete(from, to)
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
    this.#line.show(this.#view, this.#linePlace(event))
  }

  #linePlace(event: DragEvent): LinePlace {
    const beside = this.#besidePhoto(event)
    if (beside !== null) {
      const { left, right, top, height } = beside.box
      const x = beside.side === 'before' ? left - SIDE_GAP_PX : right + SIDE_GAP_PX
      return { left: x - LINE_PX / 2, top, width: LINE_PX, height }
    }
    const gap = gapAtHeight(this.#view, event.clientY)
    const { left, width } = this.#view.dom.getBoundingClientRect()
    return { left, top: gapTop(this.#view, gap) - LINE_PX / 2, width, height: LINE_PX }
  }

  /** Returns the photo beside which a dragged photo would land. */
  #besidePhoto(event: DragEvent): BesidePhoto | null {
    const from = draggedBlock(this.#view)
    if (from === null || !isPhotoAt(this.#view.state, from)) return null
    const beside = photoSideAt(this.#view, event)
    const fits = beside !== null && putBeside(this.#view.state, from, beside.position, beside.side) !== null
    return fits ? beside : null
  }

  #drop(event: DragEvent): void {
    this.#hide()
    const files = Array.from(event.dataTransfer?.files ?? [])
    if (!this.#view.editable && arePictures(files)) {
      // Or the window would import them as articles.
      event.preventDefault()
      event.stopPropagation()
      refusePictures(files, this.#services)
    }
    if (!this.#isOurs(event)) return
    const block = draggedBlock(this.#view)
    if (block === null && !arePictures(files)) return
    event.preventDefault()
    event.stopPropagation()
    const gap = gapAtHeight(this.#view, event.clientY)
    const beside = this.#besidePhoto(event)
    const joined =
      block === null || beside === null
        ? null
        : putBeside(this.#view.state, block, beside.position, beside.side)
    if (joined !== null) this.#view.dispatch(joined)
    else if (block === null) placePictures(this.#view, files, this.#services, gap)
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
