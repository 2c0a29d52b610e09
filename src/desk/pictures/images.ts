import { join } from 'node:path'
import type { Article } from '../../article/index.ts'
import type { StoredImage } from '../../desk.ts'
import { ifExists } from '../disk/files.ts'
import type { History } from '../history/index.ts'
import { DeskProblem, deskProblem } from '../problems.ts'
import { ARTICLE_FILE, draftFolder, IMAGES_FOLDER, notFound, type DeskContext } from '../context.ts'
import type { AcceptedPicture } from './acceptPicture.ts'
import { type Picture, pictureName, readPicture, removePaths, storePicture } from './folder.ts'
import { pictureKind } from './pictureHeader.ts'
import { pictureNotes } from './pictureNotes.ts'
import { picturesShown } from './shown.ts'
import { sweepUnusedPictures } from './sweep.ts'
import { restoreFromTrash, trashedPictures } from './trash.ts'

/**
 * The pictures of a library's drafts, as the desk's calls use them. A picture comes in through acceptPicture.ts, is stored under
 * the hash of its clean bytes (folder.ts), and leaves for the draft's own trash when nothing shows it (trash.ts).
 */

export { MAX_PICTURE_BYTES } from './cleanPicture.ts'
export type { Picture } from './folder.ts'
export { picturesShown } from './shown.ts'

/**
 * Stores a picture in a draft under the hash of its content; returns what the notes of its camera said of people and credit. The
 * caller has the draft's lock.
 * @throws what the file system threw.
 */
export async function addImage(
  context: DeskContext,
  id: string,
  picture: AcceptedPicture,
): Promise<StoredImage> {
  const folder = await existingFolder(context, id)
  const file = pictureName(picture)
  await storePicture(context.files, folder, file, picture.bytes)
  const { width, height, original } = picture
  const kind = pictureKind(original)
  const notes = kind === null ? null : pictureNotes(kind, original)
  return { src: `${IMAGES_FOLDER}/${file}`, width, height, ...(notes === null ? {} : { notes }) }
}

/** @throws DeskProblem 'not-found' when there is no such draft. */
async function existingFolder(context: DeskContext, id: string): Promise<string> {
  const folder = draftFolder(context, id)
  if ((await ifExists(context.files.stat(join(folder, ARTICLE_FILE)))) === undefined) throw notFound(id)
  return folder
}

/**
 * Reads a picture of a draft, for a host to show or an export to include; also one in the draft's trash. Nothing outside
 * the draft's folder is read, and no file that is not a picture.
 * @throws DeskProblem 'not-found'.
 */
export async function readImage(context: DeskContext, id: string, name: string): Promise<Picture> {
  for (const folder of possibleFolders(context, id)) {
    const picture = await readPicture(context.files, folder, name)
    if (picture !== undefined) return picture
  }
  throw deskProblem('not-found', 'noSuchPicture', { name: name.slice(0, 100) })
}

/** Yields the draft's folder; then the one it has now, if it was renamed while the first was looked into. */
function* possibleFolders(context: DeskContext, id: string): Generator<string> {
  const folder = draftFolder(context, id)
  yield folder
  const later = draftFolder(context, id)
  if (later !== folder) yield later
}

/**
 * Copies the pictures that an article shows from one draft to another; missing ones are skipped.
 * @returns the new paths
 * @throws what the file system threw; the new paths are removed again then.
 */
export async function copyPictures(
  context: DeskContext,
  article: Article,
  from: string,
  to: string,
): Promise<string[]> {
  const made: string[] = []
  try {
    for (const name of picturesShown(article)) {
      const picture = await readImage(context, from, name).catch(() => undefined)
      if (picture === undefined) continue
      made.push(...((await storePicture(context.files, draftFolder(context, to), name, picture.bytes)) ?? []))
    }
  } catch (error) {
    await removePaths(context.files, made)
    throw error
  }
  return made
}

/**
 * Copies picture files of the draft `from` into the draft `to`, under the same names; also ones in the trash of `from`.
 * The caller has the lock of `to`; `from` is only read.
 * @returns the names that were not copied: `from` has no such picture, or `to` has another file of that name.
 * @throws DeskProblem 'not-found' when there is no draft `to`; what the file system threw.
 */
export async function copyImages(
  context: DeskContext,
  to: string,
  from: string,
  names: readonly string[],
): Promise<string[]> {
  const folder = await existingFolder(context, to)
  const missing: string[] = []
  for (const name of new Set(names)) {
    const picture = await readImage(context, from, name).catch((error: unknown) => {
      if (error instanceof DeskProblem) return undefined
      throw error
    })
    const made = picture === undefined ? null : await storePicture(context.files, folder, name, picture.bytes)
    if (made === null) missing.push(name)
  }
  return missing
}

/**
 * Moves pictures that an article shows back out of the draft's trash. For every save, opening and restored version;
 * costs one look at a folder that is not there when nothing is in the trash. The caller has the draft's lock.
 * @returns how many were moved back.
 * @throws what the file system threw.
 */
export async function restorePictures(context: DeskContext, id: string, article: Article): Promise<number> {
  const { files } = context
  const folder = draftFolder(context, id)
  if ((await trashedPictures(files, folder)).length === 0) return 0
  return restoreFromTrash(files, folder, picturesShown(article))
}

/**
 * As {@link sweepUnusedPictures}, for a draft of the library: when no page has it open, and before its history is thinned.
 * @returns how many pictures left `images/`.
 */
export function sweepPictures(
  context: DeskContext,
  id: string,
  article: Article,
  history: Pick<History, 'list' | 'pictures'>,
): Promise<number> {
  return sweepUnusedPictures(context, draftFolder(context, id), article, history)
}
