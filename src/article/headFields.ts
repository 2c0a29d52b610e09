import { node } from '../blocks/node.ts'
import { type Article, parts } from './article.ts'

/** The fields of an article's head that its text is to have. */
export interface HeadFields {
  readonly headline: boolean
  readonly standfirst: boolean
}

/**
 * Returns an article with its headline or standfirst left empty: for a CMS that has fields of its own for them. The byline goes
 * with the headline, as a CMS names the author beside it.
 */
export function withHeadFields(article: Article, { headline, standfirst }: HeadFields): Article {
  const { headline: title, standfirst: line, body } = parts(article.doc)
  const head = [headline ? title : node(title.type, null), standfirst ? line : node(line.type, null)]
  const metadata = headline ? article.metadata : { ...article.metadata, byline: '' }
  return { metadata, doc: { ...article.doc, content: [...head, body] } }
}
