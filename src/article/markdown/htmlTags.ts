import type { Element } from 'hast'
import type { Image, PhrasingContent } from 'mdast'
import { findElement, property } from '../../blocks/hast.ts'
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
const PLAIN = new Set('a abbr bdi bdo big dfn font ins label mark nobr small span time u var'.split(' '))

const TAG = /^<(\/?)([a-z][a-z0-9]*)(?=[\s/>])/iu

/** A pair of tags in a line: the place of the closing one, and what the words between get. */
export interface TagPair {
  readonly end: number
  readonly marks: readonly MarkJSON[]
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
  const open: { name: string; at: number; html: string }[] = []
  for (const [at, node] of content.entries()) {
    const tag = node.type === 'html' ? TAG.exec(node.value) : null
    const name = tag?.[2]?.toLowerCase() ?? ''
    if (node.type !== 'html' || (MARKS[name] === undefined && !PLAIN.has(name))) continue
    if (tag?.[1] === '') open.push({ name, at, html: node.value })
    else if (open.at(-1)?.name === name) {
      const start = open.pop()
      if (start !== undefined) pairs.set(start.at, { end: at, marks: marksOf(name, start.html) })
    }
  }
  return pairs
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
