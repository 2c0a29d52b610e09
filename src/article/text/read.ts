import type { Article } from '../article.ts'
import { articleFrom } from '../article.ts'

/** Plain text to article: the recogniser. */
export function readText(text: string): Article {
  return articleFrom({ headline: text })
}
