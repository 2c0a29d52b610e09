import { headlineText } from '../../../article/index.ts'
import { endingOf, isGhostExport, WORDPRESS_ENDING } from '../../../contract/host/documents.ts'
import type { ImportReport, RevisionReason } from '../../../desk.ts'
import { IMAGES_FOLDER, ORIGINAL_FOLDER, type DeskContext } from '../../context.ts'
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
import type { ReadDocument } from './docx/readDocx.ts'
import { DocumentPictures, readCheckedPicture } from './documentPictures.ts'
import { readDraftFolder } from './draftFolder.ts'
import { LibraryDrafts } from './libraryDrafts.ts'
import { orRefused, refusalReason } from './refusals.ts'
import { SitePictures } from './sites/sitePictures.ts'
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
  readonly pictures: SitePictures
  readonly progress: Progress
  readonly isCancelled: () => boolean
}

/** Counts what is done. How many articles a site's export has is known when it is opened. */
class Progress {
  readonly #report: JobControl['progress']
  #done = 0
  #total: number

  constructor(total: number, control: JobControl) {
    this.#report = (done, count) => {
      control.progress(done, count)
    }
    this.#total = total
    this.#report(0, total)
  }

  expectMore(count: number): void {
    this.#total += count
    this.#report(this.#done, this.#total)
  }

  step(): void {
    this.#done += 1
    this.#report(this.#done, this.#total)
  }
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
      pictures: new SitePictures(files.byPath.values()),
      progress: new Progress(files.drafts.length + files.documents.length, control),
      isCancelled: () => control.signal.aborted,
    }
    await importAll(run)
    await importNotes(run)
    return { report: reportOf(run) }
  } finally {
    control.signal.removeEventListener('abort', stopReading)
    await target.reader.close()
    await sources.close()
  }
}

async function importAll(run: ImportRun): Promise<void> {
  const tasks = [
    ...run.files.drafts.map((found) => ({ path: found.path, act: () => importDraft(run, found) })),
    ...run.files.documents.map((file) => ({ path: file.path, act: () => importDocument(run, file) })),
  ]
  for (const { path, act } of tasks) {
    if (run.isCancelled()) return
    try {
      await act()
    } catch (error) {
      // Also while a document is read.
      if (run.isCancelled()) return
      run.refused.push({ path, reason: refusalReason(error) })
    }
    run.progress.step()
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
  const isWordPress = endingOf(nameOf(file.path)) === WORDPRESS_ENDING
  const bytes = await file.read(isWordPress ? limits.site : limits.article)
  if (isWordPress || isGhost(file.path, bytes)) return importSite(run, file, bytes)
  const surroundings = { byPath: run.files.byPath, limits, refused }
  const pictures = new DocumentPictures(surroundings, folderOf(file.path), (address) =>
    run.pictures.findOnly(address),
  )
  const read = await target.reader.read(file.path, bytes, (address) => pictures.find(address))
  await addDocument(run, file.path, read, pictures, originalOf(run, file))
}

/** Returns the file of a document as a part of its draft. An article's own file would be there twice. */
function originalOf({ target: { limits }, refused }: ImportRun, file: SourceFile): IncomingDraft['parts'] {
  const ending = endingOf(nameOf(file.path))
  if (ending === 'json') return []
  if (file.size > limits.original) {
    refused.push({ path: file.path, reason: t('transfer.refusals.originalTooLarge') })
    return []
  }
  // A name of its own: the one that it came with may not be one on every system.
  return [{ path: `${ORIGINAL_FOLDER}/original.${ending}`, read: () => file.read(limits.original) }]
}

/** Bytes at the start of a file that tell a Ghost export from an article. */
const START_LENGTH = 200

function isGhost(path: string, bytes: Uint8Array): boolean {
  return (
    endingOf(nameOf(path)) === 'json' &&
    isGhostExport(Buffer.from(bytes.subarray(0, START_LENGTH)).toString())
  )
}

/** Imports the articles of a site's export, one after the other; each is named `export.xml/its-slug` in the report. */
async function importSite(run: ImportRun, file: SourceFile, bytes: Uint8Array): Promise<void> {
  const { target, refused, progress } = run
  const surroundings = { byPath: run.files.byPath, limits: target.limits, refused }
  const pictures = new DocumentPictures(surroundings, folderOf(file.path), (address) =>
    run.pictures.find(address),
  )
  const handle = async (name: string, act: () => Promise<void>): Promise<void> => {
    if (run.isCancelled()) throw new Error('the import was cancelled')
    try {
      await act()
    } catch (error) {
      refused.push({ path: `${file.path}/${name}`, reason: refusalReason(error) })
    }
    progress.step()
  }
  const leftOut = await target.reader.readSite(file.path, bytes, (address) => pictures.find(address), {
    count: (posts) => {
      progress.expectMore(posts)
    },
    article: (name, read) => handle(name, () => addDocument(run, `${file.path}/${name}`, read, pictures)),
    refusal: (name, error) => handle(name, () => Promise.reject(error)),
  })
  for (const reason of leftOut) refused.push({ path: file.path, reason })
}

/** Adds the article of a document to the library, with its pictures. */
async function addDocument(
  run: ImportRun,
  path: string,
  read: ReadDocument,
  pictures: DocumentPictures,
  original: IncomingDraft['parts'] = [],
): Promise<void> {
  const { target, refused } = run
  for (const reason of read.leftOut) refused.push({ path, reason })
  const { article, pictures: inline, refused: notExtracted } = extractInlinePictures(read.article)
  for (const { name, why } of notExtracted)
    refused.push({ path, reason: t('transfer.refusals.pictureStaysInside', { name, why }) })
  const title = headlineText(article)
  const id = newDraftId(title)
  const created = read.created ?? target.context.now()
  await add(run, path, {
    id,
    title,
    folder: '',
    article: draftBytes(prepare(article), id, { created, edited: read.edited ?? created }),
    parts: [
      ...original,
      ...picturesShown(article).map((name) => ({
        path: `${IMAGES_FOLDER}/${name}`,
        read: () => Promise.resolve(inline.get(name) ?? pictures.read(name)),
      })),
    ],
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
