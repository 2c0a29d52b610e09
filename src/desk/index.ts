import { join, resolve } from 'node:path'
import { acceptsArguments, DESK_CALLS } from '../calls.ts'
import {
  type Desk,
  done,
  type DraftSummary,
  type Library,
  type LibraryState,
  type Outcome,
  type Settings,
} from '../desk.ts'
import { AS_IT_WAS, ATTEMPTS, UNTOUCHED } from './attempts.ts'
import { type JobFile, Transfers } from './backup/index.ts'
import { Catalogue } from './catalogue.ts'
import { Drafts } from './drafts.ts'
import { cacheFolder } from './folders.ts'
import { LibraryIndex } from './search/index.ts'
import { type Answer, draftCalls, historyCalls, OF_A_DRAFT } from './draftCalls.ts'
import type { Migrate } from './draftFile.ts'
import { fetchPicture } from './pictures/fetchImage.ts'
import { type Files, realFiles } from './files.ts'
import { FolderNames } from './folderNames.ts'
import { Histories } from './history/index.ts'
import { Holds } from './holds.ts'
import { type Picture, readImage } from './pictures/images.ts'
import { type Attempt, DeskProblem, problemOf } from './problems.ts'
import { Queues } from './queue.ts'
import { Rest, type RestOptions } from './rest.ts'
import type { SettingsStore } from './settings.ts'
import { Changes, notFound, type Shelf } from './shelf.ts'
import { sweepLibrary } from './sweep.ts'
import { emptyTrash, listTrash, restoreDraft, countTrash } from './trash.ts'
import { pinsIn } from './pins.ts'

export type { JobFile } from './backup/index.ts'
export { defaultLibrary, settingsFolder } from './folders.ts'
export { MAX_PICTURE_BYTES as MOST_BYTES, type Picture } from './pictures/images.ts'
export { keepSettings, type SettingsFile, settingsFrom, type SettingsStore } from './settings.ts'

export interface DeskOptions {
  /** The drafts folder; made when it is not there. */
  readonly library: string
  readonly settings: SettingsStore
  /** Where lines for whoever looks after the host go; nowhere by default. */
  readonly log?: (line: string) => void
  readonly files?: Files
  readonly now?: () => number
  /** This machine's folder for what can be thrown away; by default the system's place for such. */
  readonly cache?: string
  /** When a draft that is not saved any more is put to rest; a test has its own clock. */
  readonly rest?: RestOptions
  /** Whether to do without SQLite, as a runtime that has none does. */
  readonly plain?: boolean
  /** How files of older versions are brought to this one; a test has versions of its own. */
  readonly migrate?: Migrate
}

/** The desk, and what its host does with it besides carrying calls. */
export interface OpenedDesk extends Desk {
  /** A picture of a draft, for the host to show as `images/NAME`. */
  readImage(id: string, name: string): Promise<Outcome<Picture>>
  /** The file that a job made, for the host to hand over. */
  jobFile(job: string): Promise<Outcome<JobFile>>
  /** Settles when what earlier runs left half-written is removed. */
  readonly swept: Promise<void>
  /** Finishes what is under way, puts every draft to rest and gives it free; calls after it are refused. */
  close(): Promise<void>
}

/**
 * Opens a library, also one on a full or read-only disk: what can be read is. The library itself is nobody's own;
 * each draft is locked while it is open, so that no two processes write it.
 */
export async function openDesk(options: DeskOptions): Promise<Outcome<OpenedDesk>> {
  const { files = realFiles, log = () => undefined, now = Date.now } = options
  const asNamed = resolve(options.library)
  try {
    await files.makeFolders(asNamed)
    const folder = await files.realpath(asNamed)
    const shelf = shelfOn({ files, folder, now, log })
    const { settings, cache = cacheFolder(folder), rest = {}, migrate, plain = false } = options
    return done(deskOn(shelf, new Gate(), { settings, asNamed, cache, rest, migrate, plain }))
  } catch (error) {
    return problemOf(error, {
      failed: `The library ${asNamed} could not be opened`,
      safe: 'Nothing in it was changed.',
    })
  }
}

/** Lets calls in until the desk is closed. */
class Gate {
  closed = false

