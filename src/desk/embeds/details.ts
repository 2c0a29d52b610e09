import { type Article, readHtml } from '../../article/index.ts'
import { webUrl } from '../../text/url.ts'
import { toLine, trimInvisible } from '../../text/unicode.ts'
import { readTags } from './readTags.ts'

/**
 * What an answer from the web says about an embed. An answer may be anybody's, so each field counts only if it has the expected
 * type, and becomes one line of plain text of a sane length.
 */
export interface FoundDetails {
  /** '' if none was named. */
  readonly title: string
  readonly author: string
  /** The address of a picture; null if none was named. It is not checked beyond being one of the web. */
  readonly picture: string | null
}

/** In code points. */
const MAX_TITLE_LENGTH = 300
const MAX_AUTHOR_LENGTH = 120
/** Longer sources are cut before they are read, in UTF-16 code units. */
const MAX_SOURCE_LENGTH = 4000
/** The markup of one post, in UTF-16 code units. */
const MAX_POST_LENGTH = 20_000

/** Marks that turn the direction of the text after them: in a title they could make the line say something else. */
const DIRECTION_MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/**
 * Returns a value of an answer as one line; '' for anything but a text. The value is plain text already: oEmbed says nothing of
 * markup in titles, and the references of a page are resolved by `readTags`. “How to use <video>” keeps its tag.
 */
function lineOf(value: unknown, maxLength: number): string {
  if (typeof value !== 'string') return ''
  const line = trimInvisible(
    toLine(value.slice(0, MAX_SOURCE_LENGTH).replaceAll('\0', ''))
      .replace(DIRECTION_MARKS, '')
      .replace(/\s+/gu, ' '),
  )
  const characters = Array.from(line)
  return characters.length <= maxLength
    ? line
    : `${characters
        .slice(0, maxLength - 1)
        .join('')
        .trimEnd()}…`
}

/** Returns the address of a picture, absolute; null for what is none. */
function pictureAt(value: unknown, base: string): string | null {
  if (typeof value !== 'string' || value.trim() === '' || !URL.canParse(value.trim(), base)) return null
  return webUrl(new URL(value.trim(), base).href)?.href ?? null
}

/** Returns the first embed at any depth; undefined if there is none. */
function firstEmbed(node: Article['doc']): Article['doc'] | undefined {
  if (node.type === 'embed') return node
  for (const child of node.content ?? []) {
    const found = firstEmbed(child)
    if (found !== undefined) return found
  }
  return undefined
}

/** Returns the words of a post from its provider's quote, which answers without a title carry. */
function titleOfPost(html: unknown): unknown {
  if (typeof html !== 'string' || html.length > MAX_POST_LENGTH) return ''
  try {
    return firstEmbed(readHtml(html).doc)?.attrs?.title
  } catch {
    return ''
  }
}

/**
 * Reads a provider's answer (oembed.com, 2.3.4): `{"title": "The reel", "author_name": "KBC", "thumbnail_url": "https://…"}`.
 * @param base the address that answered
 * @returns null if it is no such answer
 */
export function detailsFromOEmbed(text: string, base: string): FoundDetails | null {
  let answer: unknown
  try {
    answer = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return null
  const fields = answer as Readonly<Record<string, unknown>>
  return {
    title: lineOf(fields.title, MAX_TITLE_LENGTH) || lineOf(titleOfPost(fields.html), MAX_TITLE_LENGTH),
    author: lineOf(fields.author_name, MAX_AUTHOR_LENGTH),
    picture: pictureAt(fields.thumbnail_url, base),
  }
}

/** Returns the first of some values that is not empty. */
const firstOf = (...values: readonly (string | undefined)[]): string =>
  values.find((value) => (value ?? '').trim() !== '') ?? ''

/**
 * Reads what a page says about itself: Open Graph (ogp.me), Twitter's cards, its `title`. The author is the person and the site,
 * as far as they are named.
 * @param base the page's address
 */
export function detailsFromPage(html: string, base: string): FoundDetails {
  const named = new Map<string, string>()
  let title = ''
  let titles = 0
  let isInTitle = false
  readTags(html, {
    onTag: (tag, attributes) => {
      // The first title is the page's; others belong to drawings.
      if (tag === 'title') titles += 1
      isInTitle = tag === 'title' && titles === 1
      const name = (attributes.get('property') ?? attributes.get('name') ?? '').toLowerCase()
      if (tag === 'meta' && name !== '' && !named.has(name)) named.set(name, attributes.get('content') ?? '')
    },
    onEnd: () => {
      isInTitle = false
    },
    onText: (chars) => {
      if (isInTitle && title.length < MAX_SOURCE_LENGTH) title += chars
    },
  })
  const author = firstOf(named.get('author'), named.get('article:author'))
  const people = [/^https?:/i.test(author) ? '' : author, named.get('og:site_name')]
    .map((value) => lineOf(value, MAX_AUTHOR_LENGTH))
    .filter((value) => value !== '')
  const picture = firstOf(
    named.get('og:image:secure_url'),
    named.get('og:image:url'),
    named.get('og:image'),
    named.get('twitter:image'),
  )
  return {
    title: lineOf(firstOf(named.get('og:title'), named.get('twitter:title'), title), MAX_TITLE_LENGTH),
    author: lineOf([...new Set(people)].join(', '), MAX_AUTHOR_LENGTH),
    picture: pictureAt(picture, base),
  }
}
