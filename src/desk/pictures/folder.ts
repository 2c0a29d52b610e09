import { join, sep } from 'node:path'
import { syncFolder, writeAtomically } from '../disk/atomicWrite.ts'
import { sha256 } from '../sha256.ts'
import { realPathInside } from '../disk/readInside.ts'
import { codeOf, type Files, ifExists } from '../disk/files.ts'
import { IMAGES_FOLDER } from '../context.ts'
import { type CleanPicture, MAX_PICTURE_BYTES } from './cleanPicture.ts'
import { PICTURE_FORMATS, pictureKind } from './pictureHeader.ts'

/**
 * The picture files of one draft: `images/NAME` for pictures in use, `images/.trash/NAME` for those that neither the
 * draft nor any of its revisions shows (see trash.ts). Readers find a picture in either folder. Nothing outside the
 * draft's folder is ever read, written or removed: a link is not followed.
 */

/** A picture's bytes and their media type. */
export interface Picture {
  readonly bytes: Uint8Array
  readonly mime: string
}

/** As {@link import('../../text/url.ts').isImageSource} names pictures of the draft: one bare name, never a path. */
const BARE_NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,199}$/u

/** A name that Galley gave: the hash of the content. What the folder's owner put there has another name. */
const HASH_NAME = /^[0-9a-f]{16}\.[a-z]+$/

/** Returns the name under which a picture is stored, the hash of its content: `0123456789abcdef.jpg`. */
export function pictureName({ bytes, extension }: Pick<CleanPicture, 'bytes' | 'extension'>): string {
  return `${sha256(bytes).slice(0, 16)}.${extension}`
}

/** The folder in `images/` for pictures that are shown nowhere. */
const PICTURE_TRASH = '.trash'

/** Returns true for a file name that a picture of a draft may have. */
export function isPictureName(name: string): boolean {
  return BARE_NAME.test(name)
}

/** Returns true for a picture that Galley itself named, so that the name says what the file holds. */
export function isHashName(name: string): boolean {
  return HASH_NAME.test(name)
}

/** Returns the path of a draft's `images/`. */
export function imagesIn(draft: string): string {
  return join(draft, IMAGES_FOLDER)
}

/** Returns the path of the trash in a draft's `images/`. */
export function pictureTrashIn(draft: string): string {
  return join(draft, IMAGES_FOLDER, PICTURE_TRASH)
}

/**
 * Writes a picture into `images/`. A file of that name and size counts as the same picture where Galley gave the name;
 * a file that the folder's owner named is never written over.
 * @returns the paths it made, outermost first; null when another file has the name.
 * @throws UnsafeFile 'EOUTSIDE' when a link leads out of the draft's folder; what the file system threw, and then nothing
 * that it made is left.
 */
export async function storePicture(
  files: Files,
  draft: string,
  name: string,
  bytes: Uint8Array,
): Promise<string[] | null> {
  const images = imagesIn(draft)
  const made = (await makeFolder(files, images)) ? [images] : []
  const root = await files.realpath(draft)
  await realPathInside(files, root, images)
  const path = join(images, name)
  const there = await ifExists(files.stat(path))
  if (there !== undefined) await realPathInside(files, root, path)
  if (there !== undefined && !isHashName(name))
    return Buffer.compare(await files.readFile(path), bytes) === 0 ? made : null
  if (there?.size === bytes.length) return made
  try {
    await writeAtomically(files, path, bytes)
  } catch (error) {
    await removePaths(files, there === undefined ? [...made, path] : made)
    throw error
  }
  return [...made, path]
}

/** Removes new files and folders, listed outermost first. A folder that is not empty stays. Never throws. */
export async function removePaths(files: Files, made: readonly string[]): Promise<void> {
  for (const path of made.toReversed())
    await files.unlink(path).catch(() => files.rmdir(path).catch(() => undefined))
}

/** Makes one folder, and its name safe against a power cut. Returns false when it was there. */
export async function makeFolder(files: Files, path: string): Promise<boolean> {
  try {
    await files.mkdir(path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    return false
  }
  await syncFolder(files, join(path, '..'))
  return true
}

/** Returns the picture of that name, in use or in the trash; undefined when there is none, or the file is no picture. */
export async function readPicture(files: Files, draft: string, name: string): Promise<Picture | undefined> {
  if (!isPictureName(name)) return undefined
  const places = [join(IMAGES_FOLDER, name), join(IMAGES_FOLDER, PICTURE_TRASH, name)]
  // Between both a save may have moved it back, so `images/` is looked at once more.
  for (const place of [...places, ...places.slice(0, 1)]) {
    const picture = await readInsideDraft(files, draft, place)
    if (picture !== undefined) return picture
  }
  return undefined
}

async function readInsideDraft(files: Files, draft: string, place: string): Promise<Picture | undefined> {
  const root = await ifExists(files.realpath(draft))
  const path = await ifExists(files.realpath(join(draft, place)))
  if (root === undefined || !path?.startsWith(root + sep)) return undefined
  const facts = await ifExists(files.stat(path))
  if (facts?.isFile() !== true || facts.size > MAX_PICTURE_BYTES) return undefined
  const bytes = await ifExists(files.readFile(path))
  const kind = bytes === undefined ? null : pictureKind(bytes)
  return bytes === undefined || kind === null ? undefined : { bytes, mime: PICTURE_FORMATS[kind].mime }
}

/** Returns true for a folder that is one itself: through a link, files elsewhere would be moved or removed. */
export async function isRealFolder(files: Files, path: string): Promise<boolean> {
  return (await ifExists(files.lstat(path)))?.isDirectory() === true
}
