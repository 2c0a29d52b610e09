import { writeMarkdown } from '../markdown/write.ts'
import type { Target } from './target.ts'

export const portable: Target = {
  id: 'markdown',
  format: 'md',
  profile: 'portable',
  label: 'Markdown',
  hint: 'reads well anywhere',
  extension: '.md',
  mime: 'text/markdown',
  picturesInside: false,
  write: (article) => writeMarkdown(article, 'portable'),
}
