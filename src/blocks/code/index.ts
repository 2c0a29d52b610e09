import type { Block } from '../block.ts'
import { html } from './html.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export { nodes }

/**
 * Text whose spaces and line ends count, with an optional language in one word. Foreign HTML that an article has no block for
 * is kept as code too. No marks, no typography.
 *
 *     const a = 1                                              plain text: the code alone, never recognised
 *     ```ts                                                    Markdown, both profiles
 *     const a = 1
 *     ```
 *     <pre><code class="language-ts">const a = 1</code></pre>  HTML
 */
export const code: Block = { name: 'code', nodes, text, markdown, html }
