import { join, sep } from 'node:path'
import type { Article } from '../../article/index.ts'
import type { StoredImage } from '../../desk.ts'
import { syncFolder, writeAtomically } from '../atomicWrite.ts'
import { sha256 } from '../draftFile.ts'
import { codeOf, ifThere } from '../files.ts'
import type { History } from '../history/index.ts'
import { withoutNotes } from './pictureClean.ts'
import { KINDS, pictureKind, pictureSize } from './pictureHeader.ts'
import { pictureNotes } from './pictureNotes.ts'
import { DeskProblem } from '../problems.ts'
import { ARTICLE_FILE, draftFolder, IMAGES_FOLDER, notFound, type Shelf } from '../shelf.ts'

export const MOST_BYTES = 50 * 1024 * 1024
/** On one side: beyond it browsers and print both give up. */
export const MOST_PIXELS = 20_000

/** A picture's bytes and what they are. */
export interface Picture {
  readonly bytes: Uint8Array
  readonly mime: string
}

/** As {@link import('../../text/url.ts').isImageSource} names pictures of the draft: one bare name, never a path. */
const BARE_NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,199}$/u

/**
 * Takes a picture into a draft under the hash of its content, without the notes of its camera; what they say of people
 * and credit is told, once.
 * @throws DeskProblem when it is no picture we take, too large, or damaged; what the file system threw.
 */
export async function addImage(
  shelf: Shelf,
  id: string,
  name: string,
  bytes: Uint8Array,
): Promise<StoredImage> {
  const picture = examine(name, bytes)
  const folder = draftFolder(shelf, id)
  if ((await ifThere(shelf.files.stat(join(folder, ARTICLE_FILE)))) === undefined) throw notFound(id)
  await shelf.mustHold(id)
  const file = `${sha256(picture.bytes).slice(0, 16)}.${picture.extension}`
  await storePicture(shelf, folder, file, picture.bytes)
  const kind = pictureKind(bytes)
  const notes = kind === null ? null : pictureNotes(kind, bytes)
  const { width, height } = picture
  return { src: `${IMAGES_FOLDER}/${file}`, width, height, ...(notes === null ? {} : { notes }) }
}

/**
 * Size and clean bytes of a picture; nothing is looked at before its size in bytes and pixels is known to be sane.
 * @throws DeskProblem when it is no picture we take, too large, or damaged.
 */
