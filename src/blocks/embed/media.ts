import type { Element } from 'hast'
import { toLine } from '../../text/unicode.ts'
import type { HtmlReading } from '../block.ts'
import { elementsIn, property } from '../hast.ts'
import { node, type NodeJSON } from '../node.ts'
import { embedFromUrl } from './providers/index.ts'
import { embedAttributes } from './schema.ts'

/** Reads video, audio, documents and frames of other pages: an article has no players of its own, so each is a link card. */

/** Properties that may hold the address, best first. */
const ADDRESS_PROPERTIES = ['src', 'dataSrc', 'data', 'dataLazySrc', 'value'] as const

/** Frames that no reader looks at: advertisements, counters, buttons. */
const FURNITURE =
  /^https?:\/\/(?:ads?\d*\.|(?:[\w.-]*\.)?(?:doubleclick\.net|googlesyndication\.com|googletagmanager\.com|google-analytics\.com|googleadservices\.com|amazon-adsystem\.com|adnxs\.com|criteo\.(?:com|net)|taboola\.com|outbrain\.com|recaptcha\.net|disqus\.com|addthis\.com|facebook\.com\/(?:plugins|tr)|google\.com\/recaptcha|platform\.twitter\.com\/widgets)\b)/

/** Returns the elements that may name the file: the element itself, its sources and parameters, an object's `embed`. */
function* candidatesIn(element: Element): Generator<Element> {
  yield element
  for (const below of elementsIn(element)) {
    if (/^(?:source|embed|iframe)$/.test(below.tagName)) yield below
    if (below.tagName === 'param' && /^(?:movie|src|url|filename)$/i.test(property(below, 'name')))
      yield below
  }
}

/** Returns the address of a medium that is safe to follow; null if it has none. */
function addressOf(element: Element, reading: HtmlReading): string | null {
  for (const candidate of candidatesIn(element))
    for (const name of ADDRESS_PROPERTIES) {
      const value = property(candidate, name)
      const href = value === '' ? null : reading.address(value)
      if (href !== null && /^https?:/i.test(href)) return href
    }
  return null
}

/** Returns what a medium says it is; '' where it says only that it is a player. */
function titleOf(element: Element): string {
  const title = toLine(property(element, 'title') || property(element, 'ariaLabel')).trim()
  return /\b(?:player|embed|iframe|advertisement)\b/i.test(title) ? '' : title
}

/** Returns true for a frame without size: it counts visits. */
const isInvisible = (element: Element): boolean =>
  ['width', 'height'].some((name) => /^[0-2](?:px)?$/.test(property(element, name)))

/** Reads a medium as a link card, or as the embed that its address names. One without an address is left out and reported. */
export function readMedium(element: Element, reading: HtmlReading): NodeJSON[] {
  const url = addressOf(element, reading)
  if (url === null) {
    const named = property(element, 'src') || property(element, 'data') || titleOf(element)
    // A frame without an address shows what a script writes into it, such as advertisements; `srcdoc` is a page of its own.
    const isFrame = element.tagName === 'iframe' && !('srcDoc' in element.properties)
    if (/^(?:about|javascript|data):/i.test(named) || (named === '' && isFrame)) return []
    reading.report('lostMedia', element, named || element.tagName)
    return []
  }
  if (isInvisible(element) || FURNITURE.test(url)) return []
  const known = embedFromUrl(url)
  if (known === null) reading.report('media', element, url)
  return [
    node(
      'embed',
      embedAttributes({ ...(known ?? { url, provider: '', id: '' }), title: titleOf(element), author: '' }),
    ),
  ]
}
