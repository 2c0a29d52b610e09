import type { Article } from '../article.ts'
import { articleFrom } from '../article.ts'

export function readMarkdown(text: string): Article {
  return articleFrom({ headline: text })
}
