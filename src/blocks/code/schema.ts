import type { NodeSpec } from 'prosemirror-model'
import type { ElementLike } from '../dom.ts'
import { isLine } from '../../text/unicode.ts'

/** A language is one word, as after a Markdown fence: no space, no back-tick, no `{`. */
const LANGUAGE = /^[^\s`{}]*$/u

/** Plain text without marks; `code` makes ProseMirror keep its white space. */
export const nodes = {
  codeBlock: {
    content: 'text*',
    marks: '',
    group: 'block',
    code: true,
    defining: true,
    attrs: {
      language: {
        default: '',
        validate: (value: unknown) => {
          if (typeof value !== 'string' || !LANGUAGE.test(value) || !isLine(value))
            throw new RangeError(`${JSON.stringify(value)} is not a language in one word`)
        },
      },
    },
    parseDOM: [
      {
        tag: 'pre',
        preserveWhitespace: 'full' as const,
        getAttrs: (dom: ElementLike) => {
          const language = dom.getAttribute('data-language') ?? ''
          return { language: LANGUAGE.test(language) ? language : '' }
        },
      },
    ],
    toDOM: (node) => ['pre', { 'data-language': String(node.attrs.language) }, ['code', 0]],
  },
} satisfies Record<string, NodeSpec>
