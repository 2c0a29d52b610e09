import type { NodeSpec } from 'prosemirror-model'

/** The text block ProseMirror fills a body with: the first of the group `block` in the schema. */
export const nodes = {
  paragraph: {
    content: 'inline*',
    group: 'block',
    parseDOM: [{ tag: 'p' }],
    toDOM: () => ['p', 0],
  },
} satisfies Record<string, NodeSpec>
