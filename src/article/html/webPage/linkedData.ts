import type { Element, Root } from 'hast'
import { append } from '../../../text/append.ts'
import { elementsIn, hasClass, property, textContent } from '../../../blocks/hast.ts'
import { comparable } from '../../../text/unicode.ts'
import { bylineOf } from '../../text/byline.ts'

/** The authors that a page names in its data for machines: JSON-LD (schema.org's articles), `itemprop` and `rel`. */

/** In UTF-16 code units: longer data is no article's. */
const MAX_LENGTH = 200_000
/** Objects looked at: a page's data can be a whole graph. */
const MAX_OBJECTS = 2_000

const ARTICLE_TYPE = /(?:Article|Posting|Report|Review)$/

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null

const texts = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((each) => typeof each === 'string')
    : typeof value === 'string'
      ? [value]
      : []

/** Returns the names of `author`: a text, a person, or a list of them. */
function namesOf(author: unknown): string[] {
  if (Array.isArray(author)) return author.flatMap(namesOf)
  if (isObject(author)) return texts(author.name)
  return texts(author)
}

/** Returns the authors of the first article in some JSON-LD. */
function authorsIn(json: string): string[] {
  let open: unknown[]
  try {
    open = [JSON.parse(json)]
  } catch {
    return []
  }
  for (let count = 0; open.length > 0 && count < MAX_OBJECTS; count += 1) {
    const value = open.shift()
    if (Array.isArray(value)) open = [...(value as unknown[]), ...open]
    else if (isObject(value)) {
      const names = texts(value['@type']).some((type) => ARTICLE_TYPE.test(type)) ? namesOf(value.author) : []
      if (names.length > 0) return names
      append(open, Object.values(value).filter(isObject))
    }
  }
  return []
}

function bylineIn(element: Element): string {
  const words = comparable(textContent(element).replace(/\s+/gu, ' '))
  return bylineOf(words) ?? words
}

/** Returns the authors whom the page's elements name, best first: data, then `itemprop`, links with `rel=author`, `class=byline`. */
export function namedAuthors(root: Root): string[] {
  // The first of each: elements within one another would be read once for each level.
  let byItem: string | undefined
  let byLink: string | undefined
  let byClass: string | undefined
  for (const element of elementsIn(root)) {
    if (element.tagName === 'script' && /\bld\+json\b/i.test(property(element, 'type'))) {
      const text = textContent(element)
      const names = text.length > MAX_LENGTH ? [] : authorsIn(text)
      if (names.length > 0) return [...new Set(names)]
    }
    const isItem = property(element, 'itemProp').split(/\s+/).includes('author')
    if (isItem) byItem ??= property(element, 'content') || textContent(element)
    else if (element.tagName === 'a' && property(element, 'rel').split(/\s+/).includes('author'))
      byLink ??= textContent(element)
    else if (/^(?:p|div|address|span)$/.test(element.tagName) && hasClass(element, 'byline'))
      byClass ??= bylineIn(element)
  }
  const named = byItem ?? byLink ?? byClass
  return named === undefined ? [] : [named]
}
