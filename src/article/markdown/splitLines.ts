import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import { blocks } from '../../blocks/index.ts'
import { isParagraph } from '../../blocks/mdast.ts'

/**
 * Takes apart paragraphs whose lines are blocks of their own. Markdown has a line end within a paragraph for a space, so that of
 *
 *     Mina: “Wait.”
 *     Jun: “No.”
 *
 * Mina would say both.
 */

/** Returns the words of phrasing, without marks. */
function wordsOf(content: readonly PhrasingContent[]): string {
  return content
    .map((node) => ('children' in node ? wordsOf(node.children) : 'value' in node ? node.value : ''))
    .join('')
}

/** Returns true if a line is one that some block has on a line of its own. */
function standsAlone(line: Paragraph): boolean {
  const words = wordsOf(line.children).trim()
  return blocks.some(({ markdown }) => markdown.standsAlone?.(words) === true)
}

/** Returns the lines of a paragraph; those within bold words or a link are one. */
function linesOf(paragraph: Paragraph): Paragraph[] {
  const lines: PhrasingContent[][] = [[]]
  for (const child of paragraph.children) {
    const [first = '', ...others] = child.type === 'text' ? child.value.split('\n') : []
    if (others.length === 0) lines.at(-1)?.push(child)
    else {
      if (first !== '') lines.at(-1)?.push({ type: 'text', value: first })
      for (const value of others) lines.push(value === '' ? [] : [{ type: 'text', value }])
    }
  }
  return lines.map((children) => ({ ...paragraph, children }))
}

/** Returns true for a paragraph of lines that each stand alone. */
function isOfLines(block: RootContent): block is Paragraph {
  if (!isParagraph(block)) return false
  const lines = linesOf(block)
  return lines.length > 1 && lines.every(standsAlone)
}

/** Returns the blocks of a file with a paragraph for each line where every line of a paragraph stands alone; the same blocks if none does. */
export function splitLines(body: readonly RootContent[]): readonly RootContent[] {
  if (!body.some(isOfLines)) return body
  return body.flatMap((block): readonly RootContent[] => (isOfLines(block) ? linesOf(block) : [block]))
}
