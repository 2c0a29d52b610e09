import type { Root } from 'mdast'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { fromMarkdown, type Options } from 'mdast-util-from-markdown'
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal'
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { directive } from 'micromark-extension-directive'
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal'
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough'
import { gfmTable } from 'micromark-extension-gfm-table'
import { blocks } from '../../blocks/index.ts'
import { checkLimits } from './limits.ts'

/** A line that opens a directive of one of our blocks, such as `:::dialogue`: foreign text has none. */
const OUR_DIRECTIVE = new RegExp(
  `^ {0,3}:{2,}(?:${blocks.flatMap(({ markdown }) => markdown.directives ?? []).join('|')})\\b`,
  'mu',
)

/**
 * Returns the syntax to read. A structured file has no autolinks and no tables of GFM: an address is a link only where the file says so. In
 * foreign text `10:30` is no directive, so directives within a line are read only beside one of ours.
 */
function extensionsFor(body: string, structured: boolean): Options {
  const directives = directive()
  const inText = structured || OUR_DIRECTIVE.test(body)
  return {
    extensions: [
      gfmStrikethrough(),
      inText || directives.flow === undefined ? directives : { flow: directives.flow },
      ...(structured ? [] : [gfmAutolinkLiteral(), gfmTable()]),
    ],
    mdastExtensions: [
      gfmStrikethroughFromMarkdown(),
      directiveFromMarkdown(),
      ...(structured ? [] : [gfmAutolinkLiteralFromMarkdown(), gfmTableFromMarkdown()]),
    ],
  }
}

/**
 * Parses Markdown to mdast.
 * @param structured whether the file is in Galley's structured profile
 * @param above how many lines of front matter stand above the body, for the line numbers of errors
 * @throws ArticleError if the text is nested or tangled beyond what anybody writes; RangeError if the stack overflows even so
 */
export function parseMarkdown(body: string, structured: boolean, above: number): Root {
  checkLimits(body, above)
  return fromMarkdown(body, extensionsFor(body, structured))
}