  readonly mustBeOpen = (): void => {
    if (this.closed)
      throw new DeskProblem('failed', 'Galley is closing this library.', UNTOUCHED, 'Start it again.')
  }
}

interface DeskPieces {
  readonly settings: SettingsStore
  readonly asNamed: string
  readonly cache: string
  readonly rest: RestOptions
  readonly migrate: Migrate | undefined
  readonly plain: boolean
}

function deskOn(shelf: Shelf, gate: Gate, pieces: DeskPieces): OpenedDesk {
  const { settings, asNamed, cache } = pieces
  const catalogue = new Catalogue(shelf)
  const index = new LibraryIndex(shelf, { file: join(cache, 'index.sqlite'), plain: pieces.plain })
  const histories = new Histories(shelf)
  const drafts = new Drafts(shelf, histories, pieces.migrate)
  const rest = new Rest({ shelf, drafts, histories }, pieces.rest)
  const { queues } = shelf
  const transfers = new Transfers({
    shelf,
    cache,
    keepRevision: (id, reason) => desk.keepRevision(id, reason, ''),
    pin: (id) => desk.pinDraft(id, true),
    pinned: ({ text }) => pinsIn(text),
  })
  const swept = Promise.all([sweepLibrary(shelf), transfers.sweep()]).then(
    () => undefined,
    (error: unknown) => {
      shelf.log(`could not sweep the library: ${String(error)}`)
    },
  )
  /** One call: arguments guarded, in its draft's queue, failures made into problems. Never rejects. */
  const answer: Answer = (call, values, task) =>
    outcome(shelf, ATTEMPTS[call], () => {
      gate.mustBeOpen()
      if (!acceptsArguments(DESK_CALLS[call], values)) throw improper(ATTEMPTS[call])
      const id = queueOf(call, values)
      if (UNQUEUED.has(call)) return task()
      return queues.run(id, async () => {
        if (OF_A_DRAFT.has(call)) await shelf.names.locate(id)
        return task()
      })
    })
  const desk: OpenedDesk = {
    library: () => answer('library', [], () => listing({ catalogue, settings, rest, shelf }, asNamed)),
    ...draftCalls({ shelf, drafts, histories, rest }, answer),
    fetchImage: (id, url) => fetchImage(desk, answer, id, url),
    restoreDraft: (id) => answer('restoreDraft', [id], () => restored(shelf, catalogue, id)),
    ...libraryCalls({ index, settings, rest, shelf }, asNamed, answer),
    ...historyCalls({ drafts, histories }, answer),
    ...transferCalls(transfers, answer),
    readSettings: () => answer('readSettings', [], () => Promise.resolve(settings.read())),
    writeSettings: (given) => answer('writeSettings', [given], () => Promise.resolve(keep(settings, given))),
    jobFile: (job) =>
      outcome(shelf, ATTEMPTS.readJob, () => Promise.resolve().then(() => transfers.jobFile(job))),
    readImage: (id, name) => outcome(shelf, READING_PICTURE, () => readImage(shelf, id, name)),
    swept,
    close: async () => {
      gate.closed = true
      await transfers.close()
      await Promise.all([queues.settled(), swept])
      await rest.settleAll()
      await drafts.journals.closeAll()
      await shelf.holds.releaseAll()
      await index.close()
    },
  }
  return desk
}

/** A picture from the web, taken in as any other: in two calls, so that nothing waits for the network. */
async function fetchImage(
  desk: Desk,
  answer: Answer,
  id: string,
  url: string,
): ReturnType<Desk['fetchImage']> {
  const fetched = await answer('fetchImage', [id, url], () => fetchPicture(url))
  return fetched.ok ? desk.addImage(id, fetched.value.name, fetched.value.bytes) : fetched
}

/** The draft whose queue a call waits in; '' for the queue of all that concerns none. */
function queueOf(call: keyof Desk, [first]: readonly unknown[]): string {
  return call === 'createDraft' || typeof first !== 'string' ? '' : first
}

