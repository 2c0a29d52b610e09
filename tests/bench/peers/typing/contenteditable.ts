import { lineOf } from '../../typing/blocks.ts'
import type { Peer } from './peer.ts'

/** A bare `contenteditable`: the browser's own editing. */
export const contenteditable: Peer = {
  mount: (element, blocks) => {
    const root = document.createElement('div')
    root.contentEditable = 'true'
    root.append(
      ...blocks.map((block) => {
        const paragraph = document.createElement(block.kind === 'heading' ? 'h2' : 'p')
        paragraph.textContent = lineOf(block)
        return paragraph
      }),
    )
    element.append(root)
  },
}
