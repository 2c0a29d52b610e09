import { headlineText } from '../../../article/index.ts'
import type { ImportReport, RevisionReason } from '../../../desk.ts'
import { IMAGES_FOLDER, type DeskContext } from '../../context.ts'
import { draftBytes, prepare } from '../../drafts/draftFile.ts'
import { newDraftId } from '../../drafts/draftIds.ts'
import { t } from '../../messages.ts'
import { extractInlinePictures } from '../../pictures/inline.ts'
import { picturesShown } from '../../pictures/shown.ts'
import type { JobControl, JobOutcome } from '../jobs.ts'
import type { Limits } from '../limits.ts'
import { folderOf, nameOf } from '../paths.ts'
import type { Refusal } from '../refusal.ts'
import { openSources, type SourceFile } from '../sources.ts'
import type { ImportUpload } from '../upload.ts'
import type { WorkFolder } from '../workFolders.ts'
import { addToLibrary, type IncomingDraft } from './addToLibrary.ts'
import type { DocumentReader } from './documentReader.ts'
import { DocumentPictures, readCheckedPicture } from './documentPictures.ts'
import { readDraftFolder } from './draftFolder.ts'
import { LibraryDrafts } from './libraryDrafts.ts'
import { orRefused, refusalReason } from './refusals.ts'
import { type FoundDraft, isPicturePath, type SortedFiles, sortFiles } from './sorting.ts'

/*
 * Imports what was uploaded: opens the zips, sorts the files into drafts' folders and documents (sorting.ts), and adds
 * them to the library one after the other. A draft keeps its id unless the library has another of that id; then it gets a
 * new one and comes in beside it. What cannot be imported is refused in the report; the rest goes on.
 */

/** A file of a library's notes. */
export interface ImportedNote {
  readonly path: string
  readonly text: string
  /** The ids of that library's drafts, and those of the same drafts here. */
  readonly ids: ReadonlyMap<string, string>
  /** The drafts that this import added. */
  readonly added: ReadonlySet<string>
}

/** The library that an import fills, and what the import needs of the desk. */
export interface ImportTarget {
  readonly context: DeskContext
  /** Folders out of sight in the library, for drafts that are being written. */
  readonly incoming: WorkFolder
  readonly limits: Limits
  /** Closed when the import ends. */
  readonly reader: DocumentReader
  /** Keeps a revision of a draft's present state. */
  keepRevision(id: string, reason: RevisionReason): Promise<unknown>
  /** Imports a note of another library: pins, a series, a saved filter. What this library has stays as it is. */
  addNote(note: ImportedNote): Promise<void>
}

interface ImportRun {
  readonly target: ImportTarget
  readonly files: SortedFiles
  readonly libraryDrafts: LibraryDrafts
  readonly imported: { path: string; title: string; id: string }[]
  readonly refused: Refusal[]
  /** Ids in the uploaded files, and the ids of the same drafts here. */
  readonly ids: Map<string, string>
}

/** The report names as many refusals; the number of the others is its last line. */
const MAX_REFUSALS = 2000

/**
 * Imports what was uploaded. Cancelled, it stops reading, or else after the draft that it adds: the drafts in the report are then
 * in the library, whole.
 * @throws what the file system threw while the zips were opened.
 */
export async function runImport(
  target: ImportTarget,
  upload: ImportUpload,
  control: JobControl,
): Promise<JobOutcome> {
  const sources = await openSources(target.context.files, upload.files, target.limits)
  // Closed, the reader gives up the document that it reads, which may take it a minute.
  const stopReading = (): void => void target.reader.close()
  control.signal.addEventListener('abort', stopReading)
  try {
    const files = sortFiles(sources.files)
    const run: ImportRun = {
      target,
      files,
      libraryDrafts: await LibraryDrafts.survey(target.context),
      imported: [],
      refused: [...upload.refused, ...sources.refused, ...files.refused],
      ids: new Map(),
    }
    await importAll(run, control)
    await importNotes(run)
    return { report: reportOf(run) }
  } finally {
    control.signal.removeEventListener('abort', stopReading)
    await target.reader.close()
    await sources.close()
  }
}

async function importAll(run: ImportRun, control: JobControl): Promise<void> {
  const tasks = [
    ...run.files.drafts.map((found) => ({ path: found.path, act: () => importDraft(run, found) })),
    ...run.files.documents.map((file) => ({ path: file.path, act: () => importDocument(run, file) })),
  ]
  // Also while a document is read.
  const isCancelled = (): boolean => control.signal.aborted
  control.progress(0, tasks.length)
  for (const [index, { path, act }] of tasks.entries()) {
    if (isCancelled()) return
    try {
      await act()
    } catch (error) {
      if (isCancelled()) return
      run.refused.push({ path, reason: refusalReason(error) })
    }
    control.progress(index + 1, tasks.length)
  }
}

