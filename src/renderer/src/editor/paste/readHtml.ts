import {
  ArticleError,
  articleFrom,
  type Article,
  parseHtml,
  readHtml,
  readHtmlBlocks,
  recogniseArticle,
  recogniseBlocks,
  ReadingReport,
  type ReportEntry,
} from '../../../../article/index.ts'
import type { NodeJSON } from '../../../../blocks/node.ts'
import { visibleLines } from './clipboard.ts'
import { composed } from './nodes.ts'
import type { BlocksPasted, DraftPictures, InlinePasted, Pasted } from './pasted.ts'
import { addressIn } from './readText.ts'

/**
 * Reading of HTML that another program (or Galley) copied. The HTML is parsed once, by the article's own parser, and the
 * same tree is then read as blocks and, for an empty draft, as an article.
 */

/** HTML that was parsed, and its blocks. */
export interface ParsedHtml {
  readonly html: string
  readonly tree: ReturnType<typeof parseHtml>
  /** At least one. */
  readonly blocks: readonly NodeJSON[]
  readonly report: readonly ReportEntry[]
}

/** Parses HTML and reads its blocks; null if it shows nothing, or is too large or deep for an article. */
export function parsePastedHtml(html: string): ParsedHtml | null {
  if (html === '') return null
  try {
    const tree = parseHtml(html)
    const report = new ReadingReport()
    const blocks = readHtmlBlocks(html, tree, report.add)
    return blocks.length === 0 ? null : { html, tree, blocks, report: report.entries }
  } catch (error) {
    if (error instanceof ArticleError || error instanceof RangeError) return null
    throw error
  }
}

/** Returns true if the HTML shows pictures without captions and nothing else. */
export function showsOnlyPictures(parsed: ParsedHtml | null): boolean {
  return parsed?.blocks.every(({ type, content }) => type === 'figure' && content === undefined) ?? true
}

/** Galley's own HTML says itself which blocks are dialogue. */
const GALLEY_ARTICLE = /<article[^>]*\sclass="galley"/

/** The article of a page; if the HTML has no headline of its own, its blocks as an article. */
function articleIn({ html, tree, blocks }: ParsedHtml): Article {
  const article = readHtml(html, tree)
  const [headline] = article.doc.content ?? []
  if (headline?.content !== undefined) return article
  return articleFrom({ body: blocks, metadata: article.metadata })
}

/** Addresses of the pictures of the web that the blocks show. */
function remotePicturesIn(blocks: readonly NodeJSON[]): string[] {
  const sources = blocks.flatMap(({ attrs }) =>
    typeof attrs?.src === 'string' && /^https?:/i.test(attrs.src) ? [attrs.src] : [],
  )
  return [...new Set(sources)]
}

/** Returns the words of a node, blocks on lines of their own. */
function plainText(json: NodeJSON): string {
  const isInline = json.content?.[0]?.type === 'text'
  return json.text ?? (json.content ?? []).map(plainText).join(isInline ? '' : '\n')
}

/** What is read from HTML is shaped by what stands around it on the clipboard and in the draft. */
export interface HtmlContext {
  /** The clipboard's plain text. */
  readonly text: string
  /** True if several blocks are to become the whole article. */
  readonly asArticle: boolean
  readonly draftPictures: DraftPictures | null
}

/** Reads parsed HTML as an address, the words of one paragraph, blocks or an article. */
export function readParsedHtml(parsed: ParsedHtml, { text, asArticle, draftPictures }: HtmlContext): Pasted {
  const { html, blocks, report } = parsed
  const isGalleys = GALLEY_ARTICLE.test(html)
  const words = visibleLines(text).length > 0 ? text : blocks.map(plainText).join('\n')
  const context = { remotePictures: remotePicturesIn(blocks), draftPictures, report }
  const [only] = blocks
  if (blocks.length === 1 && only !== undefined) {
    const single = singleBlock(only, words, context)
    const address = addressIn(text)
    return address === '' ? single : { kind: 'address', address, fallback: single }
  }
  if (asArticle) {
    const article = articleIn(parsed)
    const { doc, metadata } = isGalleys ? article : recogniseArticle(article)
    const alternative = { kind: 'text', text: words } as const
    return { kind: 'article', doc: composed(doc), metadata, text: words, alternative, ...context }
  }
  return formattedBlocks(blocks, words, isGalleys, context)
}

type PastedContext = Pick<BlocksPasted, 'remotePictures' | 'draftPictures' | 'report'>

function singleBlock(block: NodeJSON, text: string, context: PastedContext): InlinePasted | BlocksPasted {
  if (block.type === 'paragraph')
    return { kind: 'inline', content: composed(block).content ?? [], text, report: context.report }
  return {
    kind: 'blocks',
    blocks: [composed(block)],
    text,
    outsideBody: null,
    alternative: null,
    ...context,
  }
}

/** Blocks of a formatted text. Paragraphs that plainly are dialogue become dialogue; the writer may want them back. */
function formattedBlocks(
  blocks: readonly NodeJSON[],
  text: string,
  isExact: boolean,
  context: PastedContext,
): BlocksPasted {
  const original: BlocksPasted = {
    kind: 'blocks',
    blocks: blocks.map(composed),
    text,
    outsideBody: null,
    alternative: null,
    ...context,
  }
  if (isExact) return original
  const recognised = recogniseBlocks(blocks)
  if (JSON.stringify(recognised) === JSON.stringify(blocks)) return original
  return { ...original, blocks: recognised.map(composed), alternative: original }
}
