import { dirname, join } from 'node:path'
import { isDraftId } from '../../../calls.ts'
import { renameWithRetry, syncFolder, writeWhole } from '../../disk/atomicWrite.ts'
import { ownFolder } from '../../library/ownFolders.ts'
import { ifThere } from '../../disk/files.ts'
import { newDraftId } from '../../drafts/draftIds.ts'
import { ARTICLE_FILE, type DeskContext, TRASH_FOLDER } from '../../context.ts'
import { removeAll, type RunFolder } from '../runs.ts'

/** A draft made ready to be put into the library. */
export interface Incoming {
  readonly id: string
  readonly title: string
  /** The folder's name where it came from, to be kept if it may be; '' for none. */
  readonly folder: string
  readonly article: Uint8Array
  /** What lies beside the article, by path below the folder. Asked for one at a time; null is left out. */
  readonly parts: readonly { readonly path: string; readonly read: () => Promise<Uint8Array | null> }[]
  readonly trashed: boolean
}

/**
 * Puts a draft into the library, or into its trash: written whole and synced out of sight first, then given its name,
 * so that it is there with all it has or not at all. Answers the folder's path.
 * @throws what reading a part or the file system threw; DeskProblem when the trash is a link. Nothing is left then.
 */
export async function placeDraft(context: DeskContext, runs: RunFolder, incoming: Incoming): Promise<string> {
  const hidden = await runs.folder()
  try {
    await fill(context, hidden, incoming)
    const into = incoming.trashed ? join(context.folder, TRASH_FOLDER) : context.folder
    if (incoming.trashed) {
      await ownFolder(context.files, context.folder, TRASH_FOLDER)
      await context.files.makeFolders(into)
    }
    const name = await freeName(context, into, incoming)
    await renameWithRetry(context.files, hidden, join(into, name))
    if (!incoming.trashed) context.draftFolders.register(incoming.id, name)
    await syncFolder(context.files, into).catch(() => undefined)
    return join(into, name)
  } catch (error) {
    await removeAll(hidden)
    throw error
  }
}

async function fill(context: DeskContext, hidden: string, { article, parts }: Incoming): Promise<void> {
  const folders = new Set([hidden])
  for (const { path, read } of parts) {
    const target = join(hidden, path)
    const bytes = await read()
    if (bytes === null) continue
    if (!folders.has(dirname(target))) await context.files.makeFolders(dirname(target))
    folders.add(dirname(target))
    await writeWhole(context.files, target, bytes, 0o666)
  }
  await writeWhole(context.files, join(hidden, ARTICLE_FILE), article, 0o666)
  for (const folder of [...folders].toReversed()) await syncFolder(context.files, folder)
}

/** A rename would replace an empty folder of that name: a name is looked for that nothing has. */
async function freeName(
  context: DeskContext,
  into: string,
  { id, title, folder, trashed }: Incoming,
): Promise<string> {
  const wanted = trashed ? [id] : [folder, id]
  for (const name of wanted)
    if (isDraftId(name) && (await ifThere(context.files.lstat(join(into, name)))) === undefined) return name
  for (;;) {
    const name = newDraftId(title)
    if ((await ifThere(context.files.lstat(join(into, name)))) === undefined) return name
  }
}
