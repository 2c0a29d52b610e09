import type { NodeSpec } from 'prosemirror-model'
import type { ElementLike } from '../dom.ts'
import { flagAttribute, imageSource, line, wholeNumber } from '../attribute.ts'
import { toLine } from '../../text/unicode.ts'
import { isImageSource } from '../../text/url.ts'

/** Returns a size in pixels from a pasted element's attribute; null if it is none that the schema accepts. */
function pixels(dom: ElementLike, name: string): number | null {
  const value = Number(dom.getAttribute(name) ?? Number.NaN)
  return Number.isSafeInteger(value) && value >= 1 && value <= 100_000 ? value : null
}

/**
 * A picture, or a place that waits for one (`src` null), with its caption as content. The credit stands apart from the
 * caption, and `alt` is never filled from it; `decorative` says that the picture needs no alt. Sizes are in pixels, null
 * if they are not known. `src` is an address on the web or `images/…` in the draft's folder (text/url.ts).
 */
export const nodes = {
  figure: {
    content: 'inline*',
    group: 'block',
    defining: true,
    isolating: true,
    attrs: {
      src: imageSource(),
      alt: line(),
      decorative: flagAttribute(),
      credit: line(),
      width: wholeNumber(null, 1, 100_000),
      height: wholeNumber(null, 1, 100_000),
    },
    parseDOM: [
      {
        tag: 'figure[data-block="figure"]',
        getAttrs: (dom: ElementLike) => {
          const src = dom.getAttribute('data-src')
          return {
            src: src !== null && isImageSource(src) ? src : null,
            alt: toLine(dom.getAttribute('data-alt') ?? ''),
            decorative: dom.getAttribute('data-decorative') === 'true',
            credit: toLine(dom.getAttribute('data-credit') ?? ''),
            width: pixels(dom, 'data-width'),
            height: pixels(dom, 'data-height'),
          }
        },
      },
    ],
    toDOM: ({ attrs }) => [
      'figure',
      {
        'data-block': 'figure',
        'data-alt': String(attrs.alt),
        'data-credit': String(attrs.credit),
        ...(attrs.src === null ? {} : { 'data-src': String(attrs.src) }),
        ...(attrs.decorative === true ? { 'data-decorative': 'true' } : {}),
        ...(attrs.width === null ? {} : { 'data-width': String(attrs.width) }),
        ...(attrs.height === null ? {} : { 'data-height': String(attrs.height) }),
      },
      0,
    ],
  },
} satisfies Record<string, NodeSpec>
