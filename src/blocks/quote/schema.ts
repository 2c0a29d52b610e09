import type { NodeSpec } from 'prosemirror-model'

/**
 * A quote holds paragraphs and lists, and at least one of them. The content expression names the group `list`, so that this
 * schema needs no name of another block's node.
 */
export const nodes = {
  quote: {
    content: '(paragraph | list)+',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', 0],
  },
} satisfies Record<string, NodeSpec>
