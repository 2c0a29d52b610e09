import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { strayTemps, sweepTemps } from './atomicWrite.ts'
import { takeLock, LOCK_FILE } from './lock.ts'
import { pictureTrashIn } from './pictures/folder.ts'
import { mapBounded } from './queue.ts'
import { HISTORY_FOLDER, IMAGES_FOLDER, type Shelf } from './shelf.ts'
import { sweepTrash } from './trash.ts'

/** Few: the list of the library is waited for meanwhile. */
const AT_ONCE = 2

/** Removes what killed processes left half-written in a library, but nothing in a draft that another process writes. */
export async function sweepLibrary(shelf: Shelf): Promise<void> {
  const { files, folder } = shelf
  const names = (await files.readdir(folder)).filter((name) => !name.startsWith('.'))
  const littered = await mapBounded(names, AT_ONCE, async (name) => {
    await breathe()
    return isLittered(shelf, name)
  })
  const found = names.filter((_, index) => littered[index])
  if (found.length > 0) await shelf.names.survey()
  for (const name of found)
    await shelf.queues
      .run(shelf.names.idOf(name) ?? name, () => sweepDraft(shelf, name))
      .catch(() => undefined)
  await sweepTrash(shelf)
}

/** A draft's folder and those in it that Galley writes to. */
export function foldersOf(draft: string): string[] {
  return [draft, join(draft, IMAGES_FOLDER), pictureTrashIn(draft), join(draft, HISTORY_FOLDER)]
}

async function isLittered({ files, folder }: Shelf, name: string): Promise<boolean> {
  for (const path of foldersOf(join(folder, name)))
    if ((await strayTemps(files, path).catch(() => [])).length > 0) return true
  return false
}

async function sweepDraft(shelf: Shelf, name: string): Promise<void> {
  const { files, folder, log } = shelf
  const draft = join(folder, name)
  const isOurs = shelf.holds.has(shelf.names.idOf(name) ?? name)
  const lock = isOurs ? null : await takeLock(files, join(draft, LOCK_FILE))
  try {
    let swept = 0
    for (const path of foldersOf(draft)) swept += await sweepTemps(files, path)
    if (swept > 0) log(`removed ${String(swept)} temp files of an earlier run from ${name}`)
  } finally {
    await lock?.release()
  }
}
