/**
 * `data:` URLs (RFC 2397) with base64: how pictures travel inside one HTML or JSON file. Galley reads and writes no other
 * kind. Bytes are encoded and decoded by the caller, who knows the platform's own base64 (`Buffer`, `atob`).
 */

/** A `data:` URL taken apart. */
export interface DataUrl {
  /** `image/png`; '' where the URL names none. Parameters (`;charset=…`) are left out. */
  readonly mediaType: string
  /** The bytes, as base64 text that nobody has checked yet. */
  readonly base64: string
}

/** Returns true for any `data:` URL, whatever it holds. */
export function isDataUrl(url: string): boolean {
  return /^data:/i.test(url)
}

/** Returns the parts of a `data:` URL whose content is base64; null for any other URL. */
export function parseDataUrl(url: string): DataUrl | null {
  const parts = /^data:([^,;]*)[^,]*;base64,(.*)$/is.exec(url)
  return parts === null ? null : { mediaType: (parts[1] ?? '').toLowerCase(), base64: parts[2] ?? '' }
}

/** Returns a `data:` URL, such as `data:image/png;base64,iVBORw0K`. */
export function dataUrl({ mediaType, base64 }: DataUrl): string {
  return `data:${mediaType};base64,${base64}`
}

/** The kinds of pictures an article may carry inside itself, as the last part of their media type. */
export const INLINE_IMAGE_TYPES = ['png', 'jpeg', 'gif', 'webp', 'avif'] as const

const INLINE_IMAGE = new RegExp(
  `^data:image/(?:${INLINE_IMAGE_TYPES.join('|')});base64,[A-Za-z0-9+/]+={0,2}$`,
)

/** Returns true for a whole, well-formed `data:` URL of a picture that a figure may show. */
export function isImageDataUrl(url: string): boolean {
  return INLINE_IMAGE.test(url)
}

const ANY_IMAGE = /data:image\/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=]*/gi

/** Returns how many characters of a text are pictures inside it, as `data:` URLs of any image type. */
export function imageDataLength(text: string): number {
  let length = 0
  for (const [url] of text.matchAll(ANY_IMAGE)) length += url.length
  return length
}
