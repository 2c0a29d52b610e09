import type { Element, ElementContent } from 'hast'
import { isDataUrl } from '../../text/dataUrl.ts'
import { toLine } from '../../text/unicode.ts'
import { isImageSource, RELATIVE_ADDRESS, isPictureFile } from '../../text/url.ts'
import type { HtmlFace, HtmlReading, HtmlWriting } from '../block.ts'
import {
  classesOf,
  element,
  findElement,
  hasClass,
  isBlank,
  isPullQuote,
  property,
  withoutElement,
} from '../hast.ts'
import {
  attribute,
  type AttributeValue,
  children,
  flag,
  node,
  type NodeJSON,
  number,
  textNode,
  textOf,
} from '../node.ts'
import { fileProperties, PICTURE_SET } from '../htmlPicture.ts'
import { cropOf, readCrop, readFocus, readRotation } from '../crop.ts'
import { figureAttributes, type FigureSize, ifValid, readMissing, readSize } from './schema.ts'
import { creditAtEnd } from './captionCredit.ts'
import { galleryAllowed, readGallery, writeGallery } from './gallery/html.ts'
import { galleryStyle } from './gallery/style.ts'
import { style } from './style.ts'

// ---- writing ----

/** Where an exported picture may be: on the web, in the folder beside the page, or in it as data of a raster format. */
const PICTURE_ADDRESS = /^\s*(?:https?:\/\/[^/\\]|images\/|data:image\/(?:png|jpeg|gif|webp|avif);base64,)/i

/** The widths of figures in an exported article, in CSS pixels: what `sizes` tells a browser before it has read the style. */
const LAYOUT_WIDTHS = { column: 720, wide: 1100 }

function sizesFor(size: FigureSize): string {
  if (size === 'full') return '100vw'
  const width = `${String(LAYOUT_WIDTHS[size])}px`
  return `(max-width: ${width}) 100vw, ${width}`
}

/** Returns a figure's crop, rotation and focus as `data-` attributes, with the whole picture's size where they change it. */
function cutProperties(figure: NodeJSON): Record<string, string> {
  const [crop, focus, rotation] = [
    attribute(figure, 'crop'),
    attribute(figure, 'focus'),
    number(figure, 'rotation'),
  ]
  const [width, height] = [number(figure, 'width'), number(figure, 'height')]
  const isCut = crop !== '' || (rotation ?? 0) !== 0
  return {
    ...(crop === '' ? {} : { dataCrop: crop }),
    ...((rotation ?? 0) === 0 ? {} : { dataRotation: String(rotation) }),
    ...(focus === '' ? {} : { dataFocus: focus }),
    ...(isCut && width !== null && height !== null
      ? { dataWhole: `${String(width)} ${String(height)}` }
      : {}),
  }
}

/**
 * Writes the `img`. A decorative picture has an empty alt, as HTML asks, and a class that says so. `width` and `height` are
 * what crop and rotation leave; `data-whole` then has the size of the picture in the file: `data-whole="6000 4000"`.
 */
function picture(figure: NodeJSON, writing: HtmlWriting): Element {
  const decorative = flag(figure, 'decorative')
  const cut = cropOf(figure.attrs ?? {})
  const width = cut?.width ?? number(figure, 'width')
  const height = cut?.height ?? number(figure, 'height')
  return element('img', {
    ...(decorative ? { className: ['decorative'] } : {}),
    src: writing.picture(attribute(figure, 'src')),
    alt: decorative ? '' : attribute(figure, 'alt'),
    ...(width === null ? {} : { width }),
    ...(height === null ? {} : { height }),
    ...cutProperties(figure),
    ...fileProperties(figure, sizesFor(readSize(attribute(figure, 'size'))), writing),
  })
}

/** Writes the `img` of a picture that is missing, at the address that its document had. */
function missingPicture(figure: NodeJSON, src: string): Element {
  const decorative = flag(figure, 'decorative')
  const className = decorative ? { className: ['decorative'] } : {}
  return element('img', { ...className, src, alt: decorative ? '' : attribute(figure, 'alt') })
}

/** Returns the `img` of a figure; none for one that waits for its picture. */
function pictures(figure: NodeJSON, writing: HtmlWriting): Element[] {
  if (attribute(figure, 'src') !== '') return [picture(figure, writing)]
  const missing = attribute(figure, 'missing')
  return missing === '' ? [] : [missingPicture(figure, missing)]
}

