import type { Pictures } from '../targets/target.ts'
import type { Article } from '../article.ts'
import type { HtmlProfile } from '../../blocks/block.ts'

export function writeHtml(article: Article, profile: HtmlProfile, pictures?: Pictures): string {
  return article.doc.type + profile + String(pictures?.size ?? '')
}
