import { Editor } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { lineOf, type Block } from '../../typing/blocks.ts'
import type { Peer } from './peer.ts'

/** Returns the blocks as a document of the StarterKit's schema. */
export function starterDoc(blocks: readonly Block[]) {
  return {
    type: 'doc',
    content: blocks.map((block) => ({
      ...(block.kind === 'heading' ? { type: 'heading', attrs: { level: 2 } } : { type: 'paragraph' }),
      content: [{ type: 'text', text: lineOf(block) }],
    })),
  }
}

/** Tiptap's StarterKit, set up as in its guide. */
export const tiptap: Peer = {
  mount: (element, blocks) => {
    new Editor({ element, extensions: [StarterKit], content: starterDoc(blocks) })
  },
}
