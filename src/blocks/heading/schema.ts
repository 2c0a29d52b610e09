import type { NodeSpec } from 'prosemirror-model'
import { wholeNumber } from '../attribute.ts'

/** Level 1 is the headline's, so sections begin at 2. Text alone: Markdown's headings hold no line break. */
export const nodes = {
  heading: {
    content: '(text | footnote)*',
    group: 'block',
    defining: true,
    attrs: { level: wholeNumber(2, 2, 4) },
    // Levels of pasted HTML that an article does not have, moved to the nearest that it has.
    parseDOM: [
      { tag: 'h1', attrs: { level: 2 } },
      { tag: 'h2', attrs: { level: 2 } },
      { tag: 'h3', attrs: { level: 3 } },
      { tag: 'h4', attrs: { level: 4 } },
      { tag: 'h5', attrs: { level: 4 } },
      { tag: 'h6', attrs: { level: 4 } },
    ],
    toDOM: (node) => [`h${String(node.attrs.level)}`, 0],
  },
} satisfies Record<string, NodeSpec>