/** Writes caption and credit as a `figcaption`; nothing if both are empty. */
function captionWith(credit: string, words: readonly ElementContent[]): Element[] {
  if (credit === '' && words.length === 0) return []
  const span = element('span', { className: ['credit'] }, credit)
  const separated = words.length > 0 ? [...words, ' ', span] : [span]
  return [element('figcaption', {}, credit === '' ? words : separated)]
}

/** Writes a figure. One that waits for its picture has no `img`, but caption, credit and the alt text to come. */
function write(figure: NodeJSON, writing: HtmlWriting): Element[] {
  const shown = pictures(figure, writing)
  const isWaiting = shown.length === 0
  const alt = attribute(figure, 'alt')
  const size = readSize(attribute(figure, 'size'))
  const cut = attribute(figure, 'src') === '' ? null : cropOf(figure.attrs ?? {})
  // Only a picture across the page may be higher than the window, unless it stands upright.
  const isTall = size === 'full' && cut !== null && cut.height >= cut.width
  const classes = [
    ...(isWaiting ? ['waiting'] : []),
    ...(size === 'column' ? [] : [size]),
    ...(isTall ? ['tall'] : []),
  ]
  const properties = {
    ...(classes.length === 0 ? {} : { className: classes }),
    ...(isWaiting && alt !== '' ? { dataAlt: alt } : {}),
  }
  return [
    element(
      'figure',
      properties,
      shown,
      ...captionWith(attribute(figure, 'credit'), writing.inline(children(figure))),
    ),
  ]
}

// ---- reading ----

/** Properties with a picture's address, best first: pages that load lazily keep a placeholder in `src`. */
const ADDRESS_PROPERTIES = ['dataSrc', 'dataLazySrc', 'dataOriginal', 'src'] as const

/** Returns the size of a figure of ours: a class. Other sites' widths are for their own columns. */
function sizeOf(figure: Element, reading: HtmlReading): FigureSize {
  return reading.own ? readSize(classesOf(figure).find((name) => readSize(name) !== 'column')) : 'column'
}

/** Returns the size of a picture, and how it is cut; of the file as a whole if that is known. */
function readCut(img: Element): Readonly<Record<string, AttributeValue>> {
  const [, width, height] = /^([1-9]\d{0,5}) ([1-9]\d{0,5})$/.exec(property(img, 'dataWhole')) ?? []
  const whole = width === undefined ? {} : { width: Number(width), height: Number(height) }
  return {
    width: pixels(img, 'width'),
    height: pixels(img, 'height'),
    ...whole,
    crop: ifValid(property(img, 'dataCrop'), readCrop),
    rotation: readRotation(property(img, 'dataRotation')),
    focus: ifValid(property(img, 'dataFocus'), readFocus),
  }
}

/** Returns a size attribute in pixels; null if it is none that the schema accepts. */
function pixels(img: Element, name: string): number | null {
  const value = Number(property(img, name) || Number.NaN)
  return Number.isSafeInteger(value) && value >= 1 && value <= 100_000 ? value : null
}

/** Returns the address of the widest candidate in a `srcset`: `address 640w, address 2x`. */
function widest(srcset: string): string {
  const candidates = srcset
    .split(/,\s+/)
    .map((candidate) => /^(\S+)(?:\s+([\d.]+)[wx])?$/.exec(candidate.trim()))
    .filter((match) => match !== null)
    .map(([, address = '', size = '1']) => ({ address, size: Number(size) }))
  return candidates.sort((one, other) => other.size - one.size)[0]?.address ?? ''
}

/** Returns the addresses a picture may have, likeliest first; data URLs last, because they may be placeholders. */
function addressesOf(img: Element): string[] {
  const named = ADDRESS_PROPERTIES.map((name) => property(img, name))
  if (named.every((address) => address === '' || isDataUrl(address))) named.unshift(lateAddressOf(img))
  const widestOfSet = widest(property(img, 'dataSrcset') || property(img, 'srcSet'))
  return [...named.filter((address) => !isDataUrl(address)), widestOfSet, ...named.filter(isDataUrl)].filter(
    Boolean,
  )
}

