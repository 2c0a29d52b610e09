import { writeHtml } from '../html/write.ts'
import { t } from '../messages.ts'
import { withoutEmptyBlocks } from './emptyBlocks.ts'
import type { Target } from './target.ts'

export const fragment: Target = {
  id: 'html-fragment',
  format: 'html',
  profile: 'fragment',
  label: () => t('targets.fragment.label'),
  hint: () => t('targets.fragment.hint'),
  extension: '.html',
  mime: 'text/html',
  hasOptionalHead: true,
  picturesInside: false,
  keepsPictures: false,
  write: (article, _pictures, sets) => writeHtml(withoutEmptyBlocks(article), 'fragment', undefined, sets),
}
