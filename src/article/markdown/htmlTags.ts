import type { Element } from 'hast'
import type { Image, PhrasingContent } from 'mdast'
import { elementsIn, findElement, property } from '../../blocks/hast.ts'
import { linkMark, type MarkJSON } from '../../blocks/node.ts'
import { toLine } from '../../text/unicode.ts'
import { isLinkAddress, withProtocol } from '../../text/url.ts'
import { parseHtml } from '../html/parse.ts'

/**
 * Raw HTML within a line of Markdown, which the parser gives tag by tag: `a<sup>`, `2`, `</sup>`. A pair of tags becomes the mark that
 * the HTML reader makes of such an element, or none; a tag without its partner, or of no element of HTML, is text as it is spelled.
 */

/** Marks by element. */
const MARKS: Readonly<Record<string, string>> = {
  ...{ sup: 'superscript', sub: 'subscript', b: 'strong', strong: 'strong', i: 'em', em: 'em', cite: 'em' },
  ...{ s: 'strike', del: 'strike', strike: 'strike', code: 'code', kbd: 'code', samp: 'code', tt: 'code' },
}

/** Elements within lines that have no mark in an article. */
const PLAIN = new Set(
  'a abbr bdi bdo big dfn font ins label mark nobr q rb rp rt rtc ruby small span time u var'.split(' '),
)

/** Players and frames: a line has the link to them. */
const MEDIA = new Set('audio embed iframe object video'.split(' '))

/** Elements without words: their tags are left out. */
const WORDLESS = new Set('area col input link meta param picture source track wbr'.split(' '))

const TAG = /^<(\/?)([a-z][a-z0-9]*)(?=[\s/>])/iu

/** A pair of tags in a line: the place of the closing one, and what the words between get. */
export interface TagPair {
  readonly end: number
  readonly marks: readonly MarkJSON[]
  /** What stands around the words: a reading of ruby is in parentheses, a quotation in quotation marks. */
  readonly signs: readonly [before: string, after: string]
  /** True if the pair is a player or frame. */
  readonly isMedium: boolean
}

function elementIn(html: string): Element | undefined {
  return findElement(parseHtml(html), ({ tagName }) => !['html', 'head', 'body'].includes(tagName))
}

function marksOf(name: string, html: string): MarkJSON[] {
  const mark = MARKS[name]
  if (mark !== undefined) return [{ type: mark }]
  const element = name === 'a' ? elementIn(html) : undefined
  if (element === undefined) return []
  const href = withProtocol(property(element, 'href').trim())
  const title = toLine(property(element, 'title')).trim()
  return isLinkAddress(href) ? [linkMark(href, title)] : []
}

/** Returns the pairs of tags in a line, by the place of the opening one. */
export function tagPairs(content: readonly PhrasingContent[]): ReadonlyMap<number, TagPair> {
  const pairs = new Map<number, TagPair>()
  const hasParentheses = content.some((node) => node.type === 'html' && /^<rp[\s>]/iu.test(node.value))
  const signsOf = (name: string): readonly [string, string] =>
    name === 'q' ? ['“', '”'] : name === 'rt' && !hasParentheses ? ['（', '）'] : ['', '']
  const open: { name: string; at: number; html: string }[] = []
  for (const [at, node] of content.entries()) {
    const tag = node.type === 'html' ? TAG.exec(node.value) : null
    const name = tag?.[2]?.toLowerCase() ?? ''
    if (node.type !== 'html' || (MARKS[name] === undefined && !PLAIN.has(name) && !MEDIA.has(name))) continue
    if (tag?.[1] === '') open.push({ name, at, html: node.value })
    else if (open.at(-1)?.name === name) {
      const start = open.pop()
      if (start === undefined) continue
      const marks = marksOf(name, start.html)
      pairs.set(start.at, { end: at, marks, signs: signsOf(name), isMedium: MEDIA.has(name) })
    }
  }
  return pairs
}

/** Returns true for a tag without words, which is left out. */
export function isWordless(html: string): boolean {
  return WORDLESS.has(TAG.exec(html)?.[2]?.toLowerCase() ?? '')
}

/** Returns true if a line is a player or frame and nothing else: `<video src="…"></video>`. */
export function isMediaLine(content: readonly PhrasingContent[]): boolean {
  const [first] = content
  const last = content.at(-1)
  if (first?.type !== 'html' || last?.type !== 'html') return false
  const name = TAG.exec(first.value)?.[2]?.toLowerCase() ?? ''
  return MEDIA.has(name) && new RegExp(`</?${name}[\\s/>]`, 'iu').test(last.value)
}

/** Returns the tags and words of a line as HTML. */
export function htmlOf(content: readonly PhrasingContent[]): string {
  return content
    .map((node) =>
      node.type === 'html' ? node.value : node.type === 'text' ? node.value.replaceAll('<', '&lt;') : '',
    )
    .join('')
}

/** Returns the address and title of a player or frame, '' for what it has not. @param html its tags, with those of its sources */
export function mediumIn(html: string): { url: string; title: string } {
  const medium = elementIn(html)
  if (medium === undefined) return { url: '', title: '' }
  const urls = [medium, ...elementsIn(medium)].map((each) => property(each, 'src') || property(each, 'data'))
  return {
    url: withProtocol(urls.find((url) => url !== '')?.trim() ?? ''),
    title: toLine(property(medium, 'title')).trim(),
  }
}

/** Returns the words of a comment; null for any other HTML, and for a comment that never ends. */
export function commentIn(html: string): string | null {
  return /^\s*<!--(?:(?!-->)[\s\S])*-->\s*$/u.test(html) ? html.trim().slice(4, -3).trim() : null
}

/** Returns the picture that a tag is; null for any other. */
export function pictureInTag(html: string): Image | null {
  const element = /^<img[\s/]/iu.test(html) ? elementIn(html) : undefined
  if (element === undefined) return null
  return {
    type: 'image',
    url: property(element, 'src'),
    alt: property(element, 'alt'),
    title: property(element, 'title') || null,
  }
}
