import type { NodeSpec } from 'prosemirror-model'

export const nodes = {
  divider: {
    group: 'block',
    parseDOM: [{ tag: 'hr' }],
    toDOM: () => ['hr'],
  },
} satisfies Record<string, NodeSpec>
