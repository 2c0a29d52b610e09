import { basename, join } from 'node:path'
import { exportStem, headlineText } from '../../../article/index.ts'
import { DRAFT_FILE_ENDING } from '../../../contract/host/documents.ts'
import type { ImportReport } from '../../../desk.ts'
import {
  ARTICLE_FILE,
  type DeskContext,
  draftFolder,
  IMAGES_FOLDER,
  NOTES_FOLDER,
  notFound,
  TRASH_FOLDER,
} from '../../context.ts'
import { ifExists, type OpenFile } from '../../disk/files.ts'
import { readDraft } from '../../drafts/draftFile.ts'
import { ownFolder } from '../../library/ownFolders.ts'
import { LOCK_FILE } from '../../locks/lock.ts'
import { whyUnreadable } from '../../unreadable.ts'
import type { JobOutcome, JobControl } from '../jobs.ts'
import type { Refusal } from '../refusal.ts'
import { ZipWriter } from '../zip/writer.ts'
import { type DraftPlace, findDrafts, type FoundDrafts, pathInLibrary } from './draftsOnDisk.ts'
import { listFiles, readForBackup } from './libraryFiles.ts'
import { verifyZip } from './verifyZip.ts'

/*
 * Writes a library into one zip: every draft as it lies there (article, pictures, history, journal), the trash, and the
 * library's notes, under their paths in the library. Drafts are packed one after the other; the article with its journal
 * and history in one turn of the draft's queue, so that they fit each other and no half save gets in; the pictures file
 * by file. What cannot be read is left out and reported. The finished zip is read back and checked before it is handed
 * over.
 */

/** A backup being written. */
interface Backup {
  readonly context: DeskContext
  readonly zip: ZipWriter
  readonly control: JobControl
  /** Files and folders left out so far. */
  readonly refused: Refusal[]
}

/** A zip as it was written. */
interface WrittenZip {
  readonly refused: readonly Refusal[]
  readonly packed: ImportReport['imported']
  /** Number of drafts, for progress. */
  readonly drafts: number
  readonly entries: number
  /** In bytes. */
  readonly size: number
}

/**
 * Backs the library up into a zip in `folder`. Cancelled, it stops between two drafts and hands nothing over.
 * @throws what the disk of `folder` threw, full or otherwise; ShortWrite.
 */
export async function backUp(context: DeskContext, folder: string, control: JobControl): Promise<JobOutcome> {
  return packInto(
    context,
    { folder, name: `Galley ${dateOf(context.now())}.zip`, pack: packLibrary },
    control,
  )
}

/**
 * Packs one draft into a Galley file in `folder`: a zip as a backup is, with this one folder in it.
 * @throws DeskProblem when there is no such draft, or its article cannot be read; what the disk of `folder` threw.
 */
export async function packOneDraft(
  context: DeskContext,
  folder: string,
  control: JobControl,
  id: string,
): Promise<JobOutcome> {
  await context.draftFolders.locate(id)
  const place = { path: draftFolder(context, id), id }
  const article = await ifExists(context.read(join(place.path, ARTICLE_FILE)))
  if (article === undefined) throw notFound(id)
  const name = `${fileStem(article, id)}.${DRAFT_FILE_ENDING}`
  return packInto(context, { folder, name, pack: (backup) => packOne(backup, place) }, control)
}

/** Returns what the file of a draft is called, without the ending: as its exports by default; by its id if it is damaged. */
function fileStem(bytes: Uint8Array, id: string): string {
  try {
    const { article } = readDraft(bytes)
    return exportStem(article.metadata.slug, headlineText(article))
  } catch {
    return id
  }
}

/** A zip to be written. */
interface Packing {
  /** Where it is written. */
  readonly folder: string
  /** The name that it suggests for itself. */
  readonly name: string
  /** Writes the entries. Returns null when cancelled. */
  readonly pack: (backup: Backup) => Promise<WrittenZip | null>
}

async function packInto(
  context: DeskContext,
  { folder, name, pack }: Packing,
  control: JobControl,
): Promise<JobOutcome> {
  const path = join(folder, 'library.zip')
  const file = await context.files.open(path, 'wx')
  let written: WrittenZip | null
  try {
    written = await writeZip(context, file, control, pack)
    await file.sync()
  } finally {
    await file.close()
  }
  if (written !== null) await verifyZip(context.files, path, written, control)
  if (written === null || control.signal.aborted) return {}
  const { size, packed, refused } = written
  return { file: { name, path, size }, report: { imported: packed, skipped: refused } }
}

