import type { MarkdownFace } from '../../blocks/block.ts'
import { blocks } from '../../blocks/index.ts'
import { joinedLines } from '../../blocks/inlineLines.ts'
import type { Report } from '../../blocks/readingReport.ts'
import { attribute, children, node, type NodeJSON, textOf } from '../../blocks/node.ts'

/**
 * Blocks turned into paragraphs and lists: foreign Markdown puts headings, code and quotes into quotes and lists, where an
 * article has paragraphs and lists alone. No word is lost.
 */

const flatteners = Object.assign({}, ...blocks.map(({ markdown }) => markdown.flatten ?? {})) as NonNullable<
  MarkdownFace['flatten']
>

const flattenedKinds = Object.assign(
  {},
  ...blocks.map(({ markdown }) => markdown.flattenedAs ?? {}),
) as NonNullable<MarkdownFace['flattenedAs']>

/** Reports a block that {@link flattenBlock} makes something else of. */
export function reportFlattened(block: NodeJSON, report: Report): void {
  const kind = flattenedKinds[block.type]
  if (kind !== undefined) report(kind, textOf(block) || attribute(block, 'alt') || attribute(block, 'src'))
}

/** Returns the paragraphs and lists that a block becomes; `[]` for one without words, such as a divider. */
export function flattenBlock(block: NodeJSON): readonly NodeJSON[] {
  return flatteners[block.type]?.(block, flattenToArray) ?? [node('paragraph', null, children(block))]
}

function flattenToArray(block: NodeJSON): NodeJSON[] {
  return [...flattenBlock(block)]
}

/** Returns the lines of inline content in a block, one a paragraph. */
function lines(block: NodeJSON): (readonly NodeJSON[])[] {
  return block.type === 'paragraph' ? [children(block)] : children(block).flatMap(lines)
}

/** Returns blocks as inline content with a hard break between two lines. */
export function joinAsLines(blocksOfLines: readonly NodeJSON[]): NodeJSON[] {
  return joinedLines(blocksOfLines.flatMap(flattenBlock).flatMap(lines))
}
