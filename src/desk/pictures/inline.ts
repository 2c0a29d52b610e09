import type { Article } from '../../article/index.ts'
import { isDataUrl, parseDataUrl } from '../../text/dataUrl.ts'
import { IMAGES_FOLDER, type DeskContext } from '../context.ts'
import { type CleanPicture, examine, RefusedPicture } from './examine.ts'
import { pictureName, removeMade, storePicture } from './folder.ts'

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

/** An article whose inline pictures were taken out of it. */
export interface Extracted {
  /** With the figures' `src`, `width` and `height` rewritten. */
  readonly article: Article
  /** The files that `images/` is to have, by name. */
  readonly pictures: ReadonlyMap<string, Uint8Array>
  readonly refused: readonly RefusedInline[]
}

/** An article whose inline pictures are files of the draft now. */
export interface Kept {
  readonly article: Article
  /** How many different pictures were stored. */
  readonly kept: number
  readonly refused: readonly RefusedInline[]
  /** Paths that were made, outermost first: for whoever has to undo the creation of the draft. */
  readonly made: readonly string[]
}

/**
 * Takes the inline pictures out of an article, each different one once. The same article where there are none.
 * Nothing is written.
 */
export function extractInlinePictures(article: Article): Extracted {
  const sources = inlineSources(article.doc)
  const pictures = new Map<string, Uint8Array>()
  const refused: RefusedInline[] = []
  const attributes = new Map<string, Doc['attrs']>()
  for (const [src, name] of sources) {
    try {
      const picture = pictureIn(src, name)
      const file = pictureName(picture)
      pictures.set(file, picture.bytes)
      const { width, height } = picture
      attributes.set(src, { src: `${IMAGES_FOLDER}/${file}`, width, height })
    } catch (error) {
      if (!(error instanceof RefusedPicture)) throw error
      refused.push({ name, why: error.why })
    }
  }
  return { article: withAttributes(article, attributes), pictures, refused }
}

/**
 * Makes every inline picture of an article a file in `images/` of a draft's folder. One that cannot be kept (too large,
 * damaged, of another kind) stays in the article as it is and is named in `refused`.
 * @param folder The draft's folder. It exists.
 * @throws what the file system threw; then the paths it made are gone again.
 */
export async function keepInlinePictures(
  { files }: Pick<DeskContext, 'files'>,
  folder: string,
  article: Article,
): Promise<Kept> {
  const { article: rewritten, pictures, refused } = extractInlinePictures(article)
  const made: string[] = []
  try {
    for (const [name, bytes] of pictures)
      made.push(...((await storePicture(files, folder, name, bytes)) ?? []))
  } catch (error) {
    await removeMade(files, made)
    throw error
  }
  return { article: rewritten, kept: pictures.size, refused, made }
}

/** The different `data:` sources of figures, each with a name to tell the writer. */
function inlineSources(doc: Doc): Map<string, string> {
  const sources = new Map<string, string>()
  let figures = 0
  const walk = (node: Doc): void => {
    const src = node.attrs?.src
    if (node.type === 'figure') figures += 1
    if (typeof src === 'string' && isDataUrl(src) && !sources.has(src))
      sources.set(src, nameOf(node, figures))
    for (const child of node.content ?? []) walk(child)
  }
  walk(doc)
  return sources
}

function nameOf(figure: Doc, place: number): string {
  const alt = figure.attrs?.alt
  const caption = (figure.content ?? []).map(({ text }) => text ?? ' ').join('')
  for (const name of [typeof alt === 'string' ? alt : '', caption]) {
    const short = Array.from(name.trim()).slice(0, 60).join('')
    if (short !== '') return short
  }
  return `picture ${String(place)}`
}

/** @throws RefusedPicture */
function pictureIn(src: string, name: string): CleanPicture {
  const data = parseDataUrl(src)
  if (data === null)
    throw new RefusedPicture(name, 'is not a PNG, JPEG, GIF, WebP or AVIF picture', 'Add it as a file.')
  return examine(name, Buffer.from(data.base64, 'base64'))
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
