import type { Element, ElementContent, Root, RootContent } from 'hast'
import { findElement } from '../../blocks/hast.ts'
import { children, type NodeJSON, textOf } from '../../blocks/node.ts'
import { type Article, articleFrom, parts } from '../article.ts'
import { castFromTurns } from '../text/cast.ts'
import { detectLanguage } from '../text/language.ts'
import { recogniseArticle } from '../text/recognise.ts'
import { createReading, type SourceDocument } from './flow.ts'
import { type DocumentParts, findDocumentParts, findOwnArticle } from './frame.ts'
import { readHeadMetadata } from './headMetadata.ts'
import { readClassStyles } from './textStyles.ts'
import { parseHtml } from './parse.ts'
import { withWordLists } from './wordLists.ts'

function contentOf(main: DocumentParts['main']): ElementContent[] {
  return (main.children as RootContent[]).filter((child) => child.type !== 'doctype')
}

/**
 * HTML to article: our own pages and fragments come back as they were; of others the headline, the main content and
 * what the head tells, paragraphs that plainly are dialogue, captions or the like as that. Nothing of it runs, and what
 * is not an article (navigation, forms, scripts) is left behind.
 * @param parsed the tree of `text`, if it was parsed before; it is not changed
 * @throws ArticleError when it is too long, too deep or too large to be an article
 */
export function readHtml(text: string, parsed: Root = parseHtml(text)): Article {
  const own = findOwnArticle(parsed)
  const root = own === undefined && text.includes('mso-list') ? withWordLists(parsed) : parsed
  const known = readHeadMetadata(root, own, own !== undefined)
  const frame = findDocumentParts(root, own, known.title)
  const { headline, standfirst, excluded: others } = frame
  const source: SourceDocument = {
    own: own !== undefined,
    base: known.base,
    looks: own === undefined ? readClassStyles(root) : new Map(),
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
      language: known.metadata.language || detectLanguage(body.map(textOf).join('\n')),
      cast: castFromTurns(body),
    },
  })
  return own === undefined ? recogniseArticle(article) : article
}

/**
 * The blocks of HTML that is part of an article, such as what is pasted into one: read as {@link readHtml} reads, but
 * nothing of it is headline or standfirst, no part of a page is taken for the whole, and paragraphs are paragraphs. `[]`
 * when it shows nothing.
 * @param parsed the tree of `text`, if it was parsed before; it is not changed
 * @throws ArticleError as {@link readHtml} does
 */
export function readHtmlBlocks(text: string, parsed: Root = parseHtml(text)): NodeJSON[] {
  const own = findOwnArticle(parsed)
  const root = own === undefined && text.includes('mso-list') ? withWordLists(parsed) : parsed
  const source: SourceDocument = {
    own: own !== undefined,
    base: readHeadMetadata(root, own, own !== undefined).base,
    looks: own === undefined ? readClassStyles(root) : new Map(),
    skipped: new Set(),
  }
  const whole = own ?? findElement(root, ({ tagName }) => tagName === 'body') ?? root
  const body = createReading(source).blocks(contentOf(whole))
  return body.length === 0 ? [] : [...children(parts(articleFrom({ body }).doc).body)]
}
