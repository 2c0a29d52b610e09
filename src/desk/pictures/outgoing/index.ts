import { type Article, PICTURE_FIELDS } from '../../../article/index.ts'
import { IMAGES_FOLDER } from '../../context.ts'
import { sha256 } from '../../sha256.ts'
import type { Picture } from '../folder.ts'
import { RenderCache } from './cache.ts'
import { figureCut, focusAfter, type PictureCut, shownSize } from './cut.ts'
import { type OutgoingOptions, planPicture } from './plan.ts'
import { PictureThread } from '../thread/pictureThread.ts'
import type { PictureCopy } from '../thread/jobs.ts'

/**
 * Pictures on their way out of Galley. Each figure's picture is cut, resized and written anew as the settings say
 * (`plan.ts`), in a thread (`thread/`), and the article is rewritten to show the result: its figures have the new name,
 * width and height, and no crop any more. The draft and its files are only read. A picture that cannot be rendered leaves as
 * it came and is named in `unread`; no export fails because of one.
 *
 *     images/3f0a9c12d4b5e677.jpg, 6000 × 4000   →   images/3f0a9c12d4b5e677-2000.jpg, …-1400.jpg, …-800.jpg
 */

type Doc = Article['doc']

/** A file beside the exported text, or within it. */
interface OutgoingFile {
  /** As the article names it: `images/NAME`. */
  readonly path: string
  readonly mime: string
  readonly bytes: Uint8Array
}

/** A file that was rendered. Size in pixels. */
interface RenderedFile extends OutgoingFile {
  readonly size: { readonly width: number; readonly height: number }
}

/** One picture of the exported article. */
export interface OutgoingPicture {
  /** What the article shows. */
  readonly largest: OutgoingFile | RenderedFile
  /** Narrower copies for small screens, falling. */
  readonly smaller: readonly RenderedFile[]
}

/** An article as it leaves, with its pictures. */
export interface OutgoingArticle {
  readonly article: Article
  /** By the figures' new `src`, in the article's order. */
  readonly pictures: ReadonlyMap<string, OutgoingPicture>
  /** The pictures that left as they came because they could not be read, as the writer knows them. */
  readonly unread: readonly string[]
}

/** What an export may be asked meanwhile. */
export interface OutgoingWatch {
  readonly signal: AbortSignal
  /** Called before each picture and after the last. */
  readonly onProgress: (done: number, total: number) => void
}

/** A picture as one or several figures show it. */
interface Shown {
  readonly src: string
  readonly cut: PictureCut | null
  /** For the writer: the alternative text, or the file's name. */
  readonly label: string
}

const renderer = new PictureThread()
const cache = new RenderCache()

/**
 * Prepares an article's pictures for an export.
 * @param pictures the files that the article shows, by name in `images/`; figures of others stay as they are
 * @throws the signal's reason when it is aborted
 */
export async function outgoingArticle(
  article: Article,
  pictures: ReadonlyMap<string, Picture>,
  options: OutgoingOptions,
  { signal, onProgress }: OutgoingWatch,
): Promise<OutgoingArticle> {
  const shown = shownPictures(article.doc, pictures)
  const made = new Map<string, OutgoingPicture>()
  const unread: string[] = []
  for (const [key, picture] of shown) {
    onProgress(made.size, shown.size)
    const file = pictures.get(nameIn(picture.src))
    if (file === undefined) continue
    const copies = await rendered(file.bytes, picture.cut, options, signal)
    if (copies === 'unread') unread.push(picture.label)
    made.set(
      key,
      copies === null || copies === 'unread'
        ? asItCame(picture, file, options.keepsCuts === true)
        : named(picture, pictures, copies),
    )
  }
  onProgress(made.size, shown.size)
  const metadata = { ...article.metadata, ...namedPictures(article, shown, made) }
  const rewritten = { metadata, doc: rewrite(article.doc, pictures, made) }
  return {
    article: rewritten,
    pictures: new Map([...made.values()].map((each) => [each.largest.path, each])),
    unread,
  }
}

const nameIn = (src: string): string => src.slice(IMAGES_FOLDER.length + 1)

/** Two figures with the same picture and cut show the same file. */
const keyOf = (src: string, cut: PictureCut | null): string => `${src} ${JSON.stringify(cut)}`

/** Returns the different pictures of figures, in their order. */
function shownPictures(doc: Doc, pictures: ReadonlyMap<string, Picture>): Map<string, Shown> {
  const shown = new Map<string, Shown>()
  const walk = (node: Doc): void => {
    const { src, alt } = node.attrs ?? {}
    if (typeof src === 'string' && src.startsWith(`${IMAGES_FOLDER}/`) && pictures.has(nameIn(src))) {
      const cut = figureCut(node.attrs, pictures.get(nameIn(src)))
      const label = typeof alt === 'string' && alt.trim() !== '' ? alt : nameIn(src)
      const key = keyOf(src, cut)
      if (!shown.has(key)) shown.set(key, { src, cut, label })
    }
    for (const child of node.content ?? []) walk(child)
  }
  walk(doc)
  return shown
}

