import { writeMarkdown } from '../markdown/write.ts'
import type { Target } from './target.ts'

export const structured: Target = {
  id: 'markdown-structured',
  format: 'md',
  profile: 'structured',
  label: 'Markdown, structured',
  hint: 'comes back exactly',
  extension: '.md',
  mime: 'text/markdown',
  picturesInside: false,
  write: (article) => writeMarkdown(article, 'structured'),
}
