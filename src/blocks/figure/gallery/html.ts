import type { Element } from 'hast'
import type { HtmlReading, HtmlWriting } from '../../block.ts'
import { classesOf, element, elementsIn, hasClass } from '../../hast.ts'
import { attribute, type NodeJSON } from '../../node.ts'
import { captionOf, galleriesOf, photosOf } from './nodes.ts'
import { inRows, ratioOf } from './rows.ts'

/**
 * Galleries in HTML, in rows whose photos are of one height. A page allows no style of an element's own, so the shape of a photo is
 * a class: `r15` is one and a half times as wide as high.
 *
 *     <figure class="gallery">
 *       <div class="row"><figure class="r15"><img>…</figure><figure class="r7"><img>…</figure></div>
 *       <figcaption>Two views of the harbour</figcaption>
 *     </figure>
 */

/** Tenths of the ratio of width and height. */
const RATIO_CLASS = /^r\d{1,2}$/

/** Elements and classes that the writers make. */
export const galleryAllowed = {
  figure: { className: ['gallery', RATIO_CLASS] },
  div: { className: ['row'] },
}

function withRatio(figure: NodeJSON, written: Element): Element {
  const className = [...classesOf(written), `r${String(Math.round(ratioOf(figure.attrs ?? {}) * 10))}`]
  return { ...written, properties: { ...written.properties, className } }
}

/** Writes a gallery. @param writeFigure writes one photo */
export function writeGallery(
  gallery: NodeJSON,
  writing: HtmlWriting,
  writeFigure: (figure: NodeJSON, writing: HtmlWriting) => Element[],
): Element[] {
  const caption = writing.inline(captionOf(gallery))
  const rows = inRows(photosOf(gallery)).map((row) =>
    element(
      'div',
      { className: ['row'] },
      ...row.map((figure) => writeFigure(figure, writing).map((written) => withRatio(figure, written))),
    ),
  )
  return [
    element(
      'figure',
      { className: ['gallery'] },
      rows,
      ...(caption.length === 0 ? [] : [element('figcaption', {}, caption)]),
    ),
  ]
}

/**
 * Galleries of WordPress, Ghost and others by their classes (`wp-block-gallery`, `kg-gallery-card`, `image-gallery`), and any
 * figure around several.
 */
function isGallery(candidate: Element): boolean {
  const names = classesOf(candidate)
  if (names.some((name) => /(?:^|[-_])gallery(?:[-_](?:card|grid|block))?$/i.test(name))) return true
  if (candidate.tagName !== 'figure') return false
  const nested = [...elementsIn(candidate)].filter((each) => each !== candidate && each.tagName === 'figure')
  return nested.length > 1
}

/** Reads a gallery: a caption of its own below the photos, which keep theirs. Null for anything else. */
export function readGallery(candidate: Element, reading: HtmlReading): NodeJSON[] | null {
  const isOurs = reading.own && hasClass(candidate, 'gallery')
  if (!isOurs && !isGallery(candidate)) return null
  const caption = candidate.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'figcaption',
  )
  const blocks = reading.blocks(candidate.children.filter((child) => child !== caption))
  const photos = blocks.filter((block) => block.type === 'figure' && attribute(block, 'src') !== '')
  // Read once and kept: asking again would double the work with every level of nesting.
  if (!isOurs && photos.length < 2)
    return [...blocks, ...(caption === undefined ? [] : reading.blocks(caption.children))]
  const figures = isOurs ? blocks.filter(({ type }) => type === 'figure') : photos
  const others = blocks.filter((block) => !figures.includes(block))
  const words = caption === undefined ? [] : reading.inline(caption.children)
  return [...galleriesOf(figures, words), ...others]
}
