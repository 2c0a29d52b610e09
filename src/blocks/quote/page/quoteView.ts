import type { Node } from '@tiptap/pm/model'
import type { NodeView, NodeViewConstructor } from '@tiptap/pm/view'
import type { NodeJSON } from '../../node.ts'
import { endsInAttribution } from '../attribution.ts'

/** A quote in the editor. A pull quote says whether its last paragraph is an attribution, which is drawn smaller then. */
class QuoteView implements NodeView {
  readonly dom = document.createElement('blockquote')
  readonly contentDOM = this.dom

  constructor(node: Node) {
    this.show(node)
  }

  private show(node: Node): void {
    const isPull = node.attrs.pull === true
    this.dom.toggleAttribute('data-attribution', isPull && endsInAttribution(node.toJSON() as NodeJSON))
    if (isPull) this.dom.dataset.pull = 'true'
    else delete this.dom.dataset.pull
  }

  update(node: Node): boolean {
    if (node.type.name !== 'quote') return false
    this.show(node)
    return true
  }
}

/** Draws quotes. */
export const quoteView: NodeViewConstructor = (node) => new QuoteView(node)
