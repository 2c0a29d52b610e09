import { articleFrom, emptyMetadata, type Metadata, stringifyArticle } from '../src/article/index.ts'

/** Article files as text, for tests of what keeps them. */

/** An article file's text: a headline and paragraphs, and figures where a paragraph names a picture. */
export function article(headline: string, ...paragraphs: string[]): string {
  return articleWith({}, headline, ...paragraphs)
}

export function articleWith(metadata: Partial<Metadata>, headline: string, ...paragraphs: string[]): string {
  const body = paragraphs.map((text) =>
    text.startsWith('images/')
      ? { type: 'figure', attrs: { src: text, alt: 'A tram at night' } }
      : { type: 'paragraph', content: [{ type: 'text', text }] },
  )
  return stringifyArticle(articleFrom({ headline, body, metadata: { ...emptyMetadata(), ...metadata } }))
}
