import type { EditorView } from '@tiptap/pm/view'

/** A place in the text that a popover hangs on: floating-ui's virtual element. Measured each time, so it follows scrolling. */
export interface PopoverAnchor {
  readonly getBoundingClientRect: () => DOMRect
  readonly contextElement: Element
}

/** Returns the anchor of one position: as high as its line and no wider than the caret. */
export function anchorAt(view: EditorView, position: number): PopoverAnchor {
  return anchorOver(view, position, position)
}

/** Returns the anchor of a range: the part of a line, or whole lines if the range has several. */
export function anchorOver(view: EditorView, from: number, to: number): PopoverAnchor {
  return {
    contextElement: view.dom,
    getBoundingClientRect: () => {
      const size = view.state.doc.content.size
      const start = view.coordsAtPos(Math.min(from, size), 1)
      const end = from === to ? start : view.coordsAtPos(Math.min(to, size), -1)
      const oneLine = end.top < start.bottom
      const left = oneLine ? Math.min(start.left, end.left) : view.dom.getBoundingClientRect().left
      const right = oneLine ? Math.max(start.left, end.left) : view.dom.getBoundingClientRect().right
      return new DOMRect(left, start.top, right - left, end.bottom - start.top)
    },
  }
}