/** Returns the copies of a picture; null if it leaves as it came, 'unread' if it does because it cannot be read. */
async function rendered(
  bytes: Uint8Array,
  cut: PictureCut | null,
  options: OutgoingOptions,
  signal: AbortSignal,
): Promise<readonly PictureCopy[] | null | 'unread'> {
  try {
    const plan = planPicture(bytes, cut, options)
    if (plan === null) return null
    const key = cache.key(bytes, plan)
    const copies = cache.get(key) ?? (await renderer.render(bytes, plan, signal))
    cache.set(key, copies)
    const [largest] = copies
    const isSmaller = largest !== undefined && largest.bytes.length < bytes.length
    if (plan.isForced || isSmaller) return copies
    // The new file would only be larger; its smaller copies are still useful.
    const original = { width: plan.width, height: plan.height, bytes }
    return plan.smaller.length === 0 ? null : [original, ...copies.slice(1)]
  } catch {
    signal.throwIfAborted()
    return 'unread'
  }
}

/** @param isExact the figure keeps what it notes, as the target is read back */
function asItCame({ src, cut }: Shown, { bytes, mime }: Picture, isExact: boolean): OutgoingPicture {
  // So it does with a cut that could not be made.
  const size = isExact || cut !== null ? null : shownSize(bytes)
  return { largest: { path: src, mime, bytes, ...(size === null ? {} : { size }) }, smaller: [] }
}

/**
 * Names the copies: the original's name, the width, and a mark if there is a cut or another picture of the article has that
 * name already.
 */
function named(
  { src, cut }: Shown,
  pictures: ReadonlyMap<string, Picture>,
  copies: readonly PictureCopy[],
): OutgoingPicture {
  const { bytes: original, mime = '' } = pictures.get(nameIn(src)) ?? {}
  const [, stem = src, ending = ''] = /^(.*?)(\.[^./]+)?$/.exec(src) ?? []
  const isTaken = copies.some(({ width }) => pictures.has(nameIn(`${stem}-${String(width)}${ending}`)))
  const marked = cut === null ? (isTaken ? src : '') : JSON.stringify(cut)
  const mark = marked === '' ? '' : `-${sha256(marked).slice(0, 6)}`
  const files = copies.map(({ width, height, bytes }) => ({
    // A file keeps its name only with its bytes: a picture in a draft is named after them.
    path: bytes === original ? src : `${stem}${mark}-${String(width)}${ending}`,
    mime,
    bytes,
    size: { width, height },
  }))
  const [largest, ...smaller] = files
  if (largest === undefined) throw new Error('a picture was rendered without a copy')
  return { largest, smaller }
}

/** Returns the pictures that the metadata names, such as the lead image, under the names that their files leave with. */
function namedPictures(
  { metadata }: Article,
  shown: ReadonlyMap<string, Shown>,
  made: ReadonlyMap<string, OutgoingPicture>,
): Partial<Article['metadata']> {
  const names = PICTURE_FIELDS.map((field) => {
    const [key] = [...shown].find(([, { src }]) => src === metadata[field]) ?? ['']
    return [field, made.get(key)?.largest.path ?? metadata[field]] as const
  })
  return Object.fromEntries(names)
}

/** Returns the document with its figures showing the files that were made. */
function rewrite(
  doc: Doc,
  pictures: ReadonlyMap<string, Picture>,
  made: ReadonlyMap<string, OutgoingPicture>,
): Doc {
  const { src } = doc.attrs ?? {}
  const cut = typeof src === 'string' ? figureCut(doc.attrs, pictures.get(nameIn(src))) : null
  const picture = typeof src === 'string' ? made.get(keyOf(src, cut)) : undefined
  const content = doc.content?.map((child) => rewrite(child, pictures, made))
  return {
    ...doc,
    ...(picture === undefined ? {} : { attrs: { ...doc.attrs, ...attributesOf(picture, cut, doc.attrs) } }),
    ...(content === undefined ? {} : { content }),
  }
}

/** Returns the attributes of a figure that shows an exported picture, without a crop and rotation that were applied to it. */
function attributesOf(
  { largest }: OutgoingPicture,
  cut: PictureCut | null,
  attrs: Doc['attrs'],
): Doc['attrs'] {
  if (!('size' in largest)) return { src: largest.path }
  const uncut = cut === null ? {} : { crop: null, rotation: 0, focus: focusAfter(cut, attrs?.focus) }
  return { src: largest.path, ...largest.size, ...uncut }
}
