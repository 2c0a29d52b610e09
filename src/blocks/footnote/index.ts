import type { Block } from '../block.ts'
import { html } from './html.ts'
import { noteWords, replaceNoteWords } from './content.ts'
import { markdown } from './markdown.ts'
import { nodes } from './schema.ts'
import { text } from './text.ts'

export { nodes }
export { footnoteOf, noteContent, noteText, noteTextOf, noteWords } from './content.ts'
export { noteSection, noteSign } from './html.ts'
export { noteDefinition, noteReference } from './markdown.ts'
export { footnotesIn, missingFrom, numbered } from './numbers.ts'
export { NOTES_LINE, withNotesAsText, withNotesInLine } from './text.ts'

/**
 * The footnote: a number within a line, and the words that it leads to. It is no block of the body but a node within text, so the
 * writers and readers of text ask for its faces by the functions above. Not a note to self (`article/notes.ts`), which never leaves.
 *
 *     The harbour froze.[1]                                 plain text, with `[1] Dusk, p. 4.` after the last block
 *     The harbour froze.[^1]                                Markdown, both profiles, with `[^1]: Dusk, p. 4.` there
 *     <sup><a href="#fn1" id="fnref1" role="doc-noteref">1</a></sup>      HTML, with a list of notes there
 */
export const footnote: Block = {
  name: 'footnote',
  nodes,
  attributes: {
    footnote: { translatable: ['text'], markup: { words: noteWords, replace: replaceNoteWords } },
  },
  text,
  markdown,
  html,
}
