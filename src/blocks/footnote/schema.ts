import type { NodeSpec } from 'prosemirror-model'
import type { ElementLike } from '../dom.ts'
import { isLine, toLine } from '../../text/unicode.ts'

/** Returns text with its control characters left out, but for line ends. */
const cleanLines = (text: string): string => text.split('\n').map(toLine).join('\n')

/**
 * A footnote: a sign in the text, and the words that it leads to. Its number is not stored, because it is the note's place in the
 * article. `text` has lines, and the markup of `content.ts`.
 */
export const nodes = {
  footnote: {
    group: 'inline',
    inline: true,
    atom: true,
    draggable: true,
    attrs: {
      text: {
        default: '',
        validate: (value: unknown) => {
          if (typeof value !== 'string' || !value.split('\n').every(isLine))
            throw new RangeError(`${JSON.stringify(value)} is not lines of text`)
        },
      },
    },
    parseDOM: [
      {
        tag: 'sup[data-footnote]',
        // Before the mark of raised text, which matches every `sup`; the default priority is 50.
        priority: 60,
        getAttrs: (dom: ElementLike) => ({ text: cleanLines(dom.getAttribute('data-footnote') ?? '') }),
      },
    ],
    toDOM: ({ attrs }) => ['sup', { 'data-footnote': String(attrs.text) }],
  },
} satisfies Record<string, NodeSpec>
