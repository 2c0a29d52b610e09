import type { EditorView } from '@tiptap/pm/view'
import { isPhotoAt } from '../../../../blocks/figure/view.ts'

/** The side of a photo at which another one would land. */
export interface BesidePhoto {
  /** Position of the photo. */
  readonly position: number
  readonly side: 'before' | 'after'
  /** Of its picture, in the window's pixels. */
  readonly box: DOMRect
}

/** Share of a picture's height, above and below, that still means the gap between two blocks. */
const EDGE = 0.15

/** Returns the photo whose picture the pointer is on, and the side that is nearer; null elsewhere, and near its upper or lower edge. */
export function photoSideAt(view: EditorView, { target, clientX, clientY }: DragEvent): BesidePhoto | null {
  const dom = target instanceof Element ? target.closest('.figure') : null
  const picture = dom?.querySelector('.figure-picture, .figure-wait') ?? null
  if (dom === null || picture === null) return null
  const box = picture.getBoundingClientRect()
  const depth = (clientY - box.top) / box.height
  if (depth < EDGE || depth > 1 - EDGE || clientX < box.left || clientX > box.right) return null
  const position = view.posAtDOM(dom, 0) - 1
  if (!isPhotoAt(view.state, position)) return null
  const isLeft = clientX < box.left + box.width / 2
  const isReversed = getComputedStyle(dom).direction === 'rtl'
  return { position, side: isLeft === isReversed ? 'after' : 'before', box }
}
