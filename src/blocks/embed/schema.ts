import type { NodeSpec } from 'prosemirror-model'
import type { ElementLike } from '../dom.ts'
import { line, webAddress } from '../attribute.ts'
import { toLine } from '../../text/unicode.ts'
import { webUrl } from '../../text/url.ts'

/**
 * Something that lives at a provider: the address as the writer gave it, and what our table made of it. Title and
 * author are the draft's own record, so that the card says what it was when the provider no longer answers.
 * `provider` and `id` are '' if no provider is known for the address; see providers/providerRow.ts for their format.
 */
export const nodes = {
  embed: {
    group: 'block',
    atom: true,
    draggable: true,
    attrs: { url: webAddress(), provider: line(), id: line(), title: line(), author: line() },
    parseDOM: [
      {
        tag: 'div[data-block="embed"]',
        getAttrs: (dom: ElementLike) => {
          const url = dom.getAttribute('data-url') ?? ''
          // False: the rule does not match, so a pasted card with an unsafe address becomes no embed.
          if (webUrl(url) === null) return false
          const lineOf = (name: string): string => toLine(dom.getAttribute(`data-${name}`) ?? '')
          return {
            url,
            provider: lineOf('provider'),
            id: lineOf('id'),
            title: lineOf('title'),
            author: lineOf('author'),
          }
        },
      },
    ],
    toDOM: ({ attrs }) => [
      'div',
      {
        'data-block': 'embed',
        'data-url': String(attrs.url),
        'data-provider': String(attrs.provider),
        'data-id': String(attrs.id),
        'data-title': String(attrs.title),
        'data-author': String(attrs.author),
      },
    ],
  },
} satisfies Record<string, NodeSpec>
