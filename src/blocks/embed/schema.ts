import type { NodeSpec } from 'prosemirror-model'
import type { ElementLike } from '../dom.ts'
import { imageSource, line, webAddress, wholeNumber } from '../attribute.ts'
import type { AttributeValue } from '../node.ts'
import { toLine } from '../../text/unicode.ts'
import { isImageSource, webUrl } from '../../text/url.ts'

/** Returns a size in pixels from the text of an attribute; null if it is none that the schema accepts. */
export function pixelsFrom(text: string): number | null {
  const value = Number(text)
  return text !== '' && Number.isSafeInteger(value) && value >= 1 && value <= 100_000 ? value : null
}

/**
 * Returns the attributes of an embed beside its address, from their texts. What is not valid becomes the schema's default.
 * @param textOf returns the text of an attribute; '' if it is missing
 */
export function readDetails(textOf: (name: string) => string): Readonly<Record<string, AttributeValue>> {
  const lineOf = (name: string): string => toLine(textOf(name))
  const src = lineOf('src')
  return {
    provider: lineOf('provider'),
    id: lineOf('id'),
    title: lineOf('title'),
    author: lineOf('author'),
    src: isImageSource(src) ? src : null,
    width: pixelsFrom(lineOf('width')),
    height: pixelsFrom(lineOf('height')),
  }
}

/**
 * Something that lives at a provider: the address as the writer gave it, and what our table made of it. Title, author and
 * picture are the draft's own record, so that the card says what it was when the provider no longer answers. `src` names the
 * picture as a figure's does, `images/…`, null for none; `width` and `height` are its pixels.
 * `provider` and `id` are '' if no provider is known for the address; see providers/providerRow.ts for their format.
 */
export const nodes = {
  embed: {
    group: 'block',
    atom: true,
    draggable: true,
    attrs: {
      url: webAddress(),
      provider: line(),
      id: line(),
      title: line(),
      author: line(),
      src: imageSource(),
      width: wholeNumber(null, 1, 100_000),
      height: wholeNumber(null, 1, 100_000),
    },
    parseDOM: [
      {
        tag: 'div[data-block="embed"]',
        getAttrs: (dom: ElementLike) => {
          const url = dom.getAttribute('data-url') ?? ''
          // False: the rule does not match, so a pasted card with an unsafe address becomes no embed.
          if (webUrl(url) === null) return false
          return { url, ...readDetails((name) => dom.getAttribute(`data-${name}`) ?? '') }
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
        ...(attrs.src === null ? {} : { 'data-src': String(attrs.src) }),
        ...(attrs.width === null ? {} : { 'data-width': String(attrs.width) }),
        ...(attrs.height === null ? {} : { 'data-height': String(attrs.height) }),
      },
    ],
  },
} satisfies Record<string, NodeSpec>

/** Returns the attributes of an embed; what is left out is empty: no title, no author, no picture. */
export function embedAttributes(
  attrs: Readonly<Record<string, AttributeValue>>,
): Readonly<Record<string, AttributeValue>> {
  return { provider: '', id: '', title: '', author: '', src: null, width: null, height: null, ...attrs }
}
