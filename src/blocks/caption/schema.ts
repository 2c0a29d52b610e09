import type { NodeSpec } from 'prosemirror-model'

/** Text that was shown on the screen, set as a line of its own. Not a picture's caption: that is the figure's. */
export const nodes = {
  caption: {
    content: 'inline*',
    group: 'block',
    defining: true,
    // Before the paragraph's rule, which matches every `p`; the default priority is 50.
    parseDOM: [{ tag: 'p[data-block="caption"]', priority: 60 }],
    toDOM: () => ['p', { 'data-block': 'caption' }, 0],
  },
} satisfies Record<string, NodeSpec>
