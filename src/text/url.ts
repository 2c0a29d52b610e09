import { isImageDataUrl } from './dataUrl.ts'
import { isLine } from './unicode.ts'

const LINK_PROTOCOLS = new Set(['https:', 'http:', 'mailto:', 'tel:'])

/** A number that can be called (RFC 3966): no `*` and `#`, which make a telephone do something. */
const TELEPHONE = /^tel:\+?\d[\d().\s-]*(?:;[\w-]+(?:=[\w.+-]*)?)*$/i

/**
 * An address within the site that an article is published on: `/about`, `../x.html`, `?q=1`, `#part`. Nothing before the first `/`, `?`
 * or `#` may be, or become by decoding, a scheme; two slashes, as browsers read them, would name another host.
 */
export const RELATIVE_ADDRESS = /^(?![/\\]{2})(?:(?!%3a|&[#\w]+;)[^:/?#\\])*(?:[/?#]|$)/i

/**
 * Returns the URL a reader may follow from an article, or null. Decided by what the URL means to a browser, not by how
 * it is spelled: only http, https, mailto and tel, with a host where one is due, never with a user name or password
 * (`https://bank.example@evil.example`).
 */
export function safeUrl(text: string): URL | null {
  const trimmed = text.trim()
  if (!isLine(trimmed) || !URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  if (!LINK_PROTOCOLS.has(url.protocol) || url.username !== '' || url.password !== '') return null
  if (url.protocol === 'mailto:') return url
  if (url.protocol === 'tel:') return TELEPHONE.test(trimmed) ? url : null
  // `http:evil` and `https:\\evil` parse as hosts too: the spelling must show the two slashes.
  return /^https?:\/\/[^/\\]/i.test(trimmed) ? url : null
}

/** Returns true for a {@link RELATIVE_ADDRESS}. One of no characters, and a `#` alone, lead nowhere. */
export function isRelativeAddress(text: string): boolean {
  const trimmed = text.trim()
  return trimmed !== '' && trimmed !== '#' && isLine(trimmed) && RELATIVE_ADDRESS.test(trimmed)
}

/** Returns true for an address that a link of an article may have: a {@link safeUrl}, or one within its site. */
export function isLinkAddress(text: string): boolean {
  return safeUrl(text) !== null || isRelativeAddress(text)
}

/** Returns an address with the protocol that a browser would give it: `//host/x` is `https://host/x`. */
export function withProtocol(address: string): string {
  return /^\/\/[^/\\]/.test(address) ? `https:${address}` : address
}

/** As {@link safeUrl}, for pages alone: http and https. */
export function webUrl(text: string): URL | null {
  const url = safeUrl(text)
  return url !== null && /^https?:$/.test(url.protocol) ? url : null
}

/** Returns true for a picture that a figure may show: in the draft's own folder, on the web, or inside the document as data. */
export function isImageSource(text: string): boolean {
  return /^images\/[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(text) || isImageDataUrl(text) || webUrl(text) !== null
}

/** Returns true for the address of a picture file, by its ending. */
export function isPictureFile(text: string): boolean {
  return /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)(?:[?#].*)?$/i.test(text.trim())
}
