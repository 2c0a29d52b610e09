import { NOTES_LINE, withNotesAsText } from '../../blocks/footnote/index.ts'
import { blocks } from '../../blocks/index.ts'
import { children, type NodeJSON, textOf } from '../../blocks/node.ts'
import { type Article, parts } from '../article.ts'
import { withScriptCharacters } from './scripts.ts'

/** Writes a node, with a function that writes the nodes in it. */
type Writer = (node: NodeJSON, each: (node: NodeJSON) => string) => string

const writers = Object.assign({}, ...blocks.map((block) => block.text.plain)) as Readonly<
  Record<string, Writer>
>

/** Returns a block as plain text. Throws if no block writes its type: a mistake in `blocks/`. */
function plain(node: NodeJSON): string {
  const write = writers[node.type]
  if (write === undefined) throw new Error(`no plain text for ${node.type}`)
  return write(node, plain)
}

/** Returns blocks that are part of an article, as plain text that `readTextBlocks` reads again. */
export function writeTextBlocks(nodes: readonly NodeJSON[]): string {
  const { blocks: written, notes } = withNotesAsText(nodes)
  return [...written, ...notes]
    .map((node) => plain(withScriptCharacters(node)))
    .filter((piece) => piece !== '')
    .join('\n\n')
}

/**
 * Returns the article as plain text that {@link readText} reads again: headline, standfirst and blocks with a blank line
 * between, turns as `Name to Other (aside): text`, figures as `caption | CREDIT`. Of marks only
 * superscript and subscript have a form here: `m²`, `H₂O`. Footnotes are `[1]`, and stand after the last block under a line.
 */
export function writeText(article: Article): string {
  const { headline, standfirst, body } = parts(article.doc)
  const { blocks: written, notes } = withNotesAsText(children(body))
  const write = (node: NodeJSON): string => plain(withScriptCharacters(node))
  const below = notes.length === 0 ? [] : [NOTES_LINE, ...notes.map(write)]
  const pieces = [textOf(headline), textOf(standfirst), ...written.map(write), ...below]
  return `${pieces.filter((piece) => piece !== '').join('\n\n')}\n`
}
