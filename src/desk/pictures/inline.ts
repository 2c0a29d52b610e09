import type { Article } from '../../article/index.ts'
import { isDataUrl, parseDataUrl } from '../../text/dataUrl.ts'
import { t } from '../messages.ts'
import { IMAGES_FOLDER, type DeskContext } from '../context.ts'
import { type CleanPicture, cleanPicture, PictureError } from './cleanPicture.ts'
import { pictureName, removePaths, storePicture } from './folder.ts'

/**
 * Pictures that an article carries in itself, as `data:` addresses of its figures: what an imported page or a pasted text
 * brings along. They become files of the draft, so that the article file stays small and the picture is stored once.
 */

type Doc = Article['doc']

/** A picture that stays in the article as it is. */
export interface RefusedInline {
  /** What the writer knows it by: its alternative text, its caption, or "picture 3". */
  readonly name: string
  /** Continues a sentence whose subject is the picture: "is damaged or breaks off". */
  readonly why: string
}

/** An article whose inline pictures were extracted. */
export interface ExtractedPictures {
  /** With the figures' `src`, `width` and `height` rewritten. */
  readonly article: Article
  /** The bytes of the new files in `images/`, by name. */
  readonly pictures: ReadonlyMap<string, Uint8Array>
  readonly refused: readonly RefusedInline[]
}

/** An article whose inline pictures were stored as files of the draft. */
export interface StoredPictures {
  readonly article: Article
  /** Number of different pictures stored. */
  readonly storedCount: number
  readonly refused: readonly RefusedInline[]
  /** New paths, outermost first: to be removed if the creation of the draft fails. */
  readonly made: readonly string[]
}

/**
 * Extracts the inline pictures of an article, each different one once. Returns the same article object where there are
 * none. Writes nothing.
 */
export function extractInlinePictures(article: Article): ExtractedPictures {
  const sources = inlineSources(article.doc)
  const pictures = new Map<string, Uint8Array>()
  const refused: RefusedInline[] = []
  const attributes = new Map<string, Doc['attrs']>()
  for (const [src, name] of sources) {
    try {
      const picture = decodedPicture(src, name)
      const file = pictureName(picture)
      pictures.set(file, picture.bytes)
      const { width, height } = picture
      attributes.set(src, { src: `${IMAGES_FOLDER}/${file}`, width, height })
    } catch (error) {
      if (!(error instanceof PictureError)) throw error
      refused.push({ name, why: error.why })
    }
  }
  return { article: withAttributes(article, attributes), pictures, refused }
}

/**
 * Stores every inline picture of an article as a file in `images/` of a draft's folder. A picture that Galley does not
 * take (too large, damaged, of another kind) stays in the article and is named in `refused`.
 * @param folder The draft's folder. It exists.
 * @throws what the file system threw; then the paths it made are gone again.
 */
export async function storeInlinePictures(
  { files }: Pick<DeskContext, 'files'>,
  folder: string,
  article: Article,
): Promise<StoredPictures> {
  const { article: rewritten, pictures, refused } = extractInlinePictures(article)
  const made: string[] = []
  try {
    for (const [name, bytes] of pictures)
      made.push(...((await storePicture(files, folder, name, bytes)) ?? []))
  } catch (error) {
    await removePaths(files, made)
    throw error
  }
  return { article: rewritten, storedCount: pictures.size, refused, made }
}

/** Returns the different `data:` sources of figures, each with a name for the writer. */
function inlineSources(doc: Doc): Map<string, string> {
  const sources = new Map<string, string>()
  let figures = 0
  const walk = (node: Doc): void => {
    const src = node.attrs?.src
    if (node.type === 'figure') figures += 1
    if (typeof src === 'string' && isDataUrl(src) && !sources.has(src))
      sources.set(src, figureName(node, figures))
    for (const child of node.content ?? []) walk(child)
  }
  walk(doc)
  return sources
}

/** Returns a figure's alternative text or caption, or an embed's title, shortened; else the figure's number in the article. */
function figureName(figure: Doc, number: number): string {
  const alt = figure.attrs?.alt ?? figure.attrs?.title
  const caption = (figure.content ?? []).map(({ text }) => text ?? ' ').join('')
  for (const name of [typeof alt === 'string' ? alt : '', caption]) {
    const short = Array.from(name.trim()).slice(0, 60).join('')
    if (short !== '') return short
  }
  return t('pictures.unnamed', { number: String(number) })
}

/** @throws RefusedPicture */
function decodedPicture(src: string, name: string): CleanPicture {
  const data = parseDataUrl(src)
  if (data === null)
    throw new PictureError(name, t('pictures.refused.unknownKind'), t('pictures.mend.addAsFile'))
  return cleanPicture(name, Buffer.from(data.base64, 'base64'))
}

function withAttributes(article: Article, attributes: ReadonlyMap<string, Doc['attrs']>): Article {
  if (attributes.size === 0) return article
  const place = (node: Doc): Doc => {
    const src = node.attrs?.src
    const given = typeof src === 'string' ? attributes.get(src) : undefined
    return {
      ...node,
      ...(given === undefined ? {} : { attrs: { ...node.attrs, ...given } }),
      ...(node.content === undefined ? {} : { content: node.content.map(place) }),
    }
  }
  return { ...article, doc: place(article.doc) }
}
