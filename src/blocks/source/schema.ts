import type { NodeSpec } from 'prosemirror-model'
import type { ElementLike } from '../dom.ts'
import { line } from '../attribute.ts'
import { toLine } from '../../text/unicode.ts'

/** Where the story comes from. `label` is the writer's word for it ("Sources", "via"); '' takes the language's own. */
export const nodes = {
  source: {
    content: 'inline*',
    group: 'block',
    defining: true,
    attrs: { label: line() },
    parseDOM: [
      // Before the paragraph's rule, which matches every `p`; the default priority is 50.
      {
        tag: 'p[data-block="source"]',
        priority: 60,
        getAttrs: (dom: ElementLike) => ({ label: toLine(dom.getAttribute('data-label') ?? '') }),
      },
    ],
    toDOM: ({ attrs }) => ['p', { 'data-block': 'source', 'data-label': String(attrs.label) }, 0],
  },
} satisfies Record<string, NodeSpec>
