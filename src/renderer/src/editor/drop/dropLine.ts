import type { EditorView } from '@tiptap/pm/view'

/** Where the line is drawn, in the window's pixels. Lying lines have no height, standing ones no width. */
export interface LinePlace {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/**
 * The line that shows where something will land: lying between two blocks, or standing at the side of a photo. One element,
 * which exists only during a drag. It lies above the article and takes no part in its layout.
 */
export class DropLine {
  #element: HTMLElement | null = null

  show(view: EditorView, { left, top, width, height }: LinePlace): void {
    const parent = view.dom.offsetParent ?? view.dom.parentElement
    if (parent === null) return
    if (this.#element === null) {
      this.#element = document.createElement('div')
      this.#element.className = 'drop-line'
      parent.append(this.#element)
    }
    const outer = parent.getBoundingClientRect()
    this.#element.classList.toggle('is-standing', height > width)
    Object.assign(this.#element.style, {
      left: `${String(left - outer.left + parent.scrollLeft)}px`,
      top: `${String(top - outer.top + parent.scrollTop)}px`,
      width: `${String(width)}px`,
      height: `${String(height)}px`,
    })
    // The editor's own cursor for drags would stand beside it.
    view.dom.classList.add('has-drop-line')
  }

  hide(view: EditorView): void {
    this.#element?.remove()
    this.#element = null
    view.dom.classList.remove('has-drop-line')
  }
}
