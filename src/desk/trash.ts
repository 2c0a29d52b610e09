import { dirname, join } from 'node:path'
import { renamePatiently, syncFolder } from './atomicWrite.ts'
import { codeOf, ifThere } from './files.ts'
import { newDraftId } from './names.ts'
import { draftFolder, notFound, type Shelf, TRASH_FOLDER, trashFolder } from './shelf.ts'

/**
 * Moves a draft to the trash under its own id, so that it can be brought back by it. An older draft of that id already
 * there steps aside under another name.
 */
export async function trashDraft(shelf: Shelf, id: string): Promise<null> {
  shelf.mustHold()
  const from = draftFolder(shelf, id)
  const to = trashFolder(shelf, id)
  if ((await ifThere(shelf.files.lstat(from))) === undefined) throw notFound(id)
  await shelf.files.makeFolders(dirname(to))
  if ((await ifThere(shelf.files.lstat(to))) !== undefined)
    await move(shelf, to, await freePath(shelf, join(shelf.folder, TRASH_FOLDER), id))
  await move(shelf, from, to)
  return null
}

/** Brings a draft back out of the trash; answers its id, which is another one when its own is taken meanwhile. */
export async function restoreDraft(shelf: Shelf, id: string): Promise<string> {
  shelf.mustHold()
  const from = trashFolder(shelf, id)
  if ((await ifThere(shelf.files.lstat(from))) === undefined) throw notFound(id)
  const taken = (await ifThere(shelf.files.lstat(draftFolder(shelf, id)))) !== undefined
  const back = taken ? await freePath(shelf, shelf.folder, id) : draftFolder(shelf, id)
  await move(shelf, from, back)
  return back.slice(shelf.folder.length + 1)
}

/** A path in `folder` that nothing has yet, under a new id made of an old one. */
async function freePath(shelf: Shelf, folder: string, id: string): Promise<string> {
  const title = id.replace(/-[a-z0-9]{6}$/, '')
  for (;;) {
    const path = join(folder, newDraftId(title))
    if ((await ifThere(shelf.files.lstat(path))) === undefined) return path
  }
}

async function move(shelf: Shelf, from: string, to: string): Promise<void> {
  await renamePatiently(shelf.files, from, to)
  for (const folder of [dirname(to), dirname(from)])
    await syncFolder(shelf.files, folder).catch((error: unknown) => {
      // Moved for every reader; only a power cut in the next seconds could still undo it, and then nothing is lost.
      shelf.log(`could not sync ${folder}: ${codeOf(error)}`)
    })
}
