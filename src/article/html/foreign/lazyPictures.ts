import type { Element, ElementContent, Root } from 'hast'
import { element, findElement, property } from '../../../blocks/hast.ts'
import { isDataUrl } from '../../../text/dataUrl.ts'

/**
 * Pictures that a page loads late: its `noscript` has them for readers without scripts.
 *
 *     <img src="small.jpg" class="lazy"><noscript><img src="large.jpg" alt="A tram"></noscript>
 *     <lite-youtube videoid="AbCdEfGhIjK"></lite-youtube>
 */

const isPicture = (each: Element): boolean => each.tagName === 'img'

/** Returns the picture of a `noscript`; undefined for one that counts visits. */
function pictureOf(noscript: Element): Element | undefined {
  const img = findElement(noscript, isPicture)
  if (
    img === undefined ||
    /^[0-2]$/.test(property(img, 'width')) ||
    /display\s*:\s*none/.test(property(img, 'style'))
  )
    return undefined
  const src = property(img, 'src')
  return src === '' || isDataUrl(src) ? undefined : img
}

/** Returns true if a picture has an address of its own that is loaded late: the same picture as in the `noscript` behind it. */
const isLate = (img: Element): boolean =>
  ['dataSrc', 'dataLazySrc', 'dataOriginal', 'dataSrcset', 'dataSrcSet'].some(
    (name) => property(img, name) !== '',
  )

function withPicture(content: readonly ElementContent[]): ElementContent[] {
  const out: ElementContent[] = []
  for (const child of content) {
    const picture = child.type === 'element' && child.tagName === 'noscript' ? pictureOf(child) : undefined
    if (picture === undefined) {
      out.push(
        child.type === 'element' ? withVideo({ ...child, children: withPicture(child.children) }) : child,
      )
      continue
    }
    const at = out.findLastIndex((each) => each.type === 'element')
    const before = out[at]
    const shown =
      before?.type === 'element' ? (isPicture(before) ? before : findElement(before, isPicture)) : undefined
    if (shown === undefined) out.push(picture)
    else if (before === shown && !isLate(shown)) out[at] = picture
  }
  return out
}

/** Returns a player that a script makes of a picture as its frame. */
function withVideo(each: Element): Element {
  if (!/^(?:lite|amp)-youtube$/.test(each.tagName)) return each
  const id =
    property(each, 'videoid') ||
    property(each, 'videoId') ||
    property(each, 'dataVideoid') ||
    property(each, 'dataVideoId')
  return /^[\w-]{11}$/.test(id) ? element('iframe', { src: `https://www.youtube.com/embed/${id}` }) : each
}

/** Returns a document with the pictures of its `noscript` elements in the place of their placeholders. */
export function withLatePictures(root: Root): Root {
  return {
    ...root,
    children: root.children.map((child) =>
      child.type === 'element' ? { ...child, children: withPicture(child.children) } : child,
    ),
  }
}
