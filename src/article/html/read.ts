import type { Element, ElementContent, Root, RootContent } from 'hast'
import { findElement } from '../../blocks/hast.ts'
import { children, type NodeJSON, textOf } from '../../blocks/node.ts'
import type { Report } from '../../blocks/readingReport.ts'
import { type Article, articleFrom, parts } from '../article.ts'
import { castFromTurns } from '../cast.ts'
import { detectLanguage } from '../text/language.ts'
import { noReport } from '../report/index.ts'
import { recogniseArticle } from '../text/recognise.ts'
import { createReading, Reported, type SourceDocument } from './flow.ts'
import { type DocumentParts, findDocumentParts, findOwnArticle } from './frame.ts'
import { ownSeoTexts, readHeadMetadata } from './headMetadata.ts'
import { readClassStyles } from './textStyles.ts'
import { parseHtml } from './parse.ts'
import { withWordLists } from './wordLists.ts'

/**
 * Reads HTML: our own exports, pages of sites, files of word processors, pasted fragments. The text passes through
 *
 * 1. `parse.ts`: a tree, bounded in depth and size, and for Word `wordLists.ts`, which makes lists of its paragraphs;
 * 2. `headMetadata.ts` and `frame.ts`: metadata, and which elements are headline, standfirst and main content;
 * 3. `flow.ts`: blocks, each read by the block that knows its element, with marks from `textStyles.ts`;
 * 4. `text/recognise.ts`: paragraphs that are dialogue or captions, such as `<p>Mira: Yes.</p>`. Not for our own exports,
 *    whose elements say what they are.
 */

/** Returns what is in the main element, without the document's type. */
function contentOf(main: DocumentParts['main']): ElementContent[] {
  return (main.children as RootContent[]).filter((child) => child.type !== 'doctype')
}

/**
 * Returns the article in a whole HTML document. Our own pages and fragments are restored exactly. Of other pages it reads
 * headline, main content and metadata, and recognises dialogue and captions in paragraphs. No script runs; navigation,
 * forms and scripts are left out.
 * @param parsed the tree of `text`, if it was parsed before; it is not changed
 * @param report is told what the article does not have as the document had it
 * @throws ArticleError when it is too long, too deep or too large to be an article
 */
export function readHtml(text: string, parsed: Root = parseHtml(text), report: Report = noReport): Article {
  const own = findOwnArticle(parsed)
  const root = own === undefined && text.includes('mso-list') ? withWordLists(parsed) : parsed
  const known = readHeadMetadata(root, own, own !== undefined)
  const frame = findDocumentParts(root, own, known.title)
  const { headline, standfirst, excluded: others } = frame
  const source: SourceDocument = {
    own: own !== undefined,
    base: known.base,
    looks: own === undefined ? readClassStyles(root) : new Map(),
    reported: new Reported(report),
    skipped: new Set([headline, standfirst, ...others].filter((element) => element !== undefined)),
  }
  const line = (element: Element | undefined): string =>
    element === undefined
      ? ''
      : createReading({ ...source, skipped: new Set() })
          .inline(element.children)
          .map((inline) => textOf(inline).replaceAll('\n', ' '))
          .join('')
  const body = createReading(source).blocks(contentOf(frame.main))
  const article = articleFrom({
    headline: headline === undefined && own === undefined ? known.title : line(headline),
    standfirst: line(standfirst),
    body,
    metadata: {
      ...known.metadata,
      ...(own === undefined ? {} : ownSeoTexts(known.shown, line(headline), line(standfirst))),
      language: known.metadata.language || detectLanguage(body.map(textOf).join('\n')),
      cast: castFromTurns(body),
    },
  })
  return own === undefined ? recogniseArticle(article) : article
}

/**
 * Returns the blocks of pasted HTML. Unlike {@link readHtml} it reads the whole body, treats nothing as headline or
 * standfirst, and leaves paragraphs as paragraphs. Returns `[]` if the HTML shows nothing.
 * @param parsed the tree of `text`, if it was parsed before; it is not changed
 * @param report as {@link readHtml} has it
 * @throws ArticleError as {@link readHtml} does
 */
export function readHtmlBlocks(
  text: string,
  parsed: Root = parseHtml(text),
  report: Report = noReport,
): NodeJSON[] {
  const own = findOwnArticle(parsed)
  const root = own === undefined && text.includes('mso-list') ? withWordLists(parsed) : parsed
  const source: SourceDocument = {
    own: own !== undefined,
    base: readHeadMetadata(root, own, own !== undefined).base,
    looks: own === undefined ? readClassStyles(root) : new Map(),
    skipped: new Set(),
    reported: new Reported(report),
  }
  const whole = own ?? findElement(root, ({ tagName }) => tagName === 'body') ?? root
  const body = createReading(source).blocks(contentOf(whole))
  return body.length === 0 ? [] : [...children(parts(articleFrom({ body }).doc).body)]
}
