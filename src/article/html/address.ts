import { isDataUrl } from '../../text/dataUrl.ts'
import { isImageSource, isRelativeAddress, safeUrl, webUrl, withProtocol } from '../../text/url.ts'

/** Google Docs sends every link through `google.com/url?q=…`. */
function redirectTarget(url: URL): string | null {
  if (!/^(?:www\.)?google\.[a-z.]+$/.test(url.hostname) || url.pathname !== '/url') return null
  const target = url.searchParams.get('q') ?? url.searchParams.get('url') ?? ''
  return webUrl(target) === null ? null : target
}

/** Returns an address made absolute: by the document's own, where it names one; `//host` is https. */
function absoluteUrl(text: string, base: string): string {
  if (safeUrl(text) !== null) return text
  if (base === '') return text.startsWith('//') ? withProtocol(text) : ''
  return URL.canParse(text, base) ? new URL(text, base).href : ''
}

/** A place that a program's own copy had: Word's bookmarks, the notes and comments of Google Docs. */
const LOST_PLACE = /^#(?:_|cmnt|ftnt|heading=|bookmark=)/i

/** Returns the address a link of a document leads to, relative if the document's own is not known; null where it is not safe to follow. */
export function linkAddress(text: string, base: string): string | null {
  const trimmed = text.trim()
  // A name (`<a name=…>`) leads nowhere.
  if (trimmed === '') return null
  if (base === '' && isRelativeAddress(trimmed)) return LOST_PLACE.test(trimmed) ? null : trimmed
  const href = absoluteUrl(trimmed, base)
  const url = safeUrl(href)
  return url === null ? null : (redirectTarget(url) ?? href)
}

/** Returns where a picture of a document is, or null where a figure may not show it. */
export function pictureAddress(text: string, base: string): string | null {
  const src = text.trim()
  if (isDataUrl(src)) return isImageSource(src) ? src : null
  const address = absoluteUrl(src, base)
  return webUrl(address) === null ? null : address
}
