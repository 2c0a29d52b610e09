import type { Element, Root } from 'hast'
import { elementsIn, findElement, hasClass, property, textContent } from '../../blocks/hast.ts'
import { LIST_COMMA } from '../../text/punctuation.ts'
import { comparable, toLine } from '../../text/unicode.ts'
import { webUrl } from '../../text/url.ts'
import { namedAuthors } from './webPage/linkedData.ts'
import { emptyMetadata, isLanguage, type Metadata } from '../metadata.ts'

/** The metadata in a document's head. Texts are single lines, '' if it has none. */
export interface HeadMetadata {
  readonly title: string
  readonly base: string
  /** `language` is '' where the document names none. */
  readonly metadata: Metadata
  /** The texts for search engines and shared links, as they stand; they repeat the article's where it has none of its own. */
  readonly shown: ShownTexts
}

/** What a page's head says of it to search engines and in shared links. */
interface ShownTexts {
  readonly title: string
  readonly description: string
  readonly summary: string
}

/** Folded as a browser shows it. */
function collapsedLine(text: string): string {
  return toLine(text.replace(/[\t\n\f\r ]+/g, ' ')).trim()
}

/** `name` and `property` are the same to those who write them. */
function metaReader(root: Root): (name: string) => string[] {
  const all = [...elementsIn(root)].filter(({ tagName }) => tagName === 'meta')
  return (name) =>
    all
      .filter((meta) =>
        [property(meta, 'name'), property(meta, 'property')].some((said) => said.toLowerCase() === name),
      )
      .map((meta) => property(meta, 'content'))
      .filter((content) => content.trim() !== '')
}

/** Returns the address in `<link rel="canonical">`, or ''. */
function canonicalLink(root: Root): string {
  const link = findElement(
    root,
    (element) => element.tagName === 'link' && property(element, 'rel').split(' ').includes('canonical'),
  )
  return link === undefined ? '' : property(link, 'href')
}

const firstWebUrl = (addresses: readonly string[]): string =>
  addresses.find((found) => webUrl(found) !== null) ?? ''

/** Returns the language in force at an element of the document, '' where none is named. */
function namedLanguage(root: Root, article: Element | undefined, own: boolean): string {
  const page = ['body', 'html'].map((name) => findElement(root, ({ tagName }) => tagName === name))
  const said = [article, ...page].map((element) => (element === undefined ? '' : property(element, 'lang')))
  const named = said.find((tag) => tag !== '' && isLanguage(tag)) ?? ''
  return named === '' || own ? named : (Intl.getCanonicalLocales(named)[0] ?? named)
}

/** In UTF-16 code units: longer words are no name. */
const MAX_NAME_LENGTH = 80
const MAX_AUTHORS = 5

/** Returns the author's name: our own byline, else the first `meta` that is a name and not an address, else the page's own data. */
function bylineOf(root: Root, own: Element | undefined, meta: (name: string) => string[]): string {
  const byline = own && findElement(own, (below) => hasClass(below, 'byline'))
  if (byline !== undefined) return toLine(textContent(byline))
  // Some sites put the address of a profile where the name belongs.
  const named = [...meta('author'), ...meta('article:author'), ...meta('dc.creator')]
  const name = collapsedLine(named.find((each) => webUrl(each) === null) ?? '')
  if (name !== '' || own !== undefined) return name
  const authors = namedAuthors(root)
    .map(collapsedLine)
    .filter((author) => author !== '' && author.length <= MAX_NAME_LENGTH && webUrl(author) === null)
  return authors.slice(0, MAX_AUTHORS).join(', ')
}

/** Returns the tags: `article:tag`, else the words in `keywords`. */
function tagsOf(meta: (name: string) => string[], own: boolean): string[] {
  const tags = meta('article:tag')
  if (own) return tags.map(toLine)
  const words = tags.length > 0 ? tags : meta('keywords').flatMap((list) => list.split(LIST_COMMA))
  return [...new Set(words.map(collapsedLine).filter(Boolean))]
}

/** Returns the title of the document; drawings (SVG) have titles of their own. */
function titleElement(root: Root): Element | undefined {
  const drawn = new Set<Element>()
  for (const element of elementsIn(root)) {
    if (element.tagName === 'svg') for (const below of elementsIn(element)) drawn.add(below)
    if (element.tagName === 'title' && !drawn.has(element)) return element
  }
  return undefined
}

/** Returns a title without the name of the site, where the document says which that is. */
function titleOf(root: Root, meta: (name: string) => string[]): string {
  const [og = ''] = meta('og:title')
  if (collapsedLine(og) !== '') return collapsedLine(og)
  const title = titleElement(root)
  const text = title === undefined ? '' : collapsedLine(textContent(title))
  const site = collapsedLine(meta('og:site_name')[0] ?? '')
  const parted = /^(.+?)\s+[-|–—·]\s+([^-|–—·]+)$/u.exec(text)
  return site !== '' && parted?.[2] !== undefined && comparable(parted[2]) === comparable(site)
    ? (parted[1] ?? text)
    : text
}

function shownTexts(root: Root, meta: (name: string) => string[]): ShownTexts {
  const title = titleElement(root)
  return {
    title: title === undefined ? '' : toLine(textContent(title)),
    description: toLine(meta('description')[0] ?? ''),
    summary: toLine(meta('og:description')[0] ?? ''),
  }
}

/**
 * Returns the texts for search engines and shared links of one of our own pages: those that differ from what the page would
 * say without them.
 */
export function ownSeoTexts(
  { title, description, summary }: ShownTexts,
  headline: string,
  standfirst: string,
): Pick<Metadata, 'seoTitle' | 'seoDescription' | 'excerpt'> {
  return {
    seoTitle: headline.trim() === '' || title === headline ? '' : title,
    seoDescription: description === summary ? '' : description,
    excerpt: summary === standfirst ? '' : summary,
  }
}

/**
 * Reads a document's metadata from its head.
 * @param article the element that holds the article, if there is one
 * @param own true if Galley wrote the document
 */
export function readHeadMetadata(root: Root, article: Element | undefined, own: boolean): HeadMetadata {
  const meta = metaReader(root)
  const base = findElement(root, ({ tagName }) => tagName === 'base')
  const canonical = firstWebUrl([canonicalLink(root), ...meta('og:url')])
  return {
    title: titleOf(root, meta),
    base: firstWebUrl(
      [base === undefined ? '' : property(base, 'href'), canonical].map((text) => text.trim()),
    ),
    metadata: {
      ...emptyMetadata(namedLanguage(root, article, own)),
      byline: bylineOf(root, own ? article : undefined, meta),
      tags: tagsOf(meta, own),
      canonical: own ? canonical : canonical.trim(),
    },
    shown: shownTexts(root, meta),
  }
}
