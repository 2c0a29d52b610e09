import type { Properties } from 'hast'
import type { HtmlWriting } from '../block.ts'
import { attribute, type NodeJSON, number } from '../node.ts'
import type { FigureSize } from './schema.ts'

/** The widths of figures in an exported article, in CSS pixels: what `sizes` tells a browser before it has read the style. */
const LAYOUT_WIDTHS = { column: 720, wide: 1100 }

/** The candidates of a `srcset`, all beside the page: `images/a-2000.jpg 2000w, images/a-800.jpg 800w`. */
export const PICTURE_SET = /^images\/[^\s,]+ \d+w(?:, images\/[^\s,]+ \d+w)*$/

function sizesFor(size: FigureSize): string {
  if (size === 'full') return '100vw'
  const width = `${String(LAYOUT_WIDTHS[size])}px`
  return `(max-width: ${width}) 100vw, ${width}`
}

/**
 * Returns the attributes by which a browser chooses among the copies of a picture and loads it late; none for a picture that is
 * no file of this export.
 */
export function fileProperties(figure: NodeJSON, size: FigureSize, writing: HtmlWriting): Properties {
  const file = writing.pictureFile(figure)
  if (file === null) return {}
  const width = number(figure, 'width')
  const own = width === null ? [] : [{ src: attribute(figure, 'src'), width }]
  const candidates = [...own, ...file.smaller].map((each) => `${each.src} ${String(each.width)}w`)
  return {
    ...(candidates.length < 2 ? {} : { srcSet: candidates.join(', '), sizes: sizesFor(size) }),
    ...(file.isLead ? {} : { loading: 'lazy' }),
    decoding: 'async',
  }
}
