import { stringifyArticle } from '../article.ts'
import { t } from '../messages.ts'
import { articleWithoutNotes } from '../notes.ts'
import type { Target } from './target.ts'

export const json: Target = {
  id: 'json',
  format: 'json',
  profile: 'article',
  label: () => t('targets.json.label'),
  hint: () => t('targets.json.hint'),
  extension: '.json',
  mime: 'application/json',
  picturesInside: false,
  keepsPictures: true,
  write: (article) => stringifyArticle(articleWithoutNotes(article)),
}
