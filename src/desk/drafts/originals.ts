import { join } from 'node:path'
import { endingOf } from '../../contract/host/documents.ts'
import type { OriginalFile } from '../../desk.ts'
import { ARTICLE_FILE, type DeskContext, draftFolder, notFound, ORIGINAL_FOLDER } from '../context.ts'
import { writeAtomically } from '../disk/atomicWrite.ts'
import { ifExists } from '../disk/files.ts'
import { readInside, realPathInside } from '../disk/readInside.ts'
import { deskProblem } from '../problems.ts'

/** The file that a draft was imported from, in its folder: `original/original.txt`, as the import left it. */

/** In bytes. An import keeps no larger file. */
const MAX_ORIGINAL_BYTES = 32 * 1024 * 1024

/** The name has the ending alone: the one that the file came with may not be one on every system. */
const ORIGINAL_NAME = /^original\.[a-z]{2,8}$/

/**
 * Keeps a file as what a draft was imported from, in place of one that was kept before. The caller has the draft's lock.
 * @param name the file's own, for its ending
 * @throws DeskProblem 'not-found', 'invalid'; UnsafeFile when a link leads out of the draft; what the file system threw.
 */
export async function keepOriginal(
  context: DeskContext,
  id: string,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  const { files } = context
  const draft = draftFolder(context, id)
  if ((await ifExists(files.stat(join(draft, ARTICLE_FILE)))) === undefined) throw notFound(id)
  const kept = `original.${endingOf(name)}`
  if (!ORIGINAL_NAME.test(kept) || bytes.length > MAX_ORIGINAL_BYTES)
    throw deskProblem('invalid', 'originalNotKept', { name: name.slice(0, 100) })
  const folder = join(draft, ORIGINAL_FOLDER)
  await files.makeFolders(folder)
  await realPathInside(files, await files.realpath(draft), folder)
  await writeAtomically(files, join(folder, kept), bytes)
}

/**
 * Returns the file that a draft was imported from; null if none was kept.
 * @throws UnsafeFile when a link leads out of the draft, or the file is too large; what the file system threw.
 */
export async function readOriginal(context: DeskContext, id: string): Promise<OriginalFile | null> {
  const { files } = context
  const draft = draftFolder(context, id)
  const names = (await ifExists(files.readdir(join(draft, ORIGINAL_FOLDER)))) ?? []
  const name = names.find((each) => ORIGINAL_NAME.test(each))
  if (name === undefined) return null
  const root = await files.realpath(draft)
  const bytes = await readInside(files, root, join(draft, ORIGINAL_FOLDER, name), MAX_ORIGINAL_BYTES)
  // A copy: a host may clone the memory around a small buffer with it.
  return { name, bytes: new Uint8Array(bytes) }
}
