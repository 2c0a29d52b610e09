import type { FootnoteDefinition, FootnoteReference } from 'mdast'
import type { MarkdownFace, MarkdownWriting } from '../block.ts'
import { blocksOf } from '../mdast.ts'
import { type NodeJSON, number } from '../node.ts'
import { noteContent, noteTextOf } from './content.ts'

/**
 * Footnotes in Markdown, both profiles: `[^1]` in the text, and `[^1]: Dusk, p. 4.` after the last block. They stand within
 * lines, so `article/markdown` reads them: `parser/footnotes.ts`, `footnotes.ts`.
 */

const labelOf = (footnote: NodeJSON): string => String(number(footnote, 'number') ?? 1)

/** Returns the sign in the text of a footnote that `numbers.ts` numbered. */
export function noteReference(footnote: NodeJSON): FootnoteReference {
  return { type: 'footnoteReference', identifier: labelOf(footnote), label: labelOf(footnote) }
}

/** Returns the words of a footnote, which stand after the last block. */
export function noteDefinition(footnote: NodeJSON, writing: MarkdownWriting): FootnoteDefinition {
  return {
    type: 'footnoteDefinition',
    identifier: labelOf(footnote),
    label: labelOf(footnote),
    children: blocksOf(writing.inline(noteContent(noteTextOf(footnote)))),
  }
}

export const markdown: MarkdownFace = { write: {}, read: {} }
