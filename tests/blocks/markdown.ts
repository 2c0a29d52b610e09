import { parts } from '../../src/article/article.ts'
import { readMarkdown } from '../../src/article/markdown/read.ts'
import { writeMarkdown } from '../../src/article/markdown/write.ts'
import type { MarkdownProfile } from '../../src/blocks/block.ts'
import { children, type NodeJSON } from '../../src/blocks/node.ts'
import { article } from '../build.ts'

/** Returns blocks as Markdown, without front matter and the last line end. */
export function written(profile: MarkdownProfile, ...body: NodeJSON[]): string {
  const markdown = writeMarkdown(article('', '', ...body), profile)
  return markdown.slice(markdown.indexOf('\n---\n') + 6, -1)
}

/** Returns the blocks read from a body in Markdown. Front matter marks a structured one. */
export function blocksIn(markdown: string, profile: MarkdownProfile = 'portable'): readonly NodeJSON[] {
  const front = profile === 'structured' ? '---\ngalley: structured\n---\n' : ''
  return children(parts(readMarkdown(`${front}${markdown}`).doc).body)
}

/** Returns blocks in the article's canonical form, every attribute present. */
export function canonical(...body: NodeJSON[]): readonly NodeJSON[] {
  return children(parts(article('', '', ...body).doc).body)
}