/** Returns the address that a page keeps for later under a name of its own: `data-hi-res="https://…/tram.jpg"`. */
function lateAddressOf(img: Element): string {
  const names = Object.keys(img.properties).filter((name) => /^data[A-Z]/.test(name))
  return (
    names
      .map((name) => property(img, name))
      .find((value) => /^(?:https?:)?\/\//.test(value) && isPictureFile(value)) ?? ''
  )
}

/** Returns the first address of a picture beside the document, null if there is none. In our own articles it is the only one. */
function missingOf(addresses: readonly string[], { own }: HtmlReading): string | null {
  // `images/` is the folder of our own exports; in another's document it is one like any other.
  const known = own
    ? addresses.slice(0, 1)
    : addresses.map((address) => (isImageSource(address) && !isDataUrl(address) ? `./${address}` : address))
  return known.map(readMissing).find((address) => address !== null) ?? null
}

/** Reads an `img` as a figure without caption. Tracking pixels and placeholders without a text are dropped. */
function readPicture(img: Element, reading: HtmlReading): NodeJSON[] {
  const addresses = addressesOf(img)
  const missing = missingOf(addresses, reading)
  const src =
    missing !== null && reading.own
      ? null
      : (addresses.map((address) => reading.picture(address)).find((address) => address !== null) ?? null)
  const alt = toLine(property(img, 'alt'))
  const width = pixels(img, 'width')
  const height = pixels(img, 'height')
  const isTrackingPixel = !reading.own && (width ?? 9) <= 2 && (height ?? 9) <= 2
  const isPlaceholder = src === null && alt.trim() === '' && addresses.every(isDataUrl)
  if (isTrackingPixel || isPlaceholder) return []
  if (src === null) reading.report('picture', img, alt.trim() || (addresses[0] ?? ''))
  const decorative = hasClass(img, 'decorative') || /^(?:presentation|none)$/.test(property(img, 'role'))
  const cut = reading.own ? readCut(img) : { width, height }
  const address = src === null ? { missing } : { src, ...cut }
  return [node('figure', figureAttributes({ alt, decorative, ...address }))]
}

/** Returns true for a caption: `figcaption`, or the classes of WordPress's captions. */
const isCaption = (child: Element): boolean =>
  child.tagName === 'figcaption' || classesOf(child).some((name) => /^(?:wp-)?caption-text$/.test(name))

/** Returns true for our credit and those of other sites: `credit`, `photo-credit`, `image_copyright`. */
const isCredit = (child: Element): boolean =>
  classesOf(child).some((name) =>
    /(?:^|[-_])(?:credits?|copyright|photographer|courtesy)(?:$|[-_])/i.test(name),
  )

/** Returns inline nodes as one line of text, a space for each hard break. */
const oneLine = (inline: readonly NodeJSON[]): string => inline.map(textOf).join('').replaceAll('\n', ' ')

/** A caption without its credit, and the credit; '' if there is none. */
interface Caption {
  readonly words: readonly NodeJSON[]
  readonly credit: string
}

/** Splits a caption at its only bar, if that is in its last text: `people or description | CREDIT`. */
function splitAtBar(words: readonly NodeJSON[]): Caption {
  const last = words.at(-1)
  const parts = (last?.text ?? '').split(/[|｜]/)
  const credit = (parts[1] ?? '').trim()
  if (parts.length !== 2 || credit === '' || credit.length > 60) return { words, credit: '' }
  const before = (parts[0] ?? '').trimEnd()
  return { words: [...words.slice(0, -1), ...(before === '' ? [] : [textNode(before, last?.marks)])], credit }
}

/** Returns the first characters of inline content, without the space and the bar or dash at their end. */
function firstOf(words: readonly NodeJSON[], length: number): NodeJSON[] {
  const out: NodeJSON[] = []
  let left = length
  for (const each of words) {
    const text = textOf(each)
    if (left <= 0) break
    out.push(text.length <= left ? each : { ...each, text: text.slice(0, left) })
    left -= text.length
  }
  for (let last = out.at(-1); last !== undefined; last = out.at(-1)) {
    const kept = last.text?.replace(/[\s|｜–—-]+$/u, '') ?? ''
    out.pop()
    if (kept === '') continue
    out.push({ ...last, text: kept })
    break
  }
  return out
}

/** Splits a caption before its credit: at its bar, or before a label such as `Photo:`. */
function splitAtCredit(words: readonly NodeJSON[]): Caption {
  const found = creditAtEnd(oneLine(words))
  return found === null ? splitAtBar(words) : { words: firstOf(words, found.from), credit: found.credit }
}

/** Reads caption and credit of a `figcaption`, ours or another site's. */
function readCaption(caption: Element, reading: HtmlReading): Caption {
  const span = findElement(caption, isCredit)
  const words = reading.inline(withoutElement(caption.children, span))
  if (span === undefined) return reading.own ? { words, credit: '' } : splitAtCredit(words)
  const credit = oneLine(reading.inline(span.children))
  const last = words.at(-1)
  // The space between caption and credit is ours; elsewhere a bar may stand there as well.
  const lastText = last?.text ?? ''
  const text = reading.own
    ? lastText.replace(/ $/, '')
    : lastText
        .trimEnd()
        .replace(/[|｜]$/u, '')
        .trimEnd()
  const trimmed =
    last?.text === undefined
      ? words
      : [...words.slice(0, -1), ...(text === '' ? [] : [textNode(text, last.marks)])]
  return { words: trimmed, credit: reading.own ? credit : credit.replace(/^[\s|｜]+/u, '').trim() }
}

/**
 * Reads a `figure`: its last picture gets the caption, and all other content stands beside it. A caption alone
 * becomes a figure that waits for its picture. Returns null for embeds, and for a figure around another whose caption is
 * not clearly of either.
 */
function readFigure(figure: Element, reading: HtmlReading): NodeJSON[] | null {
  const gallery = readGallery(figure, reading)
  if (gallery !== null) return gallery
  if (isPullQuote(figure) || classesOf(figure).some((name) => /^(?:wp-block-)?embed\b/.test(name)))
    return null
  const caption = findElement(figure, isCaption)
  if (caption !== undefined && findElement(figure, ({ tagName }) => tagName === 'figure')) return null
  const blocks = reading.blocks(withoutElement(figure.children, caption))
  const figureIndex = blocks.findLastIndex(({ type }) => type === 'figure')
  const { words, credit } = caption === undefined ? { words: [], credit: '' } : readCaption(caption, reading)
  if (figureIndex === -1) {
    // Read once and kept: asking again below would double the work with every level of nesting.
    if (blocks.length > 0)
      return caption === undefined ? blocks : [...blocks, ...reading.blocks(caption.children)]
    if (!hasClass(figure, 'waiting') && words.length === 0 && credit === '') return []
    return [waitingFigure(figure, { words, credit }, reading)]
  }
  return blocks.map((block, index) =>
    index === figureIndex
      ? node('figure', { ...block.attrs, credit, size: sizeOf(figure, reading) }, words)
      : block,
  )
}

/** Returns a figure that waits for its picture. */
function waitingFigure(figure: Element, { words, credit }: Caption, reading: HtmlReading): NodeJSON {
  const alt = toLine(property(figure, 'dataAlt'))
  return node('figure', figureAttributes({ alt, credit, size: sizeOf(figure, reading) }), words)
}

/** Reads galleries of other sites, and old WordPress captions: `<div class="wp-caption"><img><p class="wp-caption-text">…`. */
function readCaptioned(div: Element, reading: HtmlReading): NodeJSON[] | null {
  const gallery = readGallery(div, reading)
  if (gallery !== null) return gallery
  return hasClass(div, 'wp-caption') && !isBlank(div.children) ? readFigure(div, reading) : null
}

/** Photos in HTML: `<figure><img><figcaption>Gulls <span class="credit">KBC</span></figcaption></figure>`. */
export const html: HtmlFace = {
  allowed: {
    figure: {
      className: ['waiting', 'wide', 'full', 'tall', ...galleryAllowed.figure.className],
      dataAlt: 'any',
    },
    div: galleryAllowed.div,
    img: {
      className: ['decorative'],
      src: [PICTURE_ADDRESS, RELATIVE_ADDRESS],
      ...{ alt: 'any', width: 'any', height: 'any' },
      ...{ srcSet: [PICTURE_SET], sizes: 'any', loading: ['lazy'], decoding: ['async'] },
      ...{ dataCrop: 'any', dataRotation: 'any', dataFocus: 'any', dataWhole: 'any' },
    },
    figcaption: {},
    span: { className: ['credit'] },
  },
  styles: [
    // Embeds are figures, too.
    { elements: ['figure'], css: style },
    { elements: ['.gallery'], css: galleryStyle },
  ],
  write: {
    figure: write,
    gallery: (gallery, writing) => writeGallery(gallery, writing, write),
    galleryCaption: (caption, writing) => [element('figcaption', {}, writing.inline(children(caption)))],
  },
  read: { figure: readFigure, div: readCaptioned, img: readPicture },
}
