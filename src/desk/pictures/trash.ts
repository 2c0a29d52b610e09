import { join } from 'node:path'
import { renameWithRetry, syncFolder, writeAtomically } from '../disk/atomicWrite.ts'
import { codeOf, type Files, ifExists } from '../disk/files.ts'
import { imagesIn, isHashName, isPictureName, isRealFolder, makeFolder, pictureTrashIn } from './folder.ts'

/**
 * The trash of one draft's pictures, `images/.trash/`. A picture that nothing shows any more is moved there, never
 * unlinked at once: the page keeps its undo while other drafts are looked at, and a figure that undo brings back finds
 * its picture here. A save or an opening that shows the picture moves it back.
 *
 * A picture is unlinked only when two things say that 30 days have passed:
 * - the clock, against the latest of the noted date and the file's own times (a date in the future keeps it);
 * - the sweeps of this draft, one for each closing: the time from one to the next counts where it is seven days at most. A
 *   longer one may be a clock that jumped, and counts nothing, so that no jump ahead removes anything; a clock that is put
 *   back makes the count begin anew. Pictures of a draft that is opened less than once a week stay, which costs room alone.
 *
 * `.dates.json` holds both, by picture. Where it is missing or damaged, or a picture is not in it, the 30 days begin anew.
 * It does not travel with a backup, for the same reason: an imported picture begins anew.
 */

const DAY_MS = 24 * 60 * 60_000
/** How long a picture stays in the trash at least. */
const KEEP_MS = 30 * DAY_MS
/** The longest time between two sweeps that counts. */
const MAX_GAP_MS = 7 * DAY_MS
/** Sweeps closer together than this are one: the note is not written at every closing of a draft. */
const MIN_GAP_MS = DAY_MS

/** The file in the trash with the dates of its pictures. */
export const PICTURE_DATES = '.dates.json'

/** When a picture came to the trash. Milliseconds since 1970, but for `counted`. */
interface TrashDates {
  readonly trashed: number
  /** The last sweep that counted. */
  readonly seen: number
  /** Milliseconds between sweeps, as far as they count. */
  readonly counted: number
  /** Fields that a newer Galley may have written: they stay in the file. */
  readonly others: Readonly<Record<string, unknown>>
}

/** The dates of pictures by name, and what else stands in the file under other names. */
interface Dates {
  readonly pictures: ReadonlyMap<string, TrashDates>
  readonly others: Readonly<Record<string, unknown>>
}

/** Returns the names of the pictures in a draft's trash; none where there is no trash, or it is a link. */
export async function trashedPictures(files: Files, draft: string): Promise<string[]> {
  const trash = pictureTrashIn(draft)
  const names = (await ifExists(files.readdir(trash))) ?? []
  if (names.length === 0) return []
  if (!(await isRealFolder(files, trash)) || !(await isRealFolder(files, imagesIn(draft)))) return []
  return names.filter(isPictureName)
}

/**
 * Moves pictures from `images/` to the trash. Only for names that Galley gave.
 * @returns how many were moved.
 * @throws what the file system threw; what was moved before stays in the trash, where every reader finds it.
 */
export async function trashPictures(
  files: Files,
  draft: string,
  names: readonly string[],
  now: number,
): Promise<number> {
  const images = imagesIn(draft)
  const trash = pictureTrashIn(draft)
  const ours = names.filter(isHashName)
  if (ours.length === 0 || !(await isRealFolder(files, images))) return 0
  await makeFolder(files, trash)
  if (!(await isRealFolder(files, trash))) return 0
  // Dated before they are moved: a kill between the two leaves a date without a picture, which the next sweep drops.
  const { pictures, others } = await readDates(files, trash)
  const dates = new Map(pictures)
  for (const name of ours) dates.set(name, newDates(now))
  await writeDates(files, trash, { pictures: dates, others })
  for (const name of ours) await renameWithRetry(files, join(images, name), join(trash, name))
  await syncFolders(files, images, trash)
  return ours.length
}

/**
 * Moves pictures that are shown again from the trash back to `images/`. Where there is no trash, that costs one `readdir`.
 * @returns how many were moved back.
 * @throws what the file system threw.
 */
export async function restoreFromTrash(
  files: Files,
  draft: string,
  shown: Iterable<string>,
): Promise<number> {
  const trashed = new Set(await trashedPictures(files, draft))
  if (trashed.size === 0) return 0
  const images = imagesIn(draft)
  const trash = pictureTrashIn(draft)
  let moved = 0
  for (const name of shown) {
    if (!trashed.has(name)) continue
    // Added again meanwhile: the one in use stays.
    if ((await ifExists(files.lstat(join(images, name)))) !== undefined) continue
    await renameWithRetry(files, join(trash, name), join(images, name))
    moved += 1
  }
  if (moved > 0) await syncFolders(files, images, trash)
  return moved
}

