import { articleFrom, emptyMetadata, type Metadata, stringifyArticle } from '../src/article/index.ts'
import { figure, p } from './build.ts'

/**
 * Article files as text, for tests of the desk, its hosts and the page's stores: they store articles and seldom look
 * into them. Needs no test runner, so that the processes which tests start and kill can use it. For an article whose
 * blocks matter, use build.ts.
 */

/**
 * Returns the text of an article file.
 * @param paragraphs the body; an address such as `images/0123456789abcdef.jpg` becomes a figure with that picture
 */
export function articleText(headline: string, ...paragraphs: readonly string[]): string {
  return articleTextWith({}, headline, ...paragraphs)
}

/** As {@link articleText}, with some of the metadata set. */
export function articleTextWith(
  metadata: Partial<Metadata>,
  headline: string,
  ...paragraphs: readonly string[]
): string {
  const body = paragraphs.map((text) =>
    text.startsWith('images/') ? figure({ src: text, alt: 'A tram at night' }) : p(text),
  )
  return stringifyArticle(articleFrom({ headline, body, metadata: { ...emptyMetadata(), ...metadata } }))
}
