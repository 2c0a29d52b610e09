import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { isDraftId } from '../../calls.ts'
import type { TrashedDraft } from '../../desk.ts'
import { renameWithRetry, syncFolder, writeAtomically } from '../disk/atomicWrite.ts'
import { ownFolder } from './ownFolders.ts'
import { readInside } from '../disk/readInside.ts'
import { damagedSummary, summaryFromBytes } from '../drafts/draftFile.ts'
import type { DraftSession } from '../drafts/session.ts'
import { codeOf, type FileFacts, type Files, ifExists } from '../disk/files.ts'
import { newDraftId } from '../drafts/draftIds.ts'
import { deskProblem, type DeskProblem } from '../problems.ts'
import { mapBounded } from '../queue.ts'
import {
  ARTICLE_FILE,
  draftFolder,
  HISTORY_FOLDER,
  IMAGES_FOLDER,
  notFound,
  type DeskContext,
  TRASH_FOLDER,
  trashFolder,
} from '../context.ts'

/**
 * The trash: a folder of the library into which drafts are moved whole, each under its id with a note of the time. Only what
 * Galley put there is listed, counted and removed; whatever else lies there stays. Nothing behind a link is touched.
 */

/** In a draft in the trash: when it came there. Without it the folder's own time tells. */
const NOTE_FILE = '.trashed.json'
const MAX_NOTE_BYTES = 64 * 1024
/** A draft that is being removed for good has such a name, so that no half of it is ever listed. */
const REMOVING_PREFIX = '.removing-'
const REMOVING_NAME = /^\.removing-[0-9a-f]{12}$/
/** A name as Galley gives to the folders of drafts. */
const GENERATED_NAME = /-[a-z0-9]{6}$/
const CONCURRENCY = 8

/**
 * Moves a draft to the trash under its own id, so that it can be brought back by it. An older draft of that id already
 * there steps aside under another name. The session is released: nobody writes the draft any more.
 * @throws DeskProblem when there is no such draft, its folder or the trash is a link, or another process writes it; what
 * the file system threw.
 */
export async function trashDraft(session: DraftSession): Promise<void> {
  const { id, context } = session
  const from = draftFolder(context, id)
  const to = trashFolder(context, id)
  const facts = await ifExists(context.files.lstat(from))
  if (facts === undefined) throw notFound(id)
  if (!facts.isDirectory()) throw linkedDraft(id)
  await ownFolder(context.files, context.folder, TRASH_FOLDER)
  await session.ensureLocked()
  await context.files.makeFolders(dirname(to))
  if ((await ifExists(context.files.lstat(to))) !== undefined)
    await move(context, to, await freePath(context, join(context.folder, TRASH_FOLDER), id))
  await session.whileMoving(to, () => move(context, from, to))
  await session.release()
  context.draftFolders.forget(id)
  await writeNote(context, to).catch((error: unknown) => {
    context.log(`could not note when ${id} was trashed: ${codeOf(error)}`)
  })
  context.changes.announce(id)
}

function linkedDraft(id: string): DeskProblem {
  return deskProblem('denied', 'linkedDraft', { id })
}

async function writeNote({ files, now }: DeskContext, folder: string): Promise<void> {
  const path = join(folder, NOTE_FILE)
  // A write follows links, and this one would lead out of the draft.
  if ((await ifExists(files.lstat(path)))?.isFile() === false) await files.unlink(path)
  const note = Buffer.from(`${JSON.stringify({ trashed: new Date(now()).toISOString() })}\n`)
  await writeAtomically(files, path, note)
}

/**
 * Moves a draft out of the trash; returns its id, which is another one when its own is taken meanwhile.
 * @throws DeskProblem when it is not there, or the trash is a link; what the file system threw.
 */
export async function restoreDraft(context: DeskContext, id: string): Promise<string> {
  const from = trashFolder(context, id)
  await ownFolder(context.files, context.folder, TRASH_FOLDER)
  if ((await ifExists(context.files.lstat(from)))?.isDirectory() !== true) throw notFound(id)
  const natural = join(context.folder, id)
  const isOccupied = (await ifExists(context.files.lstat(natural))) !== undefined
  const back = isOccupied ? await freePath(context, context.folder, id) : natural
  await move(context, from, back)
  await ifExists(context.files.unlink(join(back, NOTE_FILE))).catch(() => undefined)
  const folder = back.slice(context.folder.length + 1)
  await context.draftFolders.scan()
  const restored = context.draftFolders.idOf(folder) ?? folder
  context.changes.announce(restored)
  return restored
}

/**
 * Returns the drafts in the trash, newest first.
 * @throws DeskProblem when the trash is a link; what the file system threw.
 */
export async function listTrash(context: DeskContext): Promise<readonly TrashedDraft[]> {
  const found = await mapBounded(await trashedIds(context), CONCURRENCY, (id) => rowOf(context, id))
  return found
    .filter((draft) => draft !== null)
    .sort((one, other) => other.trashed - one.trashed || (one.id < other.id ? -1 : 1))
}

/** The names in the trash that may be ids of drafts. */
async function possibleIds({ files, folder }: DeskContext): Promise<string[]> {
  const trash = await ownFolder(files, folder, TRASH_FOLDER)
  if (trash === undefined) return []
  return ((await ifExists(files.readdir(trash))) ?? []).filter(isDraftId)
}

