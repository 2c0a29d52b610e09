import type { Article } from '../article.ts'

/** The article as plain text, speakers named. */
export function writeText(article: Article): string {
  return article.doc.type
}
