import type { OutlineItem } from '../blocks/block.ts'
import { withNotesAsText } from '../blocks/footnote/index.ts'
import { blocks } from '../blocks/index.ts'
import { children, type NodeJSON, textOf } from '../blocks/node.ts'
import { plainSpaces } from '../text/unicode.ts'
import { parts, type Article } from './article.ts'
import { withScriptCharacters } from './text/scripts.ts'

const writers = Object.assign({}, ...blocks.map((block) => block.text.outline)) as OutlineWriters

type OutlineWriters = Readonly<
  Record<string, (node: NodeJSON, each: (node: NodeJSON) => OutlineItem[]) => OutlineItem[]>
>

/** Returns the rows of a block. Throws if no block outlines its type: a mistake in `blocks/`. */
function rowsOf(node: NodeJSON): OutlineItem[] {
  const write = writers[node.type]
  if (write === undefined) throw new Error(`no outline for ${node.type}`)
  return write(node, rowsOf)
}

/** Non-breaking and other spaces are printed as plain ones; everything else as the writer wrote it. */
function withPlainSpaces(item: OutlineItem): OutlineItem {
  return Object.fromEntries(
    Object.entries(item).map(([key, value]) => [key, typeof value === 'string' ? plainSpaces(value) : value]),
  ) as OutlineItem
}

/** Returns the article as a flat list of what it is made of, in reading order. An empty standfirst has no row. */
export function outline(article: Article): OutlineItem[] {
  const { headline, standfirst, body } = parts(article.doc)
  const { blocks: written, notes } = withNotesAsText(children(body))
  return [
    { type: 'headline', text: textOf(headline) },
    ...(children(standfirst).length === 0 ? [] : [{ type: 'standfirst', text: textOf(standfirst) }]),
    ...[...written, ...notes].map(withScriptCharacters).flatMap(rowsOf),
  ].map(withPlainSpaces)
}