/** Returns the ids of the drafts in the trash, also of such as cannot be read where their names are ones that Galley gives. */
async function trashedIds(context: DeskContext): Promise<string[]> {
  const names = await possibleIds(context)
  const trashed = await mapBounded(names, CONCURRENCY, (name) =>
    isTrashedDraft(context, name).catch(() => GENERATED_NAME.test(name)),
  )
  return names.filter((_, index) => trashed[index])
}

/**
 * Returns true for a real folder with a trash note or an article. History and pictures alone are a draft's where the folder has a
 * name that Galley gives: a folder of somebody's pictures may have `images` in it.
 */
async function isTrashedDraft({ files, folder }: DeskContext, name: string): Promise<boolean> {
  const path = join(folder, TRASH_FOLDER, name)
  const has = async (part: string, kind: 'isFile' | 'isDirectory'): Promise<boolean> =>
    (await ifExists(files.lstat(join(path, part))))?.[kind]() === true
  if ((await ifExists(files.lstat(path)))?.isDirectory() !== true) return false
  if ((await has(NOTE_FILE, 'isFile')) || (await has(ARTICLE_FILE, 'isFile'))) return true
  return (
    GENERATED_NAME.test(name) &&
    ((await has(HISTORY_FOLDER, 'isDirectory')) || (await has(IMAGES_FOLDER, 'isDirectory')))
  )
}

async function rowOf(context: DeskContext, id: string): Promise<TrashedDraft | null> {
  const folder = trashFolder(context, id)
  const facts = await ifExists(context.files.lstat(folder))
  if (facts === undefined) return null
  const { title, words } = await titleAndWords(context, folder, id, facts)
  return { id, title, words, trashed: (await trashTime(context, folder)) ?? facts.ctimeMs }
}

async function titleAndWords(
  context: DeskContext,
  folder: string,
  id: string,
  facts: FileFacts,
): Promise<{ title: string; words: number }> {
  try {
    return summaryFromBytes(
      id,
      await readInside(context.files, context.folder, join(folder, ARTICLE_FILE)),
      facts,
    )
  } catch {
    return damagedSummary(id, facts, '')
  }
}

/** When a draft came into the trash, by its note; undefined where that cannot be told. */
async function trashTime(context: DeskContext, folder: string): Promise<number | undefined> {
  try {
    const bytes = await readInside(context.files, context.folder, join(folder, NOTE_FILE), MAX_NOTE_BYTES)
    const note: unknown = JSON.parse(Buffer.from(bytes).toString())
    if (typeof note !== 'object' || note === null || !('trashed' in note)) return undefined
    const time = Date.parse(String(note.trashed))
    return Number.isNaN(time) ? undefined : time
  } catch {
    return undefined
  }
}

/**
 * Removes every draft in the trash for good: the only call that removes words. What cannot be removed whole stays, and
 * the others go all the same; so does whatever Galley did not put there.
 * @throws DeskProblem when the trash is a link; what the file system threw for the first draft that stays.
 */
export async function emptyTrash(context: DeskContext): Promise<null> {
  const trash = join(context.folder, TRASH_FOLDER)
  const failures: unknown[] = []
  for (const id of await possibleIds(context))
    try {
      if (!(await isTrashedDraft(context, id))) continue
      const removing = join(trash, `${REMOVING_PREFIX}${randomBytes(6).toString('hex')}`)
      await renameWithRetry(context.files, join(trash, id), removing)
      await removeTree(context.files, removing)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') failures.push(error)
    }
  if (failures.length > 0) throw failures[0]
  return null
}

/** Goes on with an emptying that was broken off. A trash that is a link is left alone. */
export async function sweepTrash({ files, folder, log }: DeskContext): Promise<void> {
  const trash = await ownFolder(files, folder, TRASH_FOLDER)
  if (trash === undefined) return
  const left = ((await ifExists(files.readdir(trash))) ?? []).filter((name) => REMOVING_NAME.test(name))
  for (const name of left)
    try {
      const path = join(trash, name)
      if ((await ifExists(files.lstat(path)))?.isDirectory() === true) await removeTree(files, path)
    } catch (error) {
      log(`could not remove ${name} from the trash: ${codeOf(error)}`)
    }
}

/** Removes a folder and what is in it; of a link the link alone. */
async function removeTree(files: Files, path: string): Promise<void> {
  const facts = await ifExists(files.lstat(path))
  if (facts === undefined) return
  if (!facts.isDirectory()) {
    await ifExists(files.unlink(path))
    return
  }
  for (const name of (await ifExists(files.readdir(path))) ?? []) await removeTree(files, join(path, name))
  await ifExists(files.rmdir(path))
}

/** Returns a path in `folder` that nothing has yet, under a new id made of an old one. */
async function freePath(context: DeskContext, folder: string, id: string): Promise<string> {
  const title = id.replace(/-[a-z0-9]{6}$/, '')
  for (;;) {
    const path = join(folder, newDraftId(title))
    if ((await ifExists(context.files.lstat(path))) === undefined) return path
  }
}

async function move(context: DeskContext, from: string, to: string): Promise<void> {
  await renameWithRetry(context.files, from, to)
  for (const folder of [dirname(to), dirname(from)])
    await syncFolder(context.files, folder).catch((error: unknown) => {
      // Moved for every reader; only a power cut in the next seconds could still undo it, and then nothing is lost.
      context.log(`could not sync ${folder}: ${codeOf(error)}`)
    })
}

/** Returns how many drafts the trash holds; 0 where it is a link or cannot be read, of which `folderNotices` tells. */
export async function countTrash(context: DeskContext): Promise<number> {
  return (await trashedIds(context).catch(() => [])).length
}
