import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { findStrayTemps, sweepTemps } from '../disk/atomicWrite.ts'
import type { DraftSessions } from '../drafts/sessions.ts'
import { realPathInside } from '../disk/readInside.ts'
import { acquireLock, LOCK_FILE } from '../locks/lock.ts'
import { pictureTrashIn } from '../pictures/folder.ts'
import { mapBounded } from '../queue.ts'
import { HISTORY_FOLDER, IMAGES_FOLDER, ORIGINAL_FOLDER, type DeskContext } from '../context.ts'
import { sweepTrash } from './trash.ts'

/** Folders searched at once. Few, because the page waits for the library's list meanwhile. */
const CONCURRENCY = 2

/**
 * Removes the temp files of killed processes from a library, and finishes an interrupted emptying of the trash. A draft that
 * another process writes is skipped.
 * @throws what the file system threw for the library's own folder; errors of a single draft are ignored
 */
export async function sweepLibrary(context: DeskContext, sessions: DraftSessions): Promise<void> {
  const { files, folder } = context
  const names = (await files.readdir(folder)).filter((name) => !name.startsWith('.'))
  const hasLitter = await mapBounded(names, CONCURRENCY, async (name) => {
    await breathe()
    return isLittered(context, name)
  })
  const found = names.filter((_, index) => hasLitter[index])
  if (found.length > 0) await context.draftFolders.scan()
  for (const name of found)
    await context.queues
      .run(context.draftFolders.idOf(name) ?? name, () => sweepDraft(context, sessions, name))
      .catch(() => undefined)
  await sweepTrash(context)
}

/** Returns the paths of a draft's folder and of the folders in it that Galley writes to. */
export function foldersOf(draft: string): string[] {
  const own = [IMAGES_FOLDER, HISTORY_FOLDER, ORIGINAL_FOLDER].map((name) => join(draft, name))
  return [draft, ...own, pictureTrashIn(draft)]
}

/** Returns the folders of a draft that lie inside the library: `images` may be a link that leads outside. */
async function foldersInside({ files, folder }: DeskContext, draft: string): Promise<string[]> {
  const isInside = (path: string): Promise<boolean> =>
    realPathInside(files, folder, path).then(
      () => true,
      () => false,
    )
  const paths = foldersOf(draft)
  const inside = await Promise.all(paths.map(isInside))
  return paths.filter((_, index) => inside[index])
}

/**
 * Removes the temp files of killed processes in a draft's folder, and in nothing that lies outside the library. Returns
 * how many. Only for a draft whose lock is held.
 * @throws what the file system threw.
 */
export async function sweepDraftTemps(context: DeskContext, draft: string): Promise<number> {
  let swept = 0
  for (const path of await foldersInside(context, draft)) swept += await sweepTemps(context.files, path)
  return swept
}

async function isLittered(context: DeskContext, name: string): Promise<boolean> {
  for (const path of await foldersInside(context, join(context.folder, name)))
    if ((await findStrayTemps(context.files, path).catch(() => [])).length > 0) return true
  return false
}

/** Removes temp files from one draft. @throws Locked if another process writes it */
async function sweepDraft(context: DeskContext, sessions: DraftSessions, name: string): Promise<void> {
  const { files, folder, log } = context
  const draft = join(folder, name)
  const isOurs = sessions.get(context.draftFolders.idOf(name) ?? name)?.isLocked === true
  const lock = isOurs ? null : await acquireLock(files, join(draft, LOCK_FILE))
  try {
    const swept = await sweepDraftTemps(context, draft)
    if (swept > 0) log(`removed ${String(swept)} temp files of an earlier run from ${name}`)
  } finally {
    await lock?.release()
  }
}
