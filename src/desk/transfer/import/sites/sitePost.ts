import type { Element, Root } from 'hast'
import {
  type Article,
  ArticleError,
  articleFrom,
  type ArticleState,
  detectLanguage,
  emptyMetadata,
  isLanguage,
  MAX_TEXT_LENGTH,
  parseHtml,
  readHtmlBlocks,
  ReadingReport,
  reportLine,
  recogniseArticle,
} from '../../../../article/index.ts'
import { elementsIn, property, textContent } from '../../../../blocks/hast.ts'
import { type NodeJSON, textOf } from '../../../../blocks/node.ts'
import { toLine } from '../../../../text/unicode.ts'
import { webUrl } from '../../../../text/url.ts'
import { t } from '../../../messages.ts'
import type { PictureFinder } from '../pictureFinder.ts'
import type { ReadDocument } from '../docx/readDocx.ts'

/** An article of a site's export, as the site says it. Texts are '' where it says nothing. */
export interface SitePost {
  /** Names the article in the report: its slug, or its number. */
  readonly name: string
  readonly title: string
  /** The body. */
  readonly html: string
  readonly excerpt: string
  readonly slug: string
  readonly byline: string
  readonly tags: readonly string[]
  readonly state: ArticleState
  /** The address of the published article. */
  readonly canonical: string
  readonly seoTitle: string
  readonly seoDescription: string
  /** The address of the featured picture. */
  readonly leadImage: string
  /** A BCP 47 tag of the whole site, '' if unknown. */
  readonly language: string
  /** When it was written, changed and published: milliseconds since 1970; null where the export does not say. */
  readonly created: number | null
  readonly edited: number | null
  readonly published: number | null
  /** Clauses about the article, such as “its comments were left out”. */
  readonly leftOut: readonly string[]
}

/** A site's export, taken apart. */
export interface SiteExport {
  /** Number of {@link posts}. */
  readonly count: number
  readonly posts: Iterable<SitePost>
  /** Changes the tree of a post's body into what the reader of HTML knows. */
  readonly tidy?: (body: Root) => void
  /** What of the export is not imported, as clauses about the file: “12 pictures and files of its media library …”. */
  readonly leftOut: readonly string[]
}

/** Stands before the `src` of a picture that was found, while the HTML is read. No such host can exist (RFC 6761, 6.4). */
const FOUND = 'https://picture.invalid/'

/** Returns text as a single line, its runs of white space as one space. */
export function lineOf(text: string): string {
  return toLine(text.replace(/\s+/g, ' ')).trim()
}

/** Returns what a piece of HTML says, as a single line: `Tom &amp; <i>Jerry</i>` is “Tom & Jerry”. */
export function textOfHtml(html: string): string {
  return lineOf(/[<&]/.test(html) ? textContent(parseHtml(html)) : html)
}

/**
 * Makes the article of a post.
 * @param tidy changes the tree of the body into what the reader of HTML knows
 * @throws ArticleError when the body is longer than Galley reads, or built to exhaust a reader.
 */
export async function articleOfPost(
  post: SitePost,
  find: PictureFinder,
  tidy: (body: Root) => void = () => undefined,
): Promise<ReadDocument> {
  if (post.html.length > MAX_TEXT_LENGTH)
    throw new ArticleError(
      t('transfer.documents.tooLarge.what'),
      t('transfer.documents.tooLarge.where'),
      t('transfer.documents.tooLarge.mend'),
    )
  const tree = parseHtml(`${baseOf(post.canonical)}<body>${post.html}`)
  tidy(tree)
  for (const each of elementsIn(tree)) if (each.tagName === 'img') await placePicture(each, find)
  const report = new ReadingReport()
  const body = readHtmlBlocks(post.html, tree, report.add).map(withFoundPictures)
  const article = recogniseArticle(
    articleFrom({ headline: lineOf(post.title), body, metadata: await metadataOf(post, body, find) }),
  )
  const leftOut = [...post.leftOut, ...report.entries.map(reportLine)]
  return { article, leftOut, created: post.created, edited: post.edited }
}

/** Returns an element that makes the post's relative addresses those of its site. */
function baseOf(canonical: string): string {
  return webUrl(canonical) === null ? '' : `<base href="${canonical.replaceAll('"', '%22')}">`
}

async function placePicture(img: Element, find: PictureFinder): Promise<void> {
  const found = await find(property(img, 'src'))
  if (found === null) return
  const { alt = '', title } = img.properties
  img.properties = { src: `${FOUND}${found}`, alt, ...(title === undefined ? {} : { title }) }
}

/** Returns a block with the pictures that were found in its figures. */
function withFoundPictures(block: NodeJSON): NodeJSON {
  const src = block.attrs?.src
  const isFound = typeof src === 'string' && src.startsWith(FOUND)
  return {
    ...block,
    ...(isFound ? { attrs: { ...block.attrs, src: src.slice(FOUND.length) } } : {}),
    ...(block.content === undefined ? {} : { content: block.content.map(withFoundPictures) }),
  }
}

async function metadataOf(
  post: SitePost,
  body: readonly NodeJSON[],
  find: PictureFinder,
): Promise<Article['metadata']> {
  const leadImage = post.leadImage === '' ? null : await find(post.leadImage)
  return {
    ...emptyMetadata(languageOf(post, body)),
    slug: lineOf(post.slug),
    byline: lineOf(post.byline),
    tags: [...new Set(post.tags.map(lineOf).filter(Boolean))],
    canonical: webUrl(post.canonical) === null ? '' : post.canonical,
    excerpt: lineOf(post.excerpt),
    seoTitle: lineOf(post.seoTitle),
    seoDescription: lineOf(post.seoDescription),
    leadImage: leadImage ?? (webUrl(post.leadImage) === null ? '' : post.leadImage),
    state: post.state,
    extra: post.published === null ? '' : `date: ${new Date(post.published).toISOString()}`,
  }
}

/** Returns the language of the words, in the site's spelling of it (`en-GB`) where the two agree. */
function languageOf({ language, title }: SitePost, body: readonly NodeJSON[]): string {
  const words = [title, ...body.map(textOf)].join('\n')
  const detected = detectLanguage(words)
  if (language === '' || !isLanguage(language)) return detected
  return language.split('-')[0]?.toLowerCase() === detected.split('-')[0] ? language : detected
}
