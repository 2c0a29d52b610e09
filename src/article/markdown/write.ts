import type { Article } from '../article.ts'
import type { MarkdownProfile } from '../../blocks/block.ts'

export function writeMarkdown(article: Article, profile: MarkdownProfile): string {
  return article.doc.type + profile
}
