import type { NodeSpec } from 'prosemirror-model'
import type { ElementLike } from '../dom.ts'
import { flagAttribute, imageSource, line, oneOf, optionalText, wholeNumber } from '../attribute.ts'
import { readCrop, readFocus, readRotation, ROTATIONS } from '../crop.ts'
import { toLine } from '../../text/unicode.ts'
import { attribute, type AttributeValue, type NodeJSON } from '../node.ts'
import { isImageSource, isRelativeAddress } from '../../text/url.ts'

/** How wide a photo stands: in the column of text, beyond it, or across the whole page. */
const SIZES = ['column', 'wide', 'full'] as const
export type FigureSize = (typeof SIZES)[number]

/** Returns the size that a text names; `column` for any other text. */
export function readSize(value: unknown): FigureSize {
  return SIZES.find((size) => size === value) ?? 'column'
}

/** Returns a text if `read` understands it, else null: an attribute of a file that another program may have written. */
export function ifValid(text: string | null, read: (text: string) => unknown): string | null {
  return text !== null && read(text) !== null ? text : null
}

/** Returns a size in pixels from a pasted element's attribute; null if it is none that the schema accepts. */
function pixels(dom: ElementLike, name: string): number | null {
  const value = Number(dom.getAttribute(name) ?? Number.NaN)
  return Number.isSafeInteger(value) && value >= 1 && value <= 100_000 ? value : null
}

/**
 * Returns the address of a picture beside a document, which an article cannot show before the writer has chosen the file:
 * `photos/tram.jpg`. Null for any other address.
 */
export function readMissing(address: string): string | null {
  const trimmed = address.trim()
  return isRelativeAddress(trimmed) && !isImageSource(trimmed) ? trimmed : null
}

/** Returns where the picture of a figure is, or was in the document that it came from; '' if neither is known. */
export function pictureOf(figure: NodeJSON): string {
  return attribute(figure, 'src').trim() || attribute(figure, 'missing')
}

/**
 * A picture, or a place that waits for one (`src` null), with its caption as content. The credit stands apart from the
 * caption, and `alt` is never filled from it; `decorative` says that the picture needs no alt. `width` and `height` are the
 * pixels of the whole picture, null if they are not known; `crop`, `rotation` and `focus` are explained in `../crop.ts`.
 * `src` is an address on the web or `images/…` in the draft's folder (text/url.ts). While the picture waits, `missing` is the address
 * that it had in the document it came from: exports write it again.
 */
export const nodes = {
  figure: {
    content: 'inline*',
    group: 'block',
    defining: true,
    isolating: true,
    attrs: {
      src: imageSource(),
      missing: optionalText(readMissing, 'a relative address of a picture'),
      alt: line(),
      decorative: flagAttribute(),
      credit: line(),
      width: wholeNumber(null, 1, 100_000),
      height: wholeNumber(null, 1, 100_000),
      size: oneOf(SIZES),
      crop: optionalText(readCrop, 'four fractions of a picture'),
      rotation: oneOf(ROTATIONS),
      focus: optionalText(readFocus, 'two fractions of a picture'),
    },
    parseDOM: [
      {
        tag: 'figure[data-block="figure"]',
        getAttrs: (dom: ElementLike) => {
          const src = dom.getAttribute('data-src')
          return {
            src: src !== null && isImageSource(src) ? src : null,
            missing: ifValid(dom.getAttribute('data-missing'), readMissing),
            alt: toLine(dom.getAttribute('data-alt') ?? ''),
            decorative: dom.getAttribute('data-decorative') === 'true',
            credit: toLine(dom.getAttribute('data-credit') ?? ''),
            width: pixels(dom, 'data-width'),
            height: pixels(dom, 'data-height'),
            size: readSize(dom.getAttribute('data-size')),
            crop: ifValid(dom.getAttribute('data-crop'), readCrop),
            rotation: readRotation(dom.getAttribute('data-rotation')),
            focus: ifValid(dom.getAttribute('data-focus'), readFocus),
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
        ...(attrs.missing === null ? {} : { 'data-missing': String(attrs.missing) }),
        ...(attrs.decorative === true ? { 'data-decorative': 'true' } : {}),
        ...(attrs.width === null ? {} : { 'data-width': String(attrs.width) }),
        ...(attrs.height === null ? {} : { 'data-height': String(attrs.height) }),
        ...(attrs.size === 'column' ? {} : { 'data-size': String(attrs.size) }),
        ...(attrs.crop === null ? {} : { 'data-crop': String(attrs.crop) }),
        ...(attrs.rotation === 0 ? {} : { 'data-rotation': String(attrs.rotation) }),
        ...(attrs.focus === null ? {} : { 'data-focus': String(attrs.focus) }),
      },
      0,
    ],
  },
} satisfies Record<string, NodeSpec>

/** Returns the attributes of a figure; what is left out has the schema's default: no picture, no words. */
export function figureAttributes(
  attrs: Readonly<Record<string, AttributeValue>>,
): Readonly<Record<string, AttributeValue>> {
  return { ...DEFAULTS, ...attrs }
}

const DEFAULTS = Object.fromEntries(
  Object.entries(nodes.figure.attrs).map(([name, spec]) => [name, spec.default as AttributeValue]),
)