export function examine(
  name: string,
  bytes: Uint8Array,
): { bytes: Uint8Array; extension: string; width: number; height: number } {
  if (bytes.length > MOST_BYTES)
    throw refused(name, 'is larger than 50 MB', 'Make it smaller in an image editor and add it again.')
  const kind = pictureKind(bytes)
  if (kind === null)
    throw refused(
      name,
      'is not a PNG, JPEG, GIF, WebP or AVIF picture',
      'Save it as one of these (JPEG for photos) and add it again.',
    )
  try {
    const { width, height, orientation } = pictureSize(kind, bytes)
    if (Math.max(width, height) > MOST_PIXELS)
      throw refused(
        name,
        `is ${String(width)} × ${String(height)} pixels; Galley takes up to ${String(MOST_PIXELS)} on a side`,
        'Make it smaller in an image editor and add it again.',
      )
    const upright = orientation < 5
    return {
      bytes: withoutNotes(kind, bytes, orientation),
      extension: KINDS[kind].extension,
      width: upright ? width : height,
      height: upright ? height : width,
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw refused(name, 'is damaged or breaks off', 'Take it from its source again.')
  }
}

function refused(name: string, why: string, mend: string): DeskProblem {
  return new DeskProblem('invalid', `“${name.slice(0, 100)}” ${why}.`, 'The draft is as it was.', mend)
}

/** Answers the paths it made, outermost first. A file of that name already has that content. */
async function storePicture(
  shelf: Shelf,
  folder: string,
  file: string,
  bytes: Uint8Array,
): Promise<string[]> {
  const made: string[] = []
  const images = join(folder, IMAGES_FOLDER)
  try {
    await shelf.files.mkdir(images)
    made.push(images)
    await syncFolder(shelf.files, folder)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
  const path = join(images, file)
  const there = await ifThere(shelf.files.stat(path))
  if (there?.size === bytes.length) return made
  await writeAtomically(shelf.files, path, bytes)
  return [...made, path]
}

/**
 * A picture of a draft, for a host to show or an export to carry. Nothing outside the draft's folder is ever read,
 * and nothing that is no picture.
 * @throws DeskProblem 'not-found'.
 */
export async function readImage(shelf: Shelf, id: string, name: string): Promise<Picture> {
  for (const folder of foldersOf(shelf, id)) {
    const picture = BARE_NAME.test(name) ? await readContained(shelf, folder, name) : undefined
    if (picture !== undefined) return picture
  }
  throw new DeskProblem(
    'not-found',
    `There is no picture “${name.slice(0, 100)}” in this draft.`,
    'The draft is as it was.',
    'Add the picture again.',
  )
}

/** The draft's folder; and the one it has then, when it was renamed just while it was looked into. */
function* foldersOf(shelf: Shelf, id: string): Generator<string> {
  const folder = draftFolder(shelf, id)
  yield folder
  const later = draftFolder(shelf, id)
  if (later !== folder) yield later
}

async function readContained(shelf: Shelf, folder: string, name: string): Promise<Picture | undefined> {
  const root = await ifThere(shelf.files.realpath(folder))
  const path = await ifThere(shelf.files.realpath(join(folder, IMAGES_FOLDER, name)))
  if (root === undefined || !path?.startsWith(root + sep)) return undefined
  const facts = await shelf.files.stat(path)
  if (!facts.isFile() || facts.size > MOST_BYTES) return undefined
  const bytes = await shelf.files.readFile(path)
  const kind = pictureKind(bytes)
  return kind === null ? undefined : { bytes, mime: KINDS[kind].mime }
}

/** Names of the pictures in `images/` that an article shows, each once. */
export function picturesShown(article: Article): string[] {
  const names = new Set<string>()
  const walk = (node: Article['doc']): void => {
    const src = node.attrs?.src
    if (typeof src === 'string' && src.startsWith(`${IMAGES_FOLDER}/`))
      names.add(src.slice(IMAGES_FOLDER.length + 1))
    for (const child of node.content ?? []) walk(child)
  }
  walk(article.doc)
  return [...names]
}

/** Copies what an article shows from one draft to another, as far as it is there; answers the paths it made. */
export async function copyPictures(
  shelf: Shelf,
  article: Article,
  from: string,
  to: string,
): Promise<string[]> {
  const made: string[] = []
  for (const name of picturesShown(article)) {
    const picture = await readImage(shelf, from, name).catch(() => undefined)
    if (picture !== undefined)
      made.push(...(await storePicture(shelf, draftFolder(shelf, to), name, picture.bytes)))
  }
  return made
}

/** Histories longer than this are not looked through for pictures: a picture too many costs less than a pause. */
const MOST_REVISIONS = 2_000

/**
 * Removes the pictures that neither the draft nor any of its revisions shows. Where that cannot be told for sure,
 * none. Only for a draft that is closed: a page may still put back what it cut. Answers how many went.
 */
export async function sweepPictures(
  shelf: Shelf,
  id: string,
  article: Article,
  history: Pick<History, 'list' | 'pictures'>,
): Promise<number> {
  const folder = join(draftFolder(shelf, id), IMAGES_FOLDER)
  if ((await shelf.files.readdir(draftFolder(shelf, id))).some((name) => SAYS_MORE.test(name))) return 0
  const shown = new Set(picturesShown(article))
  const names = (await ifThere(shelf.files.readdir(folder))) ?? []
  const unused = names.filter((name) => OURS.test(name) && !shown.has(name))
  if (unused.length === 0 || (await history.list()).length > MOST_REVISIONS) return 0
  const { names: kept, complete } = await history.pictures()
  const gone = complete ? unused.filter((name) => !kept.has(name)) : []
  for (const name of gone) await ifThere(shelf.files.unlink(join(folder, name)))
  return gone.length
}

/** What holds words that are in neither: what was not saved yet or not put back, and what was damaged. */
const SAYS_MORE = /^(?:journal.*\.jsonl|article\.damaged.*)$/

/** As {@link addImage} names a picture: what its owner put there has another name, and stays. */
const OURS = /^[0-9a-f]{16}\.[a-z]+$/
