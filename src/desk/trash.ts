import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { isDraftId } from '../calls.ts'
import type { TrashedDraft } from '../desk.ts'
import { renamePatiently, syncFolder, writeAtomically } from './atomicWrite.ts'
import { damagedSummary, summaryFromBytes } from './draftFile.ts'
import type { DraftSession } from './drafts/session.ts'
import { codeOf, type Files, ifThere } from './files.ts'
import { newDraftId } from './names.ts'
import { mapBounded } from './queue.ts'
import { ARTICLE_FILE, draftFolder, notFound, type Shelf, TRASH_FOLDER, trashFolder } from './shelf.ts'

/** In a draft in the trash: when it came there. Without it the folder's own time tells. */
const NOTE = '.trashed.json'
/** What is being removed for good has such a name, so that no half of it is ever taken for a draft. */
const GOING = '.removing-'
const AT_ONCE = 8

/**
 * Moves a draft to the trash under its own id, so that it can be brought back by it. An older draft of that id already
 * there steps aside under another name. Nobody writes the draft any more.
 */
export async function trashDraft(session: DraftSession): Promise<void> {
  const { id, shelf } = session
  const from = draftFolder(shelf, id)
  const to = trashFolder(shelf, id)
  if ((await ifThere(shelf.files.lstat(from))) === undefined) throw notFound(id)
  await session.ensureLocked()
  await shelf.files.makeFolders(dirname(to))
  if ((await ifThere(shelf.files.lstat(to))) !== undefined)
    await move(shelf, to, await freePath(shelf, join(shelf.folder, TRASH_FOLDER), id))
  await session.whileMoving(to, () => move(shelf, from, to))
  await session.release()
  shelf.names.forget(id)
  const note = Buffer.from(`${JSON.stringify({ trashed: new Date(shelf.now()).toISOString() })}\n`)
  await writeAtomically(shelf.files, join(to, NOTE), note).catch((error: unknown) => {
    shelf.log(`could not note when ${id} was trashed: ${codeOf(error)}`)
  })
  shelf.changes.tell(id)
}

/** Brings a draft back out of the trash; answers its id, which is another one when its own is taken meanwhile. */
export async function restoreDraft(shelf: Shelf, id: string): Promise<string> {
  const from = trashFolder(shelf, id)
  if ((await ifThere(shelf.files.lstat(from))) === undefined) throw notFound(id)
  const natural = join(shelf.folder, id)
  const taken = (await ifThere(shelf.files.lstat(natural))) !== undefined
  const back = taken ? await freePath(shelf, shelf.folder, id) : natural
  await move(shelf, from, back)
  await ifThere(shelf.files.unlink(join(back, NOTE))).catch(() => undefined)
  const folder = back.slice(shelf.folder.length + 1)
  await shelf.names.survey()
  const restored = shelf.names.idOf(folder) ?? folder
  shelf.changes.tell(restored)
  return restored
}

/** What the trash holds, newest first. */
export async function listTrash(shelf: Shelf): Promise<readonly TrashedDraft[]> {
  const found = await mapBounded(await namesIn(shelf), AT_ONCE, (id) => lineOf(shelf, id))
  return found
    .filter((draft) => draft !== null)
    .sort((one, other) => other.trashed - one.trashed || (one.id < other.id ? -1 : 1))
}

async function namesIn({ files, folder }: Shelf): Promise<string[]> {
  return ((await ifThere(files.readdir(join(folder, TRASH_FOLDER)))) ?? []).filter(isDraftId)
}

async function lineOf(shelf: Shelf, id: string): Promise<TrashedDraft | null> {
  const { files } = shelf
  const folder = trashFolder(shelf, id)
  const facts = await ifThere(files.lstat(folder))
  if (facts === undefined) return null
  const { title, words } = await gist(files, folder, id)
  return { id, title, words, trashed: (await noted(files, folder)) ?? facts.ctimeMs }
}

async function gist(files: Files, folder: string, id: string): Promise<{ title: string; words: number }> {
  const facts = await files.lstat(folder)
  try {
    return summaryFromBytes(id, await files.readFile(join(folder, ARTICLE_FILE)), facts)
  } catch {
    return damagedSummary(id, facts, '')
  }
}

async function noted(files: Files, folder: string): Promise<number | undefined> {
  try {
    const note: unknown = JSON.parse(Buffer.from(await files.readFile(join(folder, NOTE))).toString())
    if (typeof note !== 'object' || note === null || !('trashed' in note)) return undefined
    const time = Date.parse(String(note.trashed))
    return Number.isNaN(time) ? undefined : time
  } catch {
    return undefined
  }
}

/**
 * Removes every draft in the trash for good: the only call that removes words. What cannot be removed whole stays, and
 * the others go all the same.
 * @throws what the file system threw for the first that stays.
 */
export async function emptyTrash(shelf: Shelf): Promise<null> {
  const trash = join(shelf.folder, TRASH_FOLDER)
  const failures: unknown[] = []
  for (const name of await namesIn(shelf))
    try {
      const going = join(trash, `${GOING}${randomBytes(6).toString('hex')}`)
      await renamePatiently(shelf.files, join(trash, name), going)
      await removeTree(shelf.files, going)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') failures.push(error)
    }
  if (failures.length > 0) throw failures[0]
  return null
}

/** Goes on with an emptying that was broken off. */
export async function sweepTrash({ files, folder, log }: Shelf): Promise<void> {
  const trash = join(folder, TRASH_FOLDER)
  const left = ((await ifThere(files.readdir(trash))) ?? []).filter((name) => name.startsWith(GOING))
  for (const name of left)
    await removeTree(files, join(trash, name)).catch((error: unknown) => {
      log(`could not remove ${name} from the trash: ${codeOf(error)}`)
    })
}

/** Removes a folder and what is in it; of a link the link alone. */
async function removeTree(files: Files, path: string): Promise<void> {
  const facts = await ifThere(files.lstat(path))
  if (facts === undefined) return
  if (!facts.isDirectory()) {
    await ifThere(files.unlink(path))
    return
  }
  for (const name of (await ifThere(files.readdir(path))) ?? []) await removeTree(files, join(path, name))
  await ifThere(files.rmdir(path))
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

/** How many drafts lie in the trash. */
export async function countTrash({ files, folder }: Shelf): Promise<number> {
  const names = await ifThere(files.readdir(join(folder, TRASH_FOLDER)))
  return names?.filter(isDraftId).length ?? 0
}
