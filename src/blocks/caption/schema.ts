import type { NodeSpec } from 'prosemirror-model'

/** Text that was shown on the screen, set as a line of its own. Not a picture's caption: that is the figure's. */
export const nodes = {
  caption: {
    content: 'inline*',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'p[data-block="caption"]', priority: 60 }],
    toDOM: () => ['p', { 'data-block': 'caption' }, 0],
  },
} satisfies Record<string, NodeSpec>
