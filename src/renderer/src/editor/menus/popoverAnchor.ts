import type { EditorView } from '@tiptap/pm/view'

/** A place that a pop-up hangs on, as floating-ui wants it: measured each time, so that it follows scrolling. */
export interface PopoverAnchor {
  readonly getBoundingClientRect: () => DOMRect
  readonly contextElement: Element
}

/** The line of a position: no wider than the caret. */
export function anchorAt(view: EditorView, position: number): PopoverAnchor {
  return anchorOver(view, position, position)
}

/** From one position to another: the part of a line, or the lines from the first to the last. */
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
