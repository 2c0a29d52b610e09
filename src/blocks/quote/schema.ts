import type { NodeSpec } from 'prosemirror-model'

/** It holds paragraphs and lists; the group `list` keeps it from naming the lists. */
export const nodes = {
  quote: {
    content: '(paragraph | list)+',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', 0],
  },
} satisfies Record<string, NodeSpec>
