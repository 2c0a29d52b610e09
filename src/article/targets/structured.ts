import { writeMarkdown } from '../markdown/write.ts'
import { t } from '../messages.ts'
import type { Target } from './target.ts'

export const structured: Target = {
  id: 'markdown-structured',
  format: 'md',
  profile: 'structured',
  label: () => t('targets.structured.label'),
  hint: () => t('targets.structured.hint'),
  extension: '.md',
  mime: 'text/markdown',
  picturesInside: false,
  keepsPictures: true,
  write: (article) => writeMarkdown(article, 'structured'),
}
