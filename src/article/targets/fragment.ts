import { writeHtml } from '../html/write.ts'
import type { Target } from './target.ts'

export const fragment: Target = {
  id: 'html-fragment',
  format: 'html',
  profile: 'fragment',
  label: 'HTML for a CMS',
  hint: 'the article alone, to paste into an HTML field',
  extension: '.html',
  mime: 'text/html',
  picturesInside: false,
  write: (article) => writeHtml(article, 'fragment'),
}
