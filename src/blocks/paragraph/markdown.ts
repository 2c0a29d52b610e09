import type { MarkdownFace } from '../block.ts'
import { leafOf, paragraphOf } from '../mdast.ts'
import { children, hasText, node } from '../node.ts'

/** Paragraphs in Markdown. Empty ones are spacing: `::blank` in the structured profile, left out in the portable one. */
export const markdown: MarkdownFace = {
  directives: ['blank'],
  flatten: { paragraph: (paragraph) => [paragraph] },
  write: {
    paragraph: (block, writing) => {
      if (writing.profile === 'structured' && children(block).length === 0) return [leafOf('blank')]
      if (writing.profile === 'portable' && !hasText(block)) return []
      return [paragraphOf(writing.inline(children(block)))]
    },
  },
  read: {
    paragraph: ({ children: content }, reading) => ({
      nodes: [node('paragraph', null, reading.inline(content))],
      consumed: 1,
    }),
    leafDirective: ({ name }) =>
      name === 'blank' ? { nodes: [node('paragraph', null)], consumed: 1 } : null,
  },
}
