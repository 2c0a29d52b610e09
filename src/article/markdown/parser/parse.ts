import type { Root } from 'mdast'
import type { Env } from 'markdown-it'
import { blocks } from '../../../blocks/index.ts'
import { checkLimits } from '../limits.ts'
import { parserFor, type Syntax } from './parser.ts'
import { treeOf } from './tree.ts'

/**
 * Parses Markdown to the tree of mdast. markdown-it reads the text, with four syntaxes of ours:
 *
 *   limits.ts       refuses what would exhaust the parser
 *   directives.ts   `:::dialogue`, `::embed`, `:br`; their grammar is in directiveSyntax.ts
 *   strike.ts       `~a~` and `~~a~~`
 *   footnotes.ts  `[^1]`, `^[in line]`
 *   literals.ts     addresses without brackets, texts.ts those within other markup
 *   tree.ts         tokens → mdast
 *
 * `tests/article/markdown/parser.test.ts` compares the trees with those of micromark over all examples of CommonMark and GFM.
 */

/** A line that opens a directive of one of our blocks, such as `:::dialogue`: foreign text has none. */
const OUR_DIRECTIVE = new RegExp(
  `^ {0,3}:{2,}(?:${blocks.flatMap(({ markdown }) => markdown.directives ?? []).join('|')})\\b`,
  'mu',
)

/**
 * Parses Markdown to mdast. A structured file has no autolinks: an address is a link only where the file says so. In foreign
 * text `10:30` is no directive, so directives within a line are read only beside one of ours.
 * @param structured true if the file is in Galley's structured profile
 * @param above how many lines of front matter stand above the body, for the line numbers of errors
 * @throws ArticleError if the text is nested or tangled beyond what anybody writes; RangeError if the stack overflows even so
 */
export function parseMarkdown(body: string, structured: boolean, above: number): Root {
  checkLimits(body, above)
  return parseTree(body, { textDirectives: structured || OUR_DIRECTIVE.test(body), gfm: !structured })
}

/**
 * Parses Markdown that Galley wrote itself, which exceeds no limit.
 * @param labels of footnotes that the file defines elsewhere
 */
export function parseTree(body: string, syntax: Syntax, labels: readonly string[] = []): Root {
  const env: Env = { footnotes: new Set(labels) }
  const parser = parserFor(syntax)
  const tokens = parser.parse(body, env)
  const decode = parser.utils.unescapeAll
  return treeOf({ tokens, references: env.references ?? {}, source: body, gfm: syntax.gfm, decode })
}
