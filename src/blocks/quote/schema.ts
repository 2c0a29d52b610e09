import type { NodeSpec } from 'prosemirror-model'

export const nodes = {
  quote: {
    content: '(paragraph | list)+',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', 0],
  },
} satisfies Record<string, NodeSpec>
