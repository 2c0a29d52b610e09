import { writeMarkdown } from '../markdown/write.ts'
import { t } from '../messages.ts'
import type { Target } from './target.ts'

export const portable: Target = {
  id: 'markdown',
  format: 'md',
  profile: 'portable',
  label: () => t('targets.portable.label'),
  hint: () => t('targets.portable.hint'),
  extension: '.md',
  mime: 'text/markdown',
  picturesInside: false,
  keepsPictures: false,
  write: (article) => writeMarkdown(article, 'portable'),
}
