import { registerRichText } from '@lexical/rich-text'
import { $createParagraphNode, $createTextNode, $getRoot, createEditor, type LexicalEditor } from 'lexical'
import { lineOf } from '../../blocks.ts'
import type { Peer } from '../peer.ts'

/** Typed by an earlier version of lexical than ours; the build gives both the same one. */
const registerRich = registerRichText as unknown as (editor: LexicalEditor) => () => void

/** Lexical with its rich text; headings are paragraphs. */
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
    registerRich(editor)
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
