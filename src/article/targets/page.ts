import { writeHtml } from '../html/write.ts'
import type { Target } from './target.ts'

export const page: Target = {
  id: 'html-page',
  format: 'html',
  profile: 'page',
  label: 'Web page',
  hint: 'one .html file, pictures inside',
  extension: '.html',
  mime: 'text/html',
  picturesInside: true,
  write: (article, pictures) => writeHtml(article, 'page', pictures),
}