function shelfOn(place: Pick<Shelf, 'files' | 'folder' | 'now' | 'log'>): Shelf {
  const names = new FolderNames(place.files, place.folder)
  const holds = new Holds(place.files, place.folder, names)
  const mustHold = (id: string): Promise<void> => holds.ensure(id)
  return { ...place, names, holds, mustHold, changes: new Changes(), queues: new Queues() }
}

/** The calls about the library as a whole. */
function libraryCalls(
  pieces: Stated,
  folder: string,
  answer: Answer,
): Pick<Desk, 'listDrafts' | 'libraryState' | 'pinDraft' | 'listTrash' | 'emptyTrash'> {
  const { index, shelf } = pieces
  return {
    listDrafts: (query) => answer('listDrafts', [query], () => index.list(query)),
    libraryState: () => answer('libraryState', [], () => stateOf(pieces, folder)),
    pinDraft: (id, pinned) => answer('pinDraft', [id, pinned], () => index.pin(id, pinned).then(() => null)),
    listTrash: () => answer('listTrash', [], () => listTrash(shelf)),
    emptyTrash: () => answer('emptyTrash', [], () => emptyTrash(shelf)),
  }
}

/** The calls about back-ups and imports. */
function transferCalls(
  transfers: Transfers,
  answer: Answer,
): Pick<Desk, 'startBackup' | 'startImport' | 'feedImport' | 'runImport' | 'readJob' | 'cancelJob'> {
  return {
    startBackup: () => answer('startBackup', [], () => transfers.startBackup()),
    startImport: () => answer('startImport', [], () => Promise.resolve(transfers.startImport())),
    feedImport: (job, path, offset, bytes) =>
      answer('feedImport', [job, path, offset, bytes], () =>
        transfers.feedImport(job, path, offset, bytes).then(() => null),
      ),
    runImport: (job) => answer('runImport', [job], () => Promise.resolve(transfers.runImport(job))),
    readJob: (job) => answer('readJob', [job], () => Promise.resolve(transfers.readJob(job))),
    cancelJob: (job) => answer('cancelJob', [job], () => transfers.cancelJob(job).then(() => null)),
  }
}

/**
 * Calls that wait for nobody: a list must not stand behind a save, nor a save behind the network. What is typed finds
 * its own way past a save.
 */
const UNQUEUED: ReadonlySet<keyof Desk> = new Set<keyof Desk>([
  'appendJournal',
  'library',
  'listDrafts',
  'libraryState',
  'fetchImage',
])

const READING_PICTURE: Attempt = { failed: 'The picture could not be read', safe: AS_IT_WAS }

function improper(attempt: Attempt): DeskProblem {
  return new DeskProblem(
    'invalid',
    `${attempt.failed}: the request was not a proper one.`,
    attempt.safe,
    'Restart Galley; if it happens again, report it.',
  )
}

function keep(settings: SettingsStore, given: Settings): null {
  settings.write(given)
  return null
}

async function restored(shelf: Shelf, catalogue: Catalogue, id: string): Promise<DraftSummary> {
  const summary = await catalogue.summary(await restoreDraft(shelf, id))
  if (summary === null) throw notFound(id)
  return summary
}

interface Stated {
  readonly index: LibraryIndex
  readonly settings: SettingsStore
  readonly rest: Rest
  readonly shelf: Shelf
}

async function stateOf({ index, settings, rest, shelf }: Stated, folder: string): Promise<LibraryState> {
  const notices = [...settings.notices, ...shelf.names.notices, ...rest.notices]
  return { ...(await index.state()), folder, trashed: await countTrash(shelf), notices }
}

interface Listed {
  readonly catalogue: Catalogue
  readonly settings: SettingsStore
  readonly rest: Rest
  readonly shelf: Shelf
}

async function listing({ catalogue, settings, rest, shelf }: Listed, folder: string): Promise<Library> {
  const { drafts } = await catalogue.list()
  const notices = [...settings.notices, ...shelf.names.notices, ...rest.notices]
  return { folder, drafts, trashed: await countTrash(shelf), notices }
}

async function outcome<T>(shelf: Shelf, attempt: Attempt, task: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return done(await task())
  } catch (error) {
    if (!(error instanceof DeskProblem)) shelf.log(`${attempt.failed}: ${String(error)}`)
    return problemOf(error, attempt)
  }
}
