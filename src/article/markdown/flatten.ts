import type { MarkdownFace } from '../../blocks/block.ts'
import { blocks } from '../../blocks/index.ts'
import { joinedLines } from '../../blocks/inlineLines.ts'
import { children, node, type NodeJSON } from '../../blocks/node.ts'

/**
 * Blocks turned into paragraphs and lists: foreign Markdown puts headings, code and quotes into quotes and lists, where an
 * article has paragraphs and lists alone. No word is lost.
 */

const forms = Object.assign({}, ...blocks.map(({ markdown }) => markdown.flatten ?? {})) as NonNullable<
  MarkdownFace['flatten']
>

/** Returns the paragraphs and lists that a block becomes; `[]` for one without words, such as a divider. */
export function flat(block: NodeJSON): readonly NodeJSON[] {
  return forms[block.type]?.(block, flattened) ?? [node('paragraph', null, children(block))]
}

function flattened(block: NodeJSON): NodeJSON[] {
  return [...flat(block)]
}

/** The lines of inline content in a block, one a paragraph. */
function lines(block: NodeJSON): (readonly NodeJSON[])[] {
  return block.type === 'paragraph' ? [children(block)] : children(block).flatMap(lines)
}

/** Returns blocks as inline content with a hard break between two lines. */
export function asLines(blocksOfLines: readonly NodeJSON[]): NodeJSON[] {
  return joinedLines(blocksOfLines.flatMap(flat).flatMap(lines))
}
