import { type Article, exportStem, headlineText, type Target, targetById, targets } from '../article/index.ts'
import { dataUrl } from '../text/dataUrl.ts'
import type { ExportedFile } from '../desk.ts'
import { type Picture, picturesShown, readImage } from './pictures/images.ts'
import { deskProblem, DeskProblem } from './problems.ts'
import { zipBytes } from './transfer/zip/writer.ts'
import { IMAGES_FOLDER, type DeskContext } from './context.ts'

/**
 * Returns an article as the file of a publication target. If it shows pictures and the target's format cannot contain
 * them, the file is a zip of the text and `images/`. A picture that is missing is left out and logged.
 *
 * Example: an article with the slug `night-tram` and one picture becomes `night-tram.zip` with `night-tram.md` and
 * `images/tram.jpg` for a Markdown target, or `night-tram.html` with the picture as `data:` for the web page.
 * @param id the draft whose pictures the article shows
 * @param targetId a target's id, from the article's catalogue of targets
 * @param pattern by which files are named: the setting `exportName`
 * @throws DeskProblem 'invalid' when there is no such target
 */
export async function exportArticle(
  context: DeskContext,
  id: string,
  article: Article,
  targetId: string,
  pattern: string,
): Promise<ExportedFile> {
  const target = targetById(targetId)
  if (target === undefined) throw unknownTarget(targetId)
  const pictures = await readPictures(context, id, article)
  const stem = exportStem(article.metadata.slug, headlineText(article), {
    pattern,
    day: new Date(context.now()),
  })
  if (target.picturesInside || pictures.size === 0) return oneFile(stem, article, target, pictures)
  return zipped(stem, oneFile(stem, article, target, new Map()), pictures, context.now())
}

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

/** Returns the target's file. `pictures` are written into it as `data:` addresses; the others stay `images/NAME`. */
function oneFile(
  stem: string,
  article: Article,
  target: Target,
  pictures: ReadonlyMap<string, Picture>,
): ExportedFile {
  const data = new Map<string, string>()
  for (const [name, { bytes, mime }] of pictures)
    data.set(
      `${IMAGES_FOLDER}/${name}`,
      dataUrl({ mediaType: mime, base64: Buffer.from(bytes).toString('base64') }),
    )
  return {
    name: `${stem}${target.extension}`,
    mime: target.mime,
    bytes: new TextEncoder().encode(target.write(article, data)),
  }
}

/** Returns a zip of the text and its pictures. @param modified time of all entries, in milliseconds since 1970 */
async function zipped(
  stem: string,
  text: ExportedFile,
  pictures: ReadonlyMap<string, Picture>,
  modified: number,
): Promise<ExportedFile> {
  const entries = [{ name: text.name, bytes: text.bytes, modified, compress: true }]
  // Image formats are compressed already: deflating them costs time and saves nothing.
  for (const [name, { bytes }] of pictures)
    entries.push({ name: `${IMAGES_FOLDER}/${name}`, bytes, modified, compress: false })
  return { name: `${stem}.zip`, mime: 'application/zip', bytes: await zipBytes(entries) }
}
