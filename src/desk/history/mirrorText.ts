import { type Article, targetById } from '../../article/index.ts'
import { shortChecksum } from './lines.ts'

/** The structured profile's mark. The rest of its line is a comment to every reader of YAML, also Galley's. */
const STRUCTURED_MARK = 'galley: structured'
const MIRROR_NOTE =
  'a mirror of article.json for people and other programs to read; Galley writes it and does not read it'
const MIRROR_HEAD = new RegExp(`^(---\\n${STRUCTURED_MARK}) # .*; checksum ([0-9a-f]{32})\n`)

/** Returns an article as the text of its mirror, with a checksum of the rest. */
export function mirrorText(article: Article): string {
  const markdown = targetById('markdown-structured')?.write(article, new Map()) ?? ''
  return markdown.replace(
    STRUCTURED_MARK,
    `${STRUCTURED_MARK} # ${MIRROR_NOTE}; checksum ${shortChecksum(markdown)}`,
  )
}

/** Returns true if a mirror is as Galley wrote it: its checksum fits. */
export function isUnchanged(text: string): boolean {
  const [, mark, sum] = MIRROR_HEAD.exec(text) ?? []
  return mark !== undefined && shortChecksum(text.replace(MIRROR_HEAD, `${mark}\n`)) === sum
}
