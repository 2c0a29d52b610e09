import type { NodeSpec } from 'prosemirror-model'
import { flagAttribute } from '../attribute.ts'
import type { ElementLike } from '../dom.ts'

/**
 * A quote holds paragraphs and lists, and at least one of them. The content expression names the group `list`, so that this
 * schema needs no name of another block's node. `pull` says that it is a pull quote: words of the article, set large beside it.
 */
export const nodes = {
  quote: {
    content: '(paragraph | list)+',
    group: 'block',
    defining: true,
    attrs: { pull: flagAttribute() },
    parseDOM: [
      {
        tag: 'blockquote',
        getAttrs: (dom: ElementLike) => ({ pull: dom.getAttribute('data-pull') === 'true' }),
      },
    ],
    toDOM: ({ attrs }) => ['blockquote', attrs.pull === true ? { 'data-pull': 'true' } : {}, 0],
  },
} satisfies Record<string, NodeSpec>
