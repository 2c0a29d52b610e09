import type { Root } from 'mdast'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { fromMarkdown, type Options } from 'mdast-util-from-markdown'
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal'
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough'
import { directive } from 'micromark-extension-directive'
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal'
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough'
import { guard } from './limits.ts'

/** A line that only a writer of our directives would write. */
const OURS = /^ {0,3}:{2,}(?:dialogue|caption|figure|source|embed|blank)\b/mu

/**
 * Which text is syntax. A structured file links nothing by itself: its addresses are links where it says so. In
 * foreign text `10:30` is no directive: those within a line are read only where ours stand beside them.
 */
function extensionsFor(body: string, structured: boolean): Options {
  const directives = directive()
  const inText = structured || OURS.test(body)
  return {
    extensions: [
      gfmStrikethrough(),
      inText || directives.flow === undefined ? directives : { flow: directives.flow },
      ...(structured ? [] : [gfmAutolinkLiteral()]),
    ],
    mdastExtensions: [
      gfmStrikethroughFromMarkdown(),
      directiveFromMarkdown(),
      ...(structured ? [] : [gfmAutolinkLiteralFromMarkdown()]),
    ],
  }
}

/**
 * Markdown to mdast.
 * @throws ArticleError when the text is nested or tangled beyond what anybody writes; RangeError when the stack ends all the same.
 */
export function parseMarkdown(body: string, structured: boolean, above: number): Root {
  guard(body, above)
  return fromMarkdown(body, extensionsFor(body, structured))
}