/** Returns a day as `2026-03-02`, or `library` where the clock says none that exists. */
function dateOf(now: number): string {
  const date = new Date(now)
  return Number.isNaN(date.getTime()) ? 'library' : date.toISOString().slice(0, 10)
}

/** Returns null when cancelled. */
async function writeZip(
  context: DeskContext,
  file: OpenFile,
  control: JobControl,
  pack: Packing['pack'],
): Promise<WrittenZip | null> {
  const zip = new ZipWriter(file)
  try {
    return await pack({ context, zip, control, refused: [] })
  } finally {
    // Nothing may be written any more when the caller closes the file.
    await zip.discard()
  }
}

/** Returns null when cancelled. */
async function packLibrary(backup: Backup): Promise<WrittenZip | null> {
  const { context, zip, control, refused } = backup
  await packNotes(backup)
  const found = await allDrafts(context)
  for (const each of found.refused) refused.push(each)
  const drafts = found.places.length
  // The second half of the progress is the check of the finished zip.
  control.progress(0, drafts * 2)
  const packedPaths = new Set<string>()
  const packed: ImportReport['imported'][number][] = []
  const pack = async (place: DraftPlace): Promise<void> => {
    packedPaths.add(place.path)
    if (!(await packDraft(backup, place))) return
    packed.push({ path: pathInLibrary(context, place), title: basename(place.path), id: place.id })
  }
  for (const [index, place] of found.places.entries()) {
    if (control.signal.aborted) return null
    await pack(place)
    control.progress(index + 1, drafts * 2)
  }
  // Trashed, restored or renamed meanwhile: rather twice than not at all.
  for (const place of (await allDrafts(context)).places) if (!packedPaths.has(place.path)) await pack(place)
  return { refused, packed, drafts, ...(await zip.finish()) }
}

/** Returns null when cancelled. @throws DeskProblem when the draft is gone */
async function packOne(backup: Backup, place: DraftPlace): Promise<WrittenZip | null> {
  const { context, zip, control, refused } = backup
  // The second half of the progress is the check of the finished file.
  control.progress(0, 2)
  // Its article was read a moment ago.
  if (!(await packDraft(backup, place))) throw notFound(place.id)
  if (control.signal.aborted) return null
  control.progress(1, 2)
  const packed = [{ path: pathInLibrary(context, place), title: basename(place.path), id: place.id }]
  return { refused, packed, drafts: 1, ...(await zip.finish()) }
}

async function allDrafts(context: DeskContext): Promise<FoundDrafts> {
  await context.draftFolders.scan()
  const drafts = await findDrafts(context, '')
  const trashed = await findDrafts(context, TRASH_FOLDER)
  return {
    places: [...drafts.places, ...trashed.places],
    refused: [...drafts.refused, ...trashed.refused],
  }
}

/**
 * Packs one draft's folder.
 * @returns false when nothing in it could be read, or its article could not.
 */
async function packDraft(backup: Backup, draft: DraftPlace): Promise<boolean> {
  const { context, zip, control, refused } = backup
  const folder = pathInLibrary(context, draft)
  const { texts, pictures } = await context.queues.run(draft.id, async () => {
    const paths = await listFiles(context, folder, refused)
    const isPicture = (path: string): boolean => path.startsWith(`${folder}/${IMAGES_FOLDER}/`)
    const texts = []
    for (const path of paths) if (!isPicture(path)) texts.push(await readForBackup(context, path, refused))
    return { texts, pictures: paths.filter(isPicture) }
  })
  let hasPacked = false
  for (const file of texts) {
    if (file === null) continue
    await zip.add(file)
    hasPacked = true
  }
  for (const path of pictures) {
    if (control.signal.aborted) break
    const file = await context.queues.run(draft.id, () => readForBackup(context, path, refused))
    if (file === null) continue
    await zip.add(file)
    hasPacked = true
  }
  return hasPacked && !refused.some(({ path }) => path === `${folder}/${ARTICLE_FILE}`)
}

/** Packs the pins and what else is noted of the library as a whole; not the drafts that an import is bringing in. */
async function packNotes({ context, zip, refused }: Backup): Promise<void> {
  try {
    if ((await ownFolder(context.files, context.folder, NOTES_FOLDER)) === undefined) return
  } catch (error) {
    refused.push({ path: NOTES_FOLDER, reason: whyUnreadable(error) })
    return
  }
  for (const path of await listFiles(context, NOTES_FOLDER, refused)) {
    if (path.startsWith(`${NOTES_FOLDER}/incoming/`) || path.endsWith(`/${LOCK_FILE}`)) continue
    const file = await readForBackup(context, path, refused)
    if (file !== null) await zip.add(file)
  }
}