function reportOf({ imported, refused }: ImportRun): ImportReport {
  const count = refused.length - MAX_REFUSALS
  if (count <= 0) return { imported, skipped: refused }
  const others = { path: '…', reason: t('transfer.refusals.others', { count }) }
  return { imported, skipped: [...refused.slice(0, MAX_REFUSALS), others] }
}

async function importDraft(run: ImportRun, found: FoundDraft): Promise<void> {
  const { target, libraryDrafts, ids } = run
  const draft = await readDraftFolder(found, target.limits)
  const { givenId, title, checksum } = draft
  if (givenId !== null && checksum !== null && (await libraryDrafts.hasArticle(givenId, checksum))) {
    ids.set(givenId, givenId)
    run.refused.push({ path: found.path, reason: t('transfer.refusals.alreadyHere'), id: givenId })
    return
  }
  const id = givenId !== null && !libraryDrafts.has(givenId) ? givenId : newDraftId(title)
  await add(run, found.path, {
    id,
    title,
    // A damaged article does not name its id: the folder must.
    folder: checksum === null ? '' : nameOf(found.path),
    article: draft.bytesUnder(id),
    parts: partsOf(run, found).filter(({ path }) => !draft.includedParts.has(path)),
    isTrashed: found.isTrashed,
  })
  if (givenId !== null) ids.set(givenId, id)
}

/** Returns history as it is, and pictures to be read after a look at their headers. */
function partsOf({ target, refused }: ImportRun, found: FoundDraft): IncomingDraft['parts'] {
  const { limits } = target
  return [...found.parts].flatMap(([path, source]) => {
    const isPicture = path.startsWith(`${IMAGES_FOLDER}/`)
    if (isPicture && !isPicturePath(path)) {
      refused.push({ path: source.path, reason: t('transfer.refusals.pictureName') })
      return []
    }
    const read = () => (isPicture ? readCheckedPicture(source, limits) : source.read(limits.file))
    return [{ path, read: () => orRefused(refused, source.path, read) }]
  })
}

async function importDocument(run: ImportRun, file: SourceFile): Promise<void> {
  const { target, refused } = run
  const { limits } = target
  const pictures = new DocumentPictures({ byPath: run.files.byPath, limits, refused }, folderOf(file.path))
  const bytes = await file.read(limits.article)
  const read = await target.reader.read(file.path, bytes, (address) => pictures.find(address))
  for (const reason of read.leftOut) refused.push({ path: file.path, reason })
  const { article, pictures: inline, refused: notExtracted } = extractInlinePictures(read.article)
  for (const { name, why } of notExtracted)
    refused.push({ path: file.path, reason: t('transfer.refusals.pictureStaysInside', { name, why }) })
  const title = headlineText(article)
  const id = newDraftId(title)
  const time = target.context.now()
  await add(run, file.path, {
    id,
    title,
    folder: '',
    article: draftBytes(prepare(article), id, { created: time, edited: time }),
    parts: picturesShown(article).map((name) => ({
      path: `${IMAGES_FOLDER}/${name}`,
      read: () => Promise.resolve(inline.get(name) ?? pictures.read(name)),
    })),
    isTrashed: false,
  })
}

/** Adds a draft to the library, and a first revision to its history. */
async function add(run: ImportRun, path: string, draft: IncomingDraft): Promise<void> {
  const { target, libraryDrafts, imported } = run
  const { context, incoming } = target
  const folder = await context.queues.run(draft.id, () => addToLibrary(context, incoming, draft))
  libraryDrafts.add(draft.id, folder)
  imported.push({ path, title: draft.title, id: draft.id })
  if (draft.isTrashed) return
  context.changes.announce(draft.id)
  await target.keepRevision(draft.id, 'import')
}

/** Imports pins, series and filters of the library that the drafts come from. A note that fails is skipped. */
async function importNotes({ target, files, ids, imported, refused }: ImportRun): Promise<void> {
  const added = new Set(imported.map(({ id }) => id))
  for (const note of files.notes) {
    const bytes = await note.read(target.limits.article).catch(() => new Uint8Array())
    const text = new TextDecoder().decode(bytes)
    try {
      await target.addNote({ path: note.path, text, ids, added })
    } catch (error) {
      refused.push({ path: note.path, reason: refusalReason(error) })
    }
  }
}
