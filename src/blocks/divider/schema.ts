import type { NodeSpec } from 'prosemirror-model'

/** A leaf without attributes. */
export const nodes = {
  divider: {
    group: 'block',
    parseDOM: [{ tag: 'hr' }],
    toDOM: () => ['hr'],
  },
} satisfies Record<string, NodeSpec>
