import { dirname, join } from 'node:path'
import { isDraftId } from '../../../calls.ts'
import { ARTICLE_FILE, type DeskContext, TRASH_FOLDER } from '../../context.ts'
import { renameWithRetry, syncFolder, writeWhole } from '../../disk/atomicWrite.ts'
import { ifExists } from '../../disk/files.ts'
import { ownFolder } from '../../library/ownFolders.ts'
import { newDraftId } from '../../drafts/draftIds.ts'
import { removeFolder, type WorkFolder } from '../workFolders.ts'

/** Permissions of new files, before the user's umask. */
const FILE_MODE = 0o666

/** A draft that is ready to be added to the library. */
export interface IncomingDraft {
  readonly id: string
  readonly title: string
  /** The name of the folder it comes from, kept if it can be; '' for none. */
  readonly folder: string
  /** The bytes of `article.json`. */
  readonly article: Uint8Array
  /** The other files, by path below the folder. Read one at a time; one that reads as null is left out. */
  readonly parts: readonly { readonly path: string; readonly read: () => Promise<Uint8Array | null> }[]
  readonly isTrashed: boolean
}

/**
 * Adds a draft to the library, or to its trash. It is written and synced in a hidden folder and then renamed, so that
 * the draft is there with everything it has, or not at all.
 * @returns the path of its folder
 * @throws what reading a part or the file system threw; DeskProblem when the trash is a link. Nothing is left then.
 */
export async function addToLibrary(
  context: DeskContext,
  incoming: WorkFolder,
  draft: IncomingDraft,
): Promise<string> {
  const { files, folder: library } = context
  const hidden = await incoming.newFolder()
  try {
    await writeDraft(context, hidden, draft)
    const parent = draft.isTrashed ? join(library, TRASH_FOLDER) : library
    if (draft.isTrashed) {
      await ownFolder(files, library, TRASH_FOLDER)
      await files.makeFolders(parent)
    }
    const name = await freeName(context, parent, draft)
    await renameWithRetry(files, hidden, join(parent, name))
    if (!draft.isTrashed) context.draftFolders.register(draft.id, name)
    await syncFolder(files, parent).catch(() => undefined)
    return join(parent, name)
  } catch (error) {
    await removeFolder(hidden)
    throw error
  }
}

/** Writes the article last: a folder without one is no draft. */
async function writeDraft(
  { files }: DeskContext,
  hidden: string,
  { article, parts }: IncomingDraft,
): Promise<void> {
  const folders = new Set([hidden])
  for (const { path, read } of parts) {
    const target = join(hidden, path)
    const bytes = await read()
    if (bytes === null) continue
    if (!folders.has(dirname(target))) await files.makeFolders(dirname(target))
    folders.add(dirname(target))
    await writeWhole(files, target, bytes, FILE_MODE)
  }
  await writeWhole(files, join(hidden, ARTICLE_FILE), article, FILE_MODE)
  for (const folder of [...folders].toReversed()) await syncFolder(files, folder)
}

/** Returns a name that nothing has: a rename would replace an empty folder of that name. */
async function freeName(
  { files }: DeskContext,
  parent: string,
  { id, title, folder, isTrashed }: IncomingDraft,
): Promise<string> {
  const isFree = async (name: string): Promise<boolean> =>
    (await ifExists(files.lstat(join(parent, name)))) === undefined
  for (const name of isTrashed ? [id] : [folder, id]) if (isDraftId(name) && (await isFree(name))) return name
  for (;;) {
    const name = newDraftId(title)
    if (await isFree(name)) return name
  }
}
