import type { Article } from '../../article/index.ts'
import { ifExists } from '../disk/files.ts'
import type { History } from '../history/index.ts'
import type { DeskContext } from '../context.ts'
import { imagesIn, isHashName } from './folder.ts'
import { picturesShown } from './shown.ts'
import { restoreFromTrash, sweepPictureTrash, trashedPictures, trashPictures } from './trash.ts'

/** In longer histories pictures are not looked for: an unused picture costs less than the wait. */
const MAX_REVISIONS = 2_000

/**
 * Moves the pictures that neither the draft nor any of its revisions shows to the draft's trash, and unlinks those that
 * have been there for 30 days (trash.ts says how these are counted). Does nothing where it is not certain what is shown.
 * Only for a draft that no page has open, and before its history is thinned: a picture that only a thinned revision
 * showed then goes to the trash at the next sweep, not in this one.
 * @returns how many pictures left `images/`.
 * @throws what the file system threw.
 */
export async function sweepUnusedPictures(
  context: Pick<DeskContext, 'files' | 'now'>,
  folder: string,
  article: Article,
  history: Pick<History, 'list' | 'pictures'>,
): Promise<number> {
  const { files } = context
  if ((await files.readdir(folder)).some((name) => UNSAVED_WORDS_FILE.test(name))) return 0
  const used = new Set(picturesShown(article))
  const names = (await ifExists(files.readdir(imagesIn(folder)))) ?? []
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

/** Files that may show pictures too: a journal that is not saved yet or was set aside, a damaged article. */
const UNSAVED_WORDS_FILE = /^(?:journal.*\.jsonl|article\.damaged.*)$/
