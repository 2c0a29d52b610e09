import type { Element, ElementContent, Root, RootContent } from 'hast'
import { elementsIn, findElement, textContent } from '../../blocks/hast.ts'
import { listDepth, MAX_LIST_DEPTH } from '../../blocks/list/index.ts'
import { missingFrom, noteContent, noteTextOf, noteWords } from '../../blocks/footnote/index.ts'
import { children, node, type NodeJSON, textOf } from '../../blocks/node.ts'
import type { Report } from '../../blocks/readingReport.ts'
import { type Article, articleFrom, parts } from '../article.ts'
import { castFromTurns } from '../cast/cast.ts'
import { languageOfBlocks } from '../text/language.ts'
import { noReport } from '../report/index.ts'
import { recogniseParts } from '../text/recognise.ts'
import { createReading, footnotesOf, Reported, type SourceDocument } from './flow.ts'
import { type DocumentParts, findDocumentParts, findOwnArticle } from './frame.ts'
import { ownSeoTexts, readHeadMetadata } from './headMetadata.ts'
import { parseHtml } from './parse.ts'
import { findChanges } from './foreign/changes.ts'
import { findFootnotes } from './foreign/footnotes.ts'
import { withNestedLists } from './foreign/flatLists.ts'
import { withLatePictures } from './foreign/lazyPictures.ts'
import { StyleSheet } from './foreign/styleSheet.ts'
import { withWordLists } from './foreign/wordLists.ts'

/**
 * Reads HTML: our own exports, pages of sites, files of word processors, pasted fragments. The text passes through
 *
 * 1. `parse.ts`: a tree, bounded in depth and size, and `foreign/` for other programs: lists of Word's paragraphs and Google's
 *    levels, comments and tracked changes, the rules of style sheets, formulas, emoji pictures;
 * 2. `headMetadata.ts` and `frame.ts`: metadata, and which elements are headline, standfirst and main content;
 * 3. `flow.ts`: blocks, each read by the block that knows its element, with marks from `foreign/textStyles.ts`;
 * 4. `text/recognise.ts`: paragraphs that are dialogue or captions, such as `<p>Mira: Yes.</p>`. Not for our own exports,
 *    whose elements say what they are.
 */

/** Returns a document of another program with its lists as HTML has lists. */
function withLists(text: string, root: Root): Root {
  const pictured = /<noscript|-youtube\b/i.test(text) ? withLatePictures(root) : root
  return withNestedLists(text.includes('mso-list') ? withWordLists(pictured) : pictured)
}

/** Returns the elements of a chosen article that say again what is read already, such as its headline. */
function repeatsIn(chosen: Root, read: readonly (Element | undefined)[]): Element[] {
  const words = (element: Element): string => textContent(element).replace(/\s+/g, ' ').trim()
  const known = new Set(read.map((element) => (element === undefined ? '' : words(element))))
  known.delete('')
  return [...elementsIn(chosen)].filter(
    (element) => /^(?:h[1-3]|p)$/.test(element.tagName) && known.has(words(element)),
  )
}

/** Reports lists that are deeper than an article's. {@link articleFrom} flattens them. */
function reportDepth(body: readonly NodeJSON[], report: Report): void {
  for (const block of body) if (listDepth(block) > MAX_LIST_DEPTH) report('listDepth', textOf(block))
}

/** Returns the facts about a document that reading any part of it needs. */
function sourceOf(text: string, root: Root, own: boolean, base: string, report: Report): SourceDocument {
  const reported = new Reported(report)
  const changes = own ? [] : findChanges(root, text, reported.add.bind(reported))
  return {
    own,
    base,
    sheet: new StyleSheet(own ? null : root),
    hasTexScripts: /math\/tex/i.test(text),
    reported,
    skipped: new Set(changes),
    footnotes: new Map(),
  }
}

/** Returns blocks with a paragraph for each footnote whose sign stands where none can be, as in a headline. */
function withUnplaced(
  body: readonly NodeJSON[],
  source: SourceDocument,
  report: Report,
): readonly NodeJSON[] {
  const missing = missingFrom(body, footnotesOf(source))
  for (const footnote of missing) report('note', noteWords(noteTextOf(footnote)))
  return [...body, ...missing.map((footnote) => node('paragraph', null, noteContent(noteTextOf(footnote))))]
}

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
 * @param chosen the article of a web page without what is around it, as `webPage/chooseArticle.ts` finds it
 * @throws ArticleError when it is too long, too deep or too large to be an article
 */
export function readHtml(
  text: string,
  parsed: Root = parseHtml(text),
  report: Report = noReport,
  chosen: Root | null = null,
): Article {
  const own = findOwnArticle(parsed)
  const root = own === undefined ? withLists(text, parsed) : parsed
  const known = readHeadMetadata(root, own, own !== undefined)
  const frame = findDocumentParts(root, own, known.title)
  const { headline, standfirst, excluded: others } = frame
  const document = sourceOf(text, root, own !== undefined, known.base, report)
  if (chosen !== null) report('chosenPart', '')
  else if (own === undefined)
    for (const foot of others) if (textContent(foot).trim() !== '') document.reported.add('furniture', foot)
  const repeated = chosen === null ? [] : repeatsIn(chosen, [headline, standfirst])
  const framed = [headline, standfirst, ...others, ...repeated].filter((element) => element !== undefined)
  const notes = findFootnotes(
    chosen ?? root,
    chosen ?? frame.main,
    document.own,
    document.reported.add.bind(document.reported),
  )
  const whole: SourceDocument = { ...document, footnotes: notes.signs }
  const skipped = new Set([...whole.skipped, ...framed, ...notes.skipped])
  const source: SourceDocument = { ...whole, skipped }
  const line = (element: Element | undefined): string =>
    element === undefined
      ? ''
      : createReading(whole)
          .inline(element.children)
          .map((inline) => textOf(inline).replaceAll('\n', ' '))
          .join('')
  const body = withUnplaced(createReading(source).blocks(contentOf(chosen ?? frame.main)), source, report)
  reportDepth(body, report)
  const read = {
    headline: headline === undefined && own === undefined ? known.title : line(headline),
    standfirst: line(standfirst),
    body,
    metadata: {
      ...known.metadata,
      ...(own === undefined ? {} : ownSeoTexts(known.shown, line(headline), line(standfirst))),
      language: known.metadata.language || languageOfBlocks(body),
      cast: castFromTurns(body),
    },
  }
  return articleFrom(own === undefined ? recogniseParts(read) : read)
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
  const root = own === undefined ? withLists(text, parsed) : parsed
  const { base } = readHeadMetadata(root, own, own !== undefined)
  const whole = own ?? findElement(root, ({ tagName }) => tagName === 'body') ?? root
  const document = sourceOf(text, root, own !== undefined, base, report)
  const notes = findFootnotes(root, whole, document.own, document.reported.add.bind(document.reported))
  const source: SourceDocument = {
    ...document,
    skipped: new Set([...document.skipped, ...notes.skipped]),
    footnotes: notes.signs,
  }
  const body = withUnplaced(createReading(source).blocks(contentOf(whole)), source, report)
  reportDepth(body, report)
  return body.length === 0 ? [] : [...children(parts(articleFrom({ body }).doc).body)]
}
