import { stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import type { ImportReport } from '../../desk.ts'
import { ShortWrite } from '../atomicWrite.ts'
import { codeOf, type FileFacts, ifThere, type OpenFile } from '../files.ts'
import { ARTICLE_FILE, IMAGES_FOLDER, NOTES_FOLDER, type Shelf, TRASH_FOLDER } from '../shelf.ts'
import { draftFolders, type DraftPlace, isOwnWork } from './draftsOnDisk.ts'
import type { Ending, Work } from './jobs.ts'
import { LIMITS } from './limits.ts'
import type { Refused } from './sources.ts'
import { openZip } from './zipReader.ts'
import { ZipWriter } from './zipWriter.ts'

/** A back-up under way. */
interface Packing {
  readonly shelf: Shelf
  readonly zip: ZipWriter
  readonly work: Work
  readonly left: Refused[]
}

/**
 * Writes the whole library into one zip in `folder`: every draft as it lies there, trash, pins. One draft after the
 * other, each read in its queue, so that no half save gets in; one file in memory at a time but for an article and its
 * history. What cannot be read is left out and reported. Read back and checked before it is given away.
 * @throws what the disk of `folder` threw, full or otherwise.
 */
export async function backUp(shelf: Shelf, folder: string, work: Work): Promise<Ending> {
  const name = `Galley ${day(shelf.now())}.zip`
  const path = join(folder, 'library.zip')
  const file = await shelf.files.open(path, 'wx')
  let packed: Packed | null
  try {
    packed = await pack(shelf, file, work)
    await file.sync()
  } finally {
    await file.close()
  }
  if (packed !== null) await prove(path, packed, work)
  if (packed === null || work.signal.aborted) return {}
  return { file: { name, path, size: packed.size }, report: { taken: packed.taken, refused: packed.left } }
}

function day(now: number): string {
  const date = new Date(now)
  return Number.isNaN(date.getTime()) ? 'library' : date.toISOString().slice(0, 10)
}

interface Packed {
  readonly left: readonly Refused[]
  readonly taken: ImportReport['taken']
  readonly drafts: number
  readonly entries: number
  readonly size: number
}

/** Null when cancelled. */
async function pack(shelf: Shelf, file: OpenFile, work: Work): Promise<Packed | null> {
  const zip = new ZipWriter(file)
  const packing: Packing = { shelf, zip, work, left: [] }
  await packTree(packing, NOTES_FOLDER, (path) => !path.startsWith(`${NOTES_FOLDER}/incoming/`))
  const places = await everyPlace(shelf)
  work.progress(0, places.length * 2)
  const taken = new Map<string, ImportReport['taken'][number]>()
  const takeIn = async (place: DraftPlace): Promise<void> => {
    await packDraft(packing, place)
    const name = basename(place.path)
    taken.set(place.path, { path: pathBelow(shelf, place), title: name, id: place.id })
  }
  for (const [index, place] of places.entries()) {
    if (work.signal.aborted) return null
    await takeIn(place)
    work.progress(index + 1, places.length * 2)
  }
  // Trashed, brought back or renamed meanwhile: rather twice than not at all.
  for (const place of await everyPlace(shelf)) if (!taken.has(place.path)) await takeIn(place)
  return { left: packing.left, taken: [...taken.values()], drafts: places.length, ...(await zip.finish()) }
}

async function everyPlace(shelf: Shelf): Promise<DraftPlace[]> {
  await shelf.names.survey()
  return [
    ...(await draftFolders(shelf, shelf.folder)),
    ...(await draftFolders(shelf, join(shelf.folder, TRASH_FOLDER))),
  ]
}

/** As the zip names it. */
function pathBelow(shelf: Shelf, { path }: DraftPlace): string {
  return relative(shelf.folder, path).replaceAll(sep, '/')
}

/** The article with its mirror, journal and history in one go, so that they fit each other; then picture by picture. */
async function packDraft(packing: Packing, draft: DraftPlace): Promise<void> {
  const { queues } = packing.shelf
  const { id } = draft
  const place = pathBelow(packing.shelf, draft)
  const together = await queues.run(id, async () => {
    const paths = await filesIn(packing, place)
    const texts = paths.filter((path) => !path.startsWith(`${place}/${IMAGES_FOLDER}/`))
    const read = []
    for (const path of texts) read.push(await readOne(packing, path))
    return { read, others: paths.filter((path) => !texts.includes(path)) }
  })
  for (const found of together.read) if (found !== null) await packing.zip.add(found)
  for (const path of together.others) {
    if (packing.work.signal.aborted) return
    const found = await queues.run(id, () => readOne(packing, path))
    if (found !== null) await packing.zip.add(found)
  }
}

async function packTree(packing: Packing, place: string, wanted: (path: string) => boolean): Promise<void> {
  for (const path of (await filesIn(packing, place)).filter(wanted)) {
    const found = await readOne(packing, path)
    if (found !== null) await packing.zip.add(found)
  }
}

/** Paths below the library of the files in a folder, however deep; `article.json` first. Links are not followed. */
async function filesIn(packing: Packing, place: string, depth = 0): Promise<string[]> {
  const { shelf, left } = packing
  const inside: string[] = []
  let names: string[] = []
  try {
    names = (await ifThere(shelf.files.readdir(join(shelf.folder, place)))) ?? []
  } catch (error) {
    left.push({ path: place, why: cannotBeRead(error) })
  }
  for (const name of names.sort((one, other) => rank(one) - rank(other))) {
    if (isOwnWork(name)) continue
    const path = `${place}/${name}`
    const facts = await ifThere(shelf.files.lstat(join(shelf.folder, path)))
    if (facts === undefined) continue
    if (facts.isFile()) inside.push(path)
    else if (facts.isDirectory() && depth < 8) inside.push(...(await filesIn(packing, path, depth + 1)))
    else left.push({ path, why: 'it is no file (a link is not followed)' })
  }
  return inside
}

function rank(name: string): number {
  return name === ARTICLE_FILE ? 0 : 1
}

/** Null when the file is gone meanwhile, or cannot be read: the latter is reported. */
async function readOne(
  { shelf, left }: Packing,
  path: string,
): Promise<{ name: string; bytes: Uint8Array; modified: number; pack: boolean } | null> {
  try {
    const facts = await shelf.files.stat(join(shelf.folder, path))
    if (facts.size > LIMITS.file) {
      left.push({ path, why: 'it is larger than 256 MB' })
      return null
    }
    const bytes = await shelf.files.readFile(join(shelf.folder, path))
    return {
      name: path,
      bytes,
      modified: modifiedOf(facts),
      pack: !/\.(?:png|jpe?g|gif|webp|avif|gz)$/i.test(path),
    }
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') left.push({ path, why: cannotBeRead(error) })
    return null
  }
}

function modifiedOf({ mtimeMs }: FileFacts): number {
  return Number.isFinite(mtimeMs) ? mtimeMs : 0
}

function cannotBeRead(error: unknown): string {
  return `it cannot be read (${codeOf(error) || (error instanceof Error ? error.message : 'unknown reason')})`
}

/** Reads the finished zip as an import would: every entry unpacked and held against its checksum. */
async function prove(path: string, packed: Packed, work: Work): Promise<void> {
  const { size } = await stat(path)
  if (size !== packed.size)
    throw new ShortWrite(`the disk took ${String(size)} of ${String(packed.size)} bytes`)
  const zip = await openZip(path, { ...LIMITS, files: Infinity, ratio: Infinity })
  try {
    const { items } = zip
    if (items.length !== packed.entries) throw new Error('the zip came out wrong: its directory is not whole')
    for (const [index, item] of items.entries()) {
      if (work.signal.aborted) return
      await zip.read(item, LIMITS.file)
      work.progress(packed.drafts + Math.floor((packed.drafts * index) / items.length), packed.drafts * 2)
    }
  } finally {
    await zip.close()
  }
}
