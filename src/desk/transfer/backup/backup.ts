import { stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import type { ImportReport } from '../../../desk.ts'
import { ShortWrite } from '../../disk/atomicWrite.ts'
import { ownFolder } from '../../disk/ownFolders.ts'
import { readInside } from '../../disk/readInside.ts'
import { UnsafeFile } from '../../disk/regularFile.ts'
import { whyUnreadable } from '../../disk/unreadable.ts'
import { codeOf, type FileFacts, ifThere, type OpenFile } from '../../disk/files.ts'
import { ARTICLE_FILE, IMAGES_FOLDER, NOTES_FOLDER, type DeskContext, TRASH_FOLDER } from '../../context.ts'
import { draftFolders, type DraftPlace, type FoundPlaces, isOwnWork } from './draftsOnDisk.ts'
import type { Ending, Work } from '../jobs.ts'
import { LIMITS } from '../limits.ts'
import type { Refused } from '../sources.ts'
import { openZip } from '../zip/reader.ts'
import { ZipWriter } from '../zip/writer.ts'

/** A back-up under way. */
interface Packing {
  readonly context: DeskContext
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
export async function backUp(context: DeskContext, folder: string, work: Work): Promise<Ending> {
  const name = `Galley ${day(context.now())}.zip`
  const path = join(folder, 'library.zip')
  const file = await context.files.open(path, 'wx')
  let packed: Packed | null
  try {
    packed = await pack(context, file, work)
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
async function pack(context: DeskContext, file: OpenFile, work: Work): Promise<Packed | null> {
  const zip = new ZipWriter(file)
  const packing: Packing = { context, zip, work, left: [] }
  await packNotes(packing)
  const { places, refused } = await everyPlace(context)
  for (const one of refused) packing.left.push(one)
  work.progress(0, places.length * 2)
  const looked = new Set<string>()
  const taken: ImportReport['taken'][number][] = []
  const takeIn = async (place: DraftPlace): Promise<void> => {
    looked.add(place.path)
    const path = pathBelow(context, place)
    if (await packDraft(packing, place)) taken.push({ path, title: basename(place.path), id: place.id })
  }
  for (const [index, place] of places.entries()) {
    if (work.signal.aborted) return null
    await takeIn(place)
    work.progress(index + 1, places.length * 2)
  }
  // Trashed, brought back or renamed meanwhile: rather twice than not at all.
  for (const place of (await everyPlace(context)).places) if (!looked.has(place.path)) await takeIn(place)
  return { left: packing.left, taken, drafts: places.length, ...(await zip.finish()) }
}

async function everyPlace(context: DeskContext): Promise<FoundPlaces> {
  await context.draftFolders.survey()
  const [drafts, trashed] = [await draftFolders(context, ''), await draftFolders(context, TRASH_FOLDER)]
  return {
    places: [...drafts.places, ...trashed.places],
    refused: [...drafts.refused, ...trashed.refused],
  }
}

/** As the zip names it. */
function pathBelow(context: DeskContext, { path }: DraftPlace): string {
  return relative(context.folder, path).replaceAll(sep, '/')
}

/**
 * The article with its mirror, journal and history in one go, so that they fit each other; then picture by picture. False
 * when nothing of it could be read, or the article could not.
 */
async function packDraft(packing: Packing, draft: DraftPlace): Promise<boolean> {
  const { queues } = packing.context
  const { id } = draft
  const place = pathBelow(packing.context, draft)
  const together = await queues.run(id, async () => {
    const paths = await filesIn(packing, place)
    const texts = paths.filter((path) => !path.startsWith(`${place}/${IMAGES_FOLDER}/`))
    const read = []
    for (const path of texts) read.push(await readOne(packing, path))
    return { read, others: paths.filter((path) => !texts.includes(path)) }
  })
  let packed = false
  for (const found of together.read) {
    if (found === null) continue
    await packing.zip.add(found)
    packed = true
  }
  for (const path of together.others) {
    if (packing.work.signal.aborted) break
    const found = await queues.run(id, () => readOne(packing, path))
    if (found === null) continue
    await packing.zip.add(found)
    packed = true
  }
  return packed && !packing.left.some(({ path }) => path === `${place}/${ARTICLE_FILE}`)
}

/** The pins and what else is noted of the library as a whole; not what an import has under way. */
async function packNotes(packing: Packing): Promise<void> {
  const { context, left } = packing
  try {
    if ((await ownFolder(context.files, context.folder, NOTES_FOLDER)) === undefined) return
  } catch (error) {
    left.push({ path: NOTES_FOLDER, why: whyUnreadable(error) })
    return
  }
  for (const path of await filesIn(packing, NOTES_FOLDER)) {
    if (path.startsWith(`${NOTES_FOLDER}/incoming/`)) continue
    const found = await readOne(packing, path)
    if (found !== null) await packing.zip.add(found)
  }
}

/** Paths below the library of the files in a folder, however deep; `article.json` first. Links are not followed. */
async function filesIn(packing: Packing, place: string, depth = 0): Promise<string[]> {
  const { context, left } = packing
  const inside: string[] = []
  let names: string[] = []
  try {
    names = (await ifThere(context.files.readdir(join(context.folder, place)))) ?? []
  } catch (error) {
    left.push({ path: place, why: whyUnreadable(error) })
  }
  for (const name of names.sort((one, other) => rank(one) - rank(other))) {
    if (isOwnWork(name)) continue
    const path = `${place}/${name}`
    const facts = await factsOf(packing, path)
    if (facts === undefined) continue
    if (facts.isFile()) inside.push(path)
    else if (facts.isDirectory() && depth < 8)
      // Not spread into arguments: a folder may have more files than a call may have arguments.
      for (const below of await filesIn(packing, path, depth + 1)) inside.push(below)
    else left.push({ path, why: 'it is no file (a link is not followed)' })
  }
  return inside
}

/** Undefined when it is gone, or cannot be looked at: the latter is reported. */
async function factsOf({ context, left }: Packing, path: string): Promise<FileFacts | undefined> {
  try {
    return await ifThere(context.files.lstat(join(context.folder, path)))
  } catch (error) {
    left.push({ path, why: whyUnreadable(error) })
    return undefined
  }
}

function rank(name: string): number {
  return name === ARTICLE_FILE ? 0 : 1
}

/** Null when the file is gone meanwhile, or cannot be read: the latter is reported. */
async function readOne(
  { context, left }: Packing,
  path: string,
): Promise<{ name: string; bytes: Uint8Array; modified: number; pack: boolean } | null> {
  try {
    const facts = await context.files.lstat(join(context.folder, path))
    const bytes = await readInside(context.files, context.folder, join(context.folder, path), LIMITS.file)
    return {
      name: path,
      bytes,
      modified: modifiedOf(facts),
      pack: !/\.(?:png|jpe?g|gif|webp|avif|gz)$/i.test(path),
    }
  } catch (error) {
    const isTooLarge = error instanceof UnsafeFile && error.code === 'EFBIG'
    const why = isTooLarge ? 'it is larger than 256 MB' : whyUnreadable(error)
    if (codeOf(error) !== 'ENOENT') left.push({ path, why })
    return null
  }
}

function modifiedOf({ mtimeMs }: FileFacts): number {
  return Number.isFinite(mtimeMs) ? mtimeMs : 0
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
