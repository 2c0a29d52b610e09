import type { NodeSpec } from 'prosemirror-model'
import type { ElementLike } from '../dom.ts'
import { optionalFlag, wholeNumber } from '../attribute.ts'

/**
 * Both lists hold items, and an item begins with a paragraph, so that there is always a line to write in. `checked` is true or false for
 * an item of a checklist, null for any other.
 */
export const nodes = {
  bulletList: {
    content: 'listItem+',
    group: 'block list',
    parseDOM: [{ tag: 'ul' }],
    toDOM: () => ['ul', 0],
  },
  orderedList: {
    content: 'listItem+',
    group: 'block list',
    // CommonMark numbers a list with nine digits at the most.
    attrs: { start: wholeNumber(1, 0, 999_999_999) },
    parseDOM: [
      {
        tag: 'ol',
        // Pasted HTML may say anything; an unusable start counts from 1.
        getAttrs: (dom: ElementLike) => {
          const start = Number(dom.getAttribute('start') ?? 1)
          return { start: Number.isSafeInteger(start) && start >= 0 && start <= 999_999_999 ? start : 1 }
        },
      },
    ],
    toDOM: (node) => (node.attrs.start === 1 ? ['ol', 0] : ['ol', { start: String(node.attrs.start) }, 0]),
  },
  listItem: {
    content: 'paragraph (paragraph | list)*',
    defining: true,
    attrs: { checked: optionalFlag() },
    parseDOM: [
      {
        tag: 'li',
        getAttrs: (dom: ElementLike) => {
          const checked = dom.getAttribute('data-checked')
          return { checked: checked === 'true' || checked === 'false' ? checked === 'true' : null }
        },
      },
    ],
    toDOM: ({ attrs: { checked } }) =>
      checked === null ? ['li', 0] : ['li', { 'data-checked': String(checked) }, 0],
  },
} satisfies Record<string, NodeSpec>
