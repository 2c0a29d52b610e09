import type { NodeSpec } from 'prosemirror-model'

export const nodes = {
  paragraph: {
    content: 'inline*',
    group: 'block',
    parseDOM: [{ tag: 'p' }],
    toDOM: () => ['p', 0],
  },
} satisfies Record<string, NodeSpec>