/**
 * Counts a sweep, and unlinks the pictures that have been in the trash for 30 days by the clock and by the sweeps.
 * @param shown Names that the draft or a revision shows: never unlinked.
 * @returns how many were unlinked.
 * @throws what the file system threw.
 */
export async function sweepPictureTrash(
  files: Files,
  draft: string,
  shown: ReadonlySet<string>,
  now: number,
): Promise<number> {
  const trash = pictureTrashIn(draft)
  if (!(await isRealFolder(files, trash)) || !(await isRealFolder(files, imagesIn(draft)))) return 0
  const names = await trashedPictures(files, draft)
  const before = await readDates(files, trash)
  const dates = new Map<string, TrashDates>()
  let removed = 0
  for (const name of names) {
    const dated = datesAfterSweep(before.pictures.get(name), now)
    if (!shown.has(name) && isHashName(name) && (await isExpired(files, join(trash, name), dated, now))) {
      await ifExists(files.unlink(join(trash, name)))
      removed += 1
    } else dates.set(name, dated)
  }
  if (!areEqual(before.pictures, dates)) await writeDates(files, trash, { ...before, pictures: dates })
  return removed
}

/** Returns the dates of a picture that comes to the trash. */
function newDates(now: number): TrashDates {
  return { trashed: now, seen: now, counted: 0, others: {} }
}

/** Returns a picture's dates after a sweep at `now`. */
function datesAfterSweep(dated: TrashDates | undefined, now: number): TrashDates {
  if (dated === undefined) return newDates(now)
  const gap = now - dated.seen
  if (Math.abs(gap) < MIN_GAP_MS) return dated
  // The clock was put back by a day or more: what was counted while it was ahead is worth nothing.
  if (gap < 0) return { ...dated, seen: now, counted: 0 }
  return { ...dated, seen: now, counted: dated.counted + (gap > MAX_GAP_MS ? 0 : gap) }
}

async function isExpired(files: Files, path: string, dated: TrashDates, now: number): Promise<boolean> {
  if (dated.counted < KEEP_MS || now - dated.trashed < KEEP_MS) return false
  const facts = await ifExists(files.lstat(path))
  return facts?.isFile() === true && now - Math.max(facts.mtimeMs, facts.ctimeMs) >= KEEP_MS
}

function areEqual(before: Dates['pictures'], after: Dates['pictures']): boolean {
  return before.size === after.size && [...after].every(([name, dated]) => before.get(name) === dated)
}

async function readDates(files: Files, trash: string): Promise<Dates> {
  try {
    const bytes = await files.readFile(join(trash, PICTURE_DATES))
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    const pictures = new Map<string, TrashDates>()
    const others: Record<string, unknown> = {}
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { pictures, others }
    for (const [name, given] of Object.entries(value)) {
      const dated = parsedDates(given)
      if (dated !== null) pictures.set(name, dated)
      // A picture whose dates are damaged begins anew.
      else if (!isHashName(name)) others[name] = given
    }
    return { pictures, others }
  } catch {
    // Missing or damaged: the 30 days begin anew.
    return { pictures: new Map(), others: {} }
  }
}

function parsedDates(value: unknown): TrashDates | null {
  if (typeof value !== 'object' || value === null) return null
  const { trashed, seen, counted, ...others } = value as Readonly<Record<string, unknown>>
  if (typeof trashed !== 'string' || typeof seen !== 'string' || typeof counted !== 'number') return null
  const times = { trashed: Date.parse(trashed), seen: Date.parse(seen) }
  if (Number.isNaN(times.trashed) || Number.isNaN(times.seen)) return null
  return Number.isFinite(counted) && counted >= 0 ? { ...times, counted, others } : null
}

async function writeDates(files: Files, trash: string, { pictures, others }: Dates): Promise<void> {
  const path = join(trash, PICTURE_DATES)
  if (pictures.size === 0) {
    await ifExists(files.unlink(path))
    // Empty again: a draft without trashed pictures has no folder for them.
    await files.rmdir(trash).catch(() => undefined)
    return
  }
  const fields = [...pictures].map(([name, { trashed, seen, counted, others: more }]) => [
    name,
    { ...more, trashed: isoOf(trashed), seen: isoOf(seen), counted },
  ])
  const text = JSON.stringify({ ...others, ...Object.fromEntries(fields) }, null, 1)
  await writeAtomically(files, path, Buffer.from(`${text}\n`))
}

/** A clock may say more than a date can hold. */
function isoOf(time: number): string {
  const date = new Date(Math.max(-8.64e15, Math.min(time, 8.64e15)))
  return date.toISOString()
}

async function syncFolders(files: Files, ...folders: readonly string[]): Promise<void> {
  for (const folder of folders)
    await syncFolder(files, folder).catch((error: unknown) => {
      // Moved for every reader; a power cut in the next seconds could undo it, and then nothing is lost.
      if (codeOf(error) === '') throw error
    })
}
