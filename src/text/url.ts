import { isImageDataUrl } from './dataUrl.ts'
import { isLine } from './unicode.ts'

const LINK_PROTOCOLS = new Set(['https:', 'http:', 'mailto:'])

/**
 * The URL a reader may follow from an article, or null. Decided by what the URL means to a browser, not by how
 * it is spelled: only http, https and mailto, with a host where one is due, never with a user name or password
 * (`https://bank.example@evil.example`).
 */
export function safeUrl(text: string): URL | null {
  const trimmed = text.trim()
  if (!isLine(trimmed) || !URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  if (!LINK_PROTOCOLS.has(url.protocol) || url.username !== '' || url.password !== '') return null
  // `http:evil` and `https:\\evil` parse as hosts too: the spelling must show the two slashes.
  if (url.protocol !== 'mailto:' && !/^https?:\/\/[^/\\]/i.test(trimmed)) return null
  return url
}

/** As {@link safeUrl}, for pages alone: http and https. */
export function webUrl(text: string): URL | null {
  const url = safeUrl(text)
  return url === null || url.protocol === 'mailto:' ? null : url
}

/** A picture a figure may show: in the draft's own folder, on the web, or inside the document as data. */
export function isImageSource(text: string): boolean {
  return /^images\/[\p{L}\p{N}][\p{L}\p{N}._-]*$/u.test(text) || isImageDataUrl(text) || webUrl(text) !== null
}
