import type { Block } from '../block.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export { nodes }

/**
 * The source line at the end of an article: `Source: WikiTree`, `via WikiTree`, in any language whose word for it is known.
 * The label is kept as written; '' stands for the word of the article's language. In plain text and portable Markdown only
 * the last block of the text can be one, because elsewhere `Source: …` is a sentence.
 *
 *     Source: WikiTree                               plain text and portable Markdown
 *     :::source{label="Source"}                      structured Markdown
 *     WikiTree
 *     :::
 *     <p class="source"><span class="label">Source:</span> <cite>WikiTree</cite></p>   HTML
 */
export const source: Block = {
  name: 'source',
  nodes,
  attributes: { source: { translatable: ['label'] } },
  text,
  markdown,
  html,
}
