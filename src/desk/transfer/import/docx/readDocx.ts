import mammoth from 'mammoth'
import {
  type Article,
  decodeText,
  parseHtml,
  readHtml,
  ReadingReport,
  reportLine,
} from '../../../../article/index.ts'
import type { NodeJSON } from '../../../../blocks/node.ts'
import { dataUrl, INLINE_IMAGE_TYPES } from '../../../../text/dataUrl.ts'
import { BODY_PART, damaged, type DocxPackage, openDocx } from './docxPackage.ts'
import { leftOutOf, type MissingPictures } from './leftOut.ts'
import { tidyHtml } from './tidyHtml.ts'
import { FORMULA_STYLE, formulasIn, HIDDEN_STYLE, reportChanges } from './wordXml.ts'

/*
 * Reads Word documents: `docxPackage.ts` unpacks and checks the parts, mammoth makes HTML of them by their styles,
 * `tidyHtml.ts` adapts that, and the reader of HTML makes the article. Pictures do not pass through the HTML, whose length
 * is limited: an address stands for each, and is replaced in the article.
 */

/** An article, and what of its document is not in it as it was: clauses about the file, such as “its comments were left out”. */
export interface ReadDocument {
  readonly article: Article
  readonly leftOut: readonly string[]
  /** When it was written and last changed, where it says so: milliseconds since 1970. */
  readonly created?: number | null
  readonly edited?: number | null
}

/** Beside mammoth's own rules for headings, lists and notes. The reader of HTML knows the classes. */
const STYLES = [
  "p[style-name='Title'] => p.title:fresh",
  "p[style-name='Subtitle'] => p.subtitle:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Block Text'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote.pullquote > p:fresh",
  "p[style-name='caption'] => p.caption:fresh",
  "p[style-name='Image Caption'] => p.caption:fresh",
  "p[style-name='Source Code'] => pre:separator('\\n')",
  "p[style-name='HTML Preformatted'] => pre:separator('\\n')",
  "r[style-name='Verbatim Char'] => code",
  "r[style-name='HTML Code'] => code",
  `r.${FORMULA_STYLE} => code.formula`,
  `r.${HIDDEN_STYLE} => span.hidden`,
]

/** Stands for a picture until the article is read. No such host can exist (RFC 6761, 6.4). */
const PICTURE_ADDRESS = 'https://picture.invalid/'

/**
 * Reads a Word document. Pictures inside it are `data:` addresses of the article's figures.
 * @throws ArticleError when it is no Word document, has a password, is damaged, empty or too large.
 */
export async function readDocx(bytes: Uint8Array): Promise<ReadDocument> {
  const parts = await openDocx(bytes)
  const pictures = new DocxPictures()
  const { value: html, messages } = await convert(parts, pictures).catch((error: unknown) => {
    throw damaged(error)
  })
  const text = decodeText(new TextEncoder().encode(html))
  const report = new ReadingReport()
  const article = pictures.placedIn(readHtml(text, tidyHtml(parseHtml(text)), report.add))
  await reportParts(parts, report.add)
  const leftOut = leftOutOf(parts, await hasComments(parts), messages, pictures.missing)
  // Why a picture is missing is known here.
  const others = report.entries.filter(({ kind }) => kind !== 'picture')
  return { article, leftOut: [...leftOut, ...others.map(reportLine)] }
}

/** Reports what mammoth does without a word: formulas as text, and tracked changes. */
async function reportParts(parts: DocxPackage, report: ReadingReport['add']): Promise<void> {
  for (const path of parts.paths.filter((each) => BODY_PART.test(each))) {
    const xml = await parts.read(path, 'utf-8').catch(() => '')
    reportChanges(xml, report)
    for (const formula of formulasIn(xml)) report('formula', formula)
  }
}

type Conversion = Awaited<ReturnType<typeof mammoth.convertToHtml>>

async function convert(parts: DocxPackage, pictures: DocxPictures): Promise<Conversion> {
  // mammoth takes parts that are unpacked already; its types (1.13.0) leave that out.
  const input = { file: parts } as unknown as Parameters<typeof mammoth.convertToHtml>[0]
  return await mammoth.convertToHtml(input, {
    styleMap: STYLES,
    // The document's own rules could make any element of its words.
    includeEmbeddedStyleMap: false,
    externalFileAccess: false,
    convertImage: mammoth.images.imgElement(async (image) => ({
      src: await pictures.add(image.contentType, () => image.readAsBase64String()),
    })),
  })
}

async function hasComments(parts: DocxPackage): Promise<boolean> {
  const path = 'word/comments.xml'
  return parts.exists(path) && /<w:comment\s/.test(await parts.read(path, 'utf-8').catch(() => ''))
}

/** The pictures of one document while it is read. */
class DocxPictures {
  /** `data:` addresses, by the addresses that stand for them. */
  readonly #sources = new Map<string, string>()
  #unknownKind = 0
  #broken = 0

  /**
   * Returns the address that stands for a picture; '' for one that cannot be in the article.
   * @param contentType null, whatever mammoth's types say, for a picture that is not in the file
   */
  async add(contentType: string | null, read: () => Promise<string>): Promise<string> {
    const kind = (contentType ?? '')
      .toLowerCase()
      .replace(/^image\//, '')
      .replace(/^jpg$/, 'jpeg')
    if (contentType !== null && !INLINE_IMAGE_TYPES.some((each) => each === kind)) {
      this.#unknownKind += 1
      return ''
    }
    try {
      const source = dataUrl({ mediaType: `image/${kind}`, base64: await read() })
      const address = `${PICTURE_ADDRESS}${String(this.#sources.size)}`
      this.#sources.set(address, source)
      return address
    } catch {
      this.#broken += 1
      return ''
    }
  }

  get missing(): MissingPictures {
    return { unknownKind: this.#unknownKind, broken: this.#broken }
  }

  /** Returns the article with the pictures themselves in its figures. */
  placedIn(article: Article): Article {
    if (this.#sources.size === 0) return article
    const place = (node: NodeJSON): NodeJSON => {
      const source = this.#sources.get(String(node.attrs?.src))
      return {
        ...node,
        ...(source === undefined ? {} : { attrs: { ...node.attrs, src: source } }),
        ...(node.content === undefined ? {} : { content: node.content.map(place) }),
      }
    }
    return { ...article, doc: place(article.doc) }
  }
}
