import { writeHtml } from '../html/write.ts'
import { t } from '../messages.ts'
import { withoutEmptyBlocks } from './emptyBlocks.ts'
import type { Target } from './target.ts'

export const page: Target = {
  id: 'html-page',
  format: 'html',
  profile: 'page',
  label: () => t('targets.page.label'),
  hint: () => t('targets.page.hint'),
  extension: '.html',
  mime: 'text/html',
  picturesInside: true,
  keepsPictures: false,
  write: (article, pictures) => writeHtml(withoutEmptyBlocks(article), 'page', pictures),
}
