import type { TextFace } from '../block.ts'
import { children, inlineText, isInlineAtom, node, type NodeJSON, number } from '../node.ts'
import { noteContent, noteTextOf, noteWords } from './content.ts'
import { numbered } from './numbers.ts'

/**
 * Footnotes in plain text: `[1]` in the text, and the notes after the last block, under a line.
 *
 *     The harbour froze.[1]
 *
 *     ---
 *
 *     [1] Dusk, p. 4.
 */

/** The line above the notes. */
export const NOTES_LINE = '---'

/** Returns a node whose footnotes are numbers in square brackets. */
function withBrackets(given: NodeJSON): NodeJSON {
  if (isInlineAtom(given)) return { type: 'text', text: `[${String(number(given, 'number') ?? 1)}]` }
  const content = children(given)
  const written = content.map(withBrackets)
  return written.every((child, at) => child === content[at]) ? given : { ...given, content: written }
}

/** Returns blocks with their footnotes as text: numbers in the blocks, and the notes as paragraphs. */
export function withNotesAsText(blocks: readonly NodeJSON[]): {
  readonly blocks: readonly NodeJSON[]
  readonly notes: readonly NodeJSON[]
} {
  const { nodes, footnotes } = numbered(blocks)
  if (footnotes.length === 0) return { blocks, notes: [] }
  return {
    blocks: nodes.map(withBrackets),
    notes: footnotes.map((footnote) =>
      node('paragraph', null, [
        ...inlineText(`[${String(number(footnote, 'number') ?? 1)}] `),
        ...noteContent(noteTextOf(footnote)),
      ]),
    ),
  }
}

/** Returns a node whose footnotes are their words in square brackets, for comparing two versions. */
export function withNotesInLine(given: NodeJSON): NodeJSON {
  if (isInlineAtom(given)) return { type: 'text', text: `[${noteWords(noteTextOf(given))}]` }
  const content = children(given)
  const written = content.map(withNotesInLine)
  return written.every((child, at) => child === content[at]) ? given : { ...given, content: written }
}

export const text: TextFace = { outline: {}, plain: {} }
