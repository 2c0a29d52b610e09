import type { ImportReport, RevisionReason } from '../../../desk.ts'
import { draftBytes, prepare } from '../../drafts/draftFile.ts'
import { newDraftId } from '../../drafts/draftIds.ts'
import { extractInlinePictures } from '../../pictures/inline.ts'
import { picturesShown } from '../../pictures/shown.ts'
import { IMAGES_FOLDER, type DeskContext } from '../../context.ts'
import type { DocumentReader } from './documentReader.ts'
import { Existing } from './existing.ts'
import { headlineText } from '../../../article/index.ts'
import { readFound } from './foundDraft.ts'
import type { JobOutcome, JobControl } from '../jobs.ts'
import type { Limits } from '../limits.ts'
import { folderOf, nameOf } from '../paths.ts'
import { pictureOf, Pictures } from './pictures.ts'
import { type Incoming, placeDraft } from './place.ts'
import { orLeftOut, whyNot } from './refusals.ts'
import type { RunFolder } from '../runs.ts'
import { type FoundDraft, isPicturePath, sorted, type Sorted } from './sorting.ts'
import { openSources, type Refused, type Source } from '../sources.ts'
import type { Staging } from '../staging.ts'

/** What an import does to the library besides putting folders there. */
export interface Library {
  readonly context: DeskContext
  /** Folders out of sight in the library, for drafts on their way. */
  readonly runs: RunFolder
  readonly limits: Limits
  /** Reads documents; closed when the import ends. */
  readonly reader: DocumentReader
  keepRevision(id: string, reason: RevisionReason): Promise<unknown>
  pin(id: string): Promise<unknown>
  /** Ids of drafts that were pinned, out of a library's notes. */
  pinned(note: { readonly path: string; readonly text: string }): readonly string[]
}

interface Importing {
  readonly library: Library
  readonly sorted: Sorted
  readonly existing: Existing
  readonly taken: { path: string; title: string; id: string }[]
  readonly refused: Refused[]
  /** Ids in what was given, and what they became here. */
  readonly ids: Map<string, string>
}

/** Of a long list of refusals, as many are told. */
const MOST_TOLD = 2000

/**
 * Reads what was staged and puts it into the library, draft by draft; nothing that is there is touched. Cancelled, it
 * stops between two drafts: what is in the report by then is in the library, whole.
 */
export async function runImport(library: Library, staging: Staging, work: JobControl): Promise<JobOutcome> {
  const sources = await openSources(library.context.files, staging.files, library.limits)
  try {
    const given = sorted(sources.files)
    const importing: Importing = {
      library,
      sorted: given,
      existing: await Existing.survey(library.context),
      taken: [],
      refused: [...staging.refused, ...sources.refused, ...given.refused],
      ids: new Map(),
    }
    await takeAll(importing, work)
    await pinAgain(importing)
    return { report: reportOf(importing) }
  } finally {
    await library.reader.close()
    await sources.close()
  }
}

async function takeAll(importing: Importing, work: JobControl): Promise<void> {
  const { drafts, documents } = importing.sorted
  const tasks = [
    ...drafts.map((found) => ({ path: found.path, take: () => takeDraft(importing, found) })),
    ...documents.map((file) => ({ path: file.path, take: () => takeDocument(importing, file) })),
  ]
  work.progress(0, tasks.length)
  for (const [index, { path, take }] of tasks.entries()) {
    if (work.signal.aborted) return
    try {
      await take()
    } catch (error) {
      importing.refused.push({ path, why: whyNot(error) })
    }
    work.progress(index + 1, tasks.length)
  }
}

function reportOf({ taken, refused }: Importing): ImportReport {
  const more = refused.length - MOST_TOLD
  return {
    taken,
    refused:
      more > 0
        ? [...refused.slice(0, MOST_TOLD), { path: '…', why: `${String(more)} more were not taken` }]
        : refused,
  }
}

async function takeDraft(importing: Importing, found: FoundDraft): Promise<void> {
  const { library, existing, ids } = importing
  const { given, title, checksum, bytes, done } = await readFound(found, library.limits)
  if (given !== null && checksum !== null && (await existing.says(given, checksum))) {
    ids.set(given, given)
    importing.refused.push({ path: found.path, why: 'it is already here, word for word' })
    return
  }
  const id = given !== null && !existing.has(given) ? given : newDraftId(title)
  await putIn(importing, found.path, {
    id,
    title,
    // A damaged article does not tell its id: its folder must.
    folder: checksum === null ? '' : nameOf(found.path),
    article: bytes(id),
    parts: partsOf(importing, found).filter(({ path }) => !done.has(path)),
    trashed: found.trashed,
  })
  if (given !== null) ids.set(given, id)
}

/** History as it is; pictures after a look at their headers. What cannot be taken is left out with a word. */
function partsOf(importing: Importing, found: FoundDraft): Incoming['parts'] {
  const { limits } = importing.library
  return [...found.rest].flatMap(([path, source]) => {
    const isPicture = path.startsWith(`${IMAGES_FOLDER}/`)
    if (isPicture && !isPicturePath(path)) {
      importing.refused.push({ path: source.path, why: 'its name is none of a picture in a draft' })
      return []
    }
    const read = () => (isPicture ? pictureOf(source, limits) : source.read(limits.file))
    return [{ path, read: () => orLeftOut(importing.refused, source.path, read) }]
  })
}

async function takeDocument(importing: Importing, file: Source): Promise<void> {
  const { library } = importing
  const { refused, sorted: given } = importing
  const around = { byPath: given.byPath, limits: library.limits, refused }
  const pictures = new Pictures(around, folderOf(file.path))
  const bytes = await file.read(library.limits.article)
  const read = await library.reader.read(file.path, bytes, (address) => pictures.find(address))
  const { article, pictures: inline, refused: left } = extractInlinePictures(read)
  for (const { name, why } of left)
    refused.push({ path: file.path, why: `its picture “${name}” ${why}; it stays inside the article` })
  const title = headlineText(article)
  const id = newDraftId(title)
  const time = library.context.now()
  await putIn(importing, file.path, {
    id,
    title,
    folder: '',
    article: draftBytes(prepare(article), id, { created: time, edited: time }),
    parts: picturesShown(article).map((name) => ({
      path: `${IMAGES_FOLDER}/${name}`,
      read: () => Promise.resolve(inline.get(name) ?? pictures.read(name)),
    })),
    trashed: false,
  })
}

async function putIn(importing: Importing, path: string, incoming: Incoming): Promise<void> {
  const { library, existing, taken } = importing
  const { context, runs } = library
  const folder = await context.queues.run(incoming.id, () => placeDraft(context, runs, incoming))
  existing.add(incoming.id, folder)
  taken.push({ path, title: incoming.title, id: incoming.id })
  if (incoming.trashed) return
  context.changes.announce(incoming.id)
  await library.keepRevision(incoming.id, 'import')
}

async function pinAgain({ library, sorted: { notes }, ids, taken }: Importing): Promise<void> {
  const here = new Set(taken.map(({ id }) => id))
  for (const note of notes) {
    const bytes = await note.read(library.limits.article).catch(() => new Uint8Array())
    const text = new TextDecoder().decode(bytes)
    for (const given of library.pinned({ path: note.path, text })) {
      const id = ids.get(given)
      if (id !== undefined && here.has(id)) await library.pin(id)
    }
  }
}
