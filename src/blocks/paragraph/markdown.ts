import type { MarkdownFace } from '../block.ts'
import { leafOf, paragraphOf } from '../mdast.ts'
import { children, node, textOf } from '../node.ts'

/** Empty paragraphs are spacing: the structured profile keeps them as `::blank`, the portable one leaves them out. */
export const markdown: MarkdownFace = {
  directives: ['blank'],
  flatten: { paragraph: (paragraph) => [paragraph] },
  write: {
    paragraph: (of, writing) => {
      if (writing.profile === 'structured' && children(of).length === 0) return [leafOf('blank')]
      if (writing.profile === 'portable' && textOf(of).trim() === '') return []
      return [paragraphOf(writing.inline(children(of)))]
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
