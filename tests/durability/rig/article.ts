import { articleFrom, stringifyArticle } from '../../../src/article/index.ts'

/** An article file's text: a headline and paragraphs. Without a test runner, for the processes that are killed. */
export function article(headline: string, ...paragraphs: string[]): string {
  const body = paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }))
  return stringifyArticle(articleFrom({ headline, body }))
}
