import { stringifyArticle } from '../article.ts'
import type { Target } from './target.ts'

export const json: Target = {
  id: 'json',
  format: 'json',
  profile: 'article',
  label: 'Galley article',
  hint: 'the whole article as data',
  extension: '.json',
  mime: 'application/json',
  picturesInside: false,
  write: (article) => stringifyArticle(article),
}
