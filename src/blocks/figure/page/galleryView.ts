import type { Node } from '@tiptap/pm/model'
import type { NodeView, NodeViewConstructor } from '@tiptap/pm/view'
import { ratioOf, widthShares } from '../gallery/rows.ts'

/**
 * A gallery in the editor: its photos and its caption are ProseMirror's own children; this only says how much of a row each
 * photo takes, as `--share-1` and so on, because that changes when a photo comes, goes or is cropped.
 */
class GalleryView implements NodeView {
  readonly dom = document.createElement('figure')
  readonly contentDOM = this.dom
  #node: Node

  constructor(node: Node) {
    this.#node = node
    this.dom.className = 'gallery'
    this.dom.dataset.block = 'gallery'
    this.#layOut()
  }

  update(node: Node): boolean {
    if (node.type !== this.#node.type) return false
    this.#node = node
    this.#layOut()
    return true
  }

  selectNode(): void {
    this.dom.classList.add('is-selected')
  }

  deselectNode(): void {
    this.dom.classList.remove('is-selected')
  }

  /** Mutations of the shares, which this view writes itself, are not edits. */
  ignoreMutation(mutation: { readonly type: string; readonly target: globalThis.Node }): boolean {
    return mutation.type === 'attributes' && mutation.target === this.dom
  }

  #layOut(): void {
    const photos = this.#node.children.filter(({ type }) => type.name === 'figure')
    widthShares(photos.map(({ attrs }) => ratioOf(attrs))).forEach(({ share, gaps }, index) => {
      const number = String(index + 1)
      this.dom.style.setProperty(`--share-${number}`, share.toFixed(5))
      this.dom.style.setProperty(`--gaps-${number}`, String(gaps))
    })
  }
}

/** Draws galleries. */
export const galleryView: NodeViewConstructor = (node) => new GalleryView(node)
