import { registerRichText } from '@lexical/rich-text'
import { $createParagraphNode, $createTextNode, $getRoot, createEditor } from 'lexical'
import { lineOf } from '../../typing/blocks.ts'
import type { Peer } from './peer.ts'

/** Lexical with its rich text. Headings become paragraphs. */
export const lexical: Peer = {
  mount: (element, blocks) => {
    const root = document.createElement('div')
    root.contentEditable = 'true'
    element.append(root)
    const editor = createEditor({
      onError: (error) => {
        throw error
      },
    })
    editor.setRootElement(root)
    registerRichText(editor)
    editor.update(
      () => {
        const made = blocks.map((block) => $createParagraphNode().append($createTextNode(lineOf(block))))
        $getRoot()
          .clear()
          .append(...made)
      },
      { discrete: true },
    )
  },
}
