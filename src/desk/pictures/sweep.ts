import type { Article } from '../../article/index.ts'
import { ifThere } from '../disk/files.ts'
import type { History } from '../history/index.ts'
import type { DeskContext } from '../context.ts'
import { imagesIn, isHashName } from './folder.ts'
import { picturesShown } from './shown.ts'
import { restoreFromTrash, sweepPictureTrash, trashedPictures, trashPictures } from './trash.ts'

/** Histories longer than this are not looked through for pictures: a picture too many costs less than a pause. */
const MAX_REVISIONS = 2_000

/**
 * Moves the pictures that neither the draft nor any of its revisions shows to the draft's trash, and unlinks what has
 * been there for 30 days (trash.ts says how these are counted). Where it cannot be told for sure what is shown, does
 * nothing. Only for a draft that no page has open, and before its history is thinned: a picture that only a thinned
 * revision showed is then in the trash after the next sweep, not in this one.
 * @returns how many pictures left `images/`.
 * @throws what the file system threw.
 */
export async function sweepFolder(
  context: Pick<DeskContext, 'files' | 'now'>,
  folder: string,
  article: Article,
  history: Pick<History, 'list' | 'pictures'>,
): Promise<number> {
  const { files } = context
  if ((await files.readdir(folder)).some((name) => UNSEEN_WORDS.test(name))) return 0
  const used = new Set(picturesShown(article))
  const names = (await ifThere(files.readdir(imagesIn(folder)))) ?? []
  const unused = names.filter((name) => isHashName(name) && !used.has(name))
  const trashed = await trashedPictures(files, folder)
  if (unused.length + trashed.length === 0 || (await history.list()).length > MAX_REVISIONS) return 0
  const { names: kept, complete } = await history.pictures()
  if (!complete) return 0
  const shown = new Set([...used, ...kept])
  await restoreFromTrash(files, folder, shown)
  const now = context.now()
  await sweepPictureTrash(files, folder, shown, now)
  return trashPictures(
    files,
    folder,
    unused.filter((name) => !kept.has(name)),
    now,
  )
}

/** Files with words that are in neither: not saved yet, not put back, or damaged. */
const UNSEEN_WORDS = /^(?:journal.*\.jsonl|article\.damaged.*)$/
