import type { Properties } from 'hast'
import type { HtmlWriting } from './block.ts'
import { attribute, type NodeJSON, number } from './node.ts'

/** The candidates of a `srcset`, all beside the page: `images/a-2000.jpg 2000w, images/a-800.jpg 800w`. */
export const PICTURE_SET = /^images\/[^\s,]+ \d+w(?:, images\/[^\s,]+ \d+w)*$/

/**
 * Returns the attributes by which a browser chooses among the copies of a picture and loads it late; none for a picture that is
 * no file of this export.
 * @param shown a node whose `src` and `width` are the picture's
 * @param sizes how wide it stands in the page, as `sizes` of HTML says it: `(max-width: 720px) 100vw, 720px`
 */
export function fileProperties(shown: NodeJSON, sizes: string, writing: HtmlWriting): Properties {
  const file = writing.pictureFile(shown)
  if (file === null) return {}
  const width = number(shown, 'width')
  const own = width === null ? [] : [{ src: attribute(shown, 'src'), width }]
  const candidates = [...own, ...file.smaller].map((each) => `${each.src} ${String(each.width)}w`)
  return {
    ...(candidates.length < 2 ? {} : { srcSet: candidates.join(', '), sizes }),
    ...(file.isLead ? {} : { loading: 'lazy' }),
    decoding: 'async',
  }
}
