import { lineOf } from '../../blocks.ts'
import type { Peer } from '../peer.ts'

/** The browser's own editing, and nothing else. */
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
