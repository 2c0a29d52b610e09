import { type Article, exportStem, headlineText, type Target, targetById, targets } from '../article/index.ts'
import { dataUrl } from '../text/dataUrl.ts'
import type { ExportedFile } from '../desk.ts'
import { type Picture, picturesShown, readImage } from './pictures/images.ts'
import { deskProblem, DeskProblem } from './problems.ts'
import { zipBytes } from './transfer/zip/writer.ts'
import type { DeskContext } from './context.ts'
import { outgoingArticle, type OutgoingPicture, type OutgoingWatch } from './pictures/outgoing/index.ts'

/** A draft and its pictures as they were read for an export. Nothing in it is of the disk any more. */
export interface ExportSource {
  readonly article: Article
  readonly target: Target
  /** The pictures that the article shows, by name in `images/`. */
  readonly pictures: ReadonlyMap<string, Picture>
}

/** How an export is written. */
interface ExportOptions {
  /** By which the file is named: the setting `exportName`. */
  readonly pattern: string
  /** The time of the export, in milliseconds since 1970. */
  readonly now: number
  /** The setting `pictureEdge`, in pixels; null for pictures as they are in the draft. */
  readonly edge: number | null
  /** The setting `pictureQuality`. */
  readonly quality: number
}

/**
 * Reads what an export of a draft needs. A picture that is missing is left out and logged. The caller has the draft's queue.
 * @param targetId a target's id, from the article's catalogue of targets
 * @throws DeskProblem 'invalid' when there is no such target
 */
export async function readForExport(
  context: DeskContext,
  id: string,
  article: Article,
  targetId: string,
): Promise<ExportSource> {
  const target = targetById(targetId)
  if (target === undefined) throw unknownTarget(targetId)
  return { article, target, pictures: await readPictures(context, id, article) }
}

/**
 * Returns an article as the file of a publication target, its pictures resized as the settings say. If it shows pictures and
 * the target's format cannot contain them, the file is a zip of the text and `images/`.
 *
 * Example: an article with the slug `night-tram` and one picture becomes `night-tram.zip` with `night-tram.md` and
 * `images/tram-2000.jpg` for a Markdown target, or `night-tram.html` with the picture as `data:` for the web page.
 * @throws the reason of `watch.signal` when it is aborted
 */
export async function exportArticle(
  { article: draft, target, pictures }: ExportSource,
  { pattern, now, edge, quality }: ExportOptions,
  watch: OutgoingWatch,
): Promise<ExportedFile> {
  const widths = target.format === 'html' && !target.picturesInside ? SMALLER_WIDTHS : []
  const options = target.keepsPictures ? KEEP_PICTURES : { edge, quality, widths }
  const { article, pictures: outgoing, unread } = await outgoingArticle(draft, pictures, options, watch)
  const stem = exportStem(article.metadata.slug, headlineText(article), { pattern, day: new Date(now) })
  const file =
    target.picturesInside || outgoing.size === 0
      ? oneFile(stem, article, target, outgoing)
      : await zipped(stem, oneFile(stem, article, target, new Map(), outgoing), outgoing, now)
  return unread.length === 0 ? file : { ...file, unreadPictures: unread }
}

/** Widths in pixels of the copies for small screens: a telephone's, and a telephone's or tablet's with fine pixels. */
const SMALLER_WIDTHS = [1400, 800]

const KEEP_PICTURES = { edge: null, quality: 100, widths: [], keepsCuts: true }

function unknownTarget(id: string): DeskProblem {
  return deskProblem('invalid', 'unknownTarget', {
    id: id.slice(0, 60),
    targets: targets.map((target) => target.id).join(', '),
  })
}

/** Returns the pictures that an article shows, by file name, without the missing ones. */
async function readPictures(
  context: DeskContext,
  id: string,
  article: Article,
): Promise<Map<string, Picture>> {
  const found = new Map<string, Picture>()
  for (const name of picturesShown(article)) {
    try {
      found.set(name, await readImage(context, id, name))
    } catch (error) {
      if (!(error instanceof DeskProblem)) throw error
      context.log(`exported without ${name}: not in the draft`)
    }
  }
  return found
}

/**
 * Returns the target's file. @param inside written into it as `data:` addresses. One address can have no `srcset` beside it:
 * each width in it would make the page larger, and none would spare the reader anything.
 * @param beside files that the text names
 */
function oneFile(
  stem: string,
  article: Article,
  target: Target,
  inside: ReadonlyMap<string, OutgoingPicture>,
  beside?: ReadonlyMap<string, OutgoingPicture>,
): ExportedFile {
  const data = new Map<string, string>()
  for (const [src, { largest }] of inside)
    data.set(src, dataUrl({ mediaType: largest.mime, base64: Buffer.from(largest.bytes).toString('base64') }))
  const sets = new Map<string, { src: string; width: number }[]>()
  for (const [src, { smaller }] of beside ?? [])
    sets.set(
      src,
      smaller.map(({ path, size }) => ({ src: path, width: size.width })),
    )
  const text = target.write(article, data, beside === undefined ? undefined : sets)
  return { name: `${stem}${target.extension}`, mime: target.mime, bytes: new TextEncoder().encode(text) }
}

/** Returns a zip of the text and its pictures. @param modified time of all entries, in milliseconds since 1970 */
async function zipped(
  stem: string,
  text: ExportedFile,
  pictures: ReadonlyMap<string, OutgoingPicture>,
  modified: number,
): Promise<ExportedFile> {
  const entries = [{ name: text.name, bytes: text.bytes, modified, compress: true }]
  // Image formats are compressed already: deflating them costs time and saves nothing.
  for (const { largest, smaller } of pictures.values())
    for (const { path, bytes } of [largest, ...smaller])
      entries.push({ name: path, bytes, modified, compress: false })
  return { name: `${stem}.zip`, mime: 'application/zip', bytes: await zipBytes(entries) }
}
