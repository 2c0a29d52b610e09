import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { acceptsArguments, DESK_CALLS } from '../calls.ts'
import { type Attempt, attemptOf } from '../contract/attempts.ts'
import {
  type Desk,
  done,
  type DraftSummary,
  type Library,
  type LibraryState,
  type Outcome,
  type Settings,
} from '../desk.ts'
import { type JobFile, Transfers } from './transfer/index.ts'
import { Catalogue } from './drafts/catalogue.ts'
import { folderNotices } from './disk/ownFolders.ts'
import { readInside } from './disk/readInside.ts'
import { type Migrate, readDraft } from './drafts/draftFile.ts'
import { draftCalls, historyCalls, type Perform } from './drafts/calls.ts'
import type { IdleOptions } from './drafts/idleWork.ts'
import type { Page } from './drafts/session.ts'
import { DraftSessions } from './drafts/sessions.ts'
import { fetchPicture } from './pictures/fetchImage.ts'
import { type Files, realFiles } from './disk/files.ts'
import { DraftFolders } from './drafts/draftFolders.ts'
import { cacheFolder } from './disk/systemFolders.ts'
import { type Picture, readImage } from './pictures/images.ts'
import { pinsIn } from './pins.ts'
import { t } from './messages.ts'
import { deskProblem, DeskProblem, problemOf } from './problems.ts'
import { Queues } from './queue.ts'
import { LibraryIndex } from './search/index.ts'
import type { SettingsStore } from './settings.ts'
import { Changes, notFound, type DeskContext } from './context.ts'
import { sweepLibrary } from './sweep.ts'
import { countTrash, emptyTrash, listTrash, restoreDraft } from './trash.ts'

export type { JobFile } from './transfer/index.ts'
export { defaultLibrary, settingsFolder } from './disk/systemFolders.ts'
export { MAX_PICTURE_BYTES, type Picture } from './pictures/images.ts'
export { keepSettings, type SettingsFile, type SettingsStore } from './settings.ts'

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
  /** When the idle work of a draft is done; a test has its own clock. */
  readonly idle?: IdleOptions
  /** Whether to do without SQLite, as a runtime that has none does. */
  readonly plain?: boolean
  /** How files of older versions are brought to this one; a test has versions of its own. */
  readonly migrate?: Migrate
}

/** One page's desk. The host ends it when that page is closed or loaded anew, when it crashes or its connection goes. */
export interface ConnectedPage {
  readonly desk: Desk
  /** Closes every draft that the page has open; its later calls find none open. Never rejects. */
  end(): Promise<void>
}

/** A library that is open, and what its host does with it. */
export interface OpenedDesk {
  /** Connects a page: which drafts are open, and who writes them, goes by pages. */
  connectPage(): ConnectedPage
  /** A picture of a draft, for the host to show as `images/NAME`. */
  readImage(id: string, name: string): Promise<Outcome<Picture>>
  /** The file that a job made, for the host to hand over. */
  jobFile(job: string): Promise<Outcome<JobFile>>
  /** Resolves when what earlier runs left half-written is removed. */
  readonly swept: Promise<void>
  /** How many drafts are in use: open in a page, or worked on. */
  readonly draftsInUse: number
  /** Finishes what is under way, closes every draft and releases it; calls after it are refused. */
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
    const context = createContext({ files, folder, now, log })
    const { settings, cache = cacheFolder(folder), idle = {}, migrate, plain = false } = options
    return done(deskOn(context, new Gate(), { settings, asNamed, cache, idle, migrate, plain }))
  } catch (error) {
    return problemOf(error, {
      failed: t('attempts.openLibrary.failed', { folder: asNamed }),
      safe: t('attempts.openLibrary.safe'),
    })
  }
}

/** Lets calls in until the desk is closed. */
class Gate {
  closed = false

  readonly mustBeOpen = (): void => {
    if (this.closed) throw deskProblem('failed', 'closing')
  }
}

interface DeskOn {
  readonly settings: SettingsStore
  readonly asNamed: string
  readonly cache: string
  readonly idle: IdleOptions
  readonly migrate: Migrate | undefined
  readonly plain: boolean
}

/** What the calls work on. */
interface Pieces {
  readonly context: DeskContext
  readonly sessions: DraftSessions
  readonly catalogue: Catalogue
  readonly index: LibraryIndex
  readonly settings: SettingsStore
  readonly transfers: Transfers
  /** The library's folder as its owner names it. */
  readonly asNamed: string
}

function deskOn(context: DeskContext, gate: Gate, { migrate, ...options }: DeskOn): OpenedDesk {
  const { settings, asNamed, cache, idle } = options
  const sessions = new DraftSessions(context, { parse: (bytes) => readDraft(bytes, migrate), idle })
  const index = new LibraryIndex(context, { file: join(cache, 'index.sqlite'), plain: options.plain })
  const transfers = new Transfers({
    context,
    cache,
    keepRevision: (id, reason) =>
      context.queues.run(id, () =>
        sessions.withDraft(id, async (session) =>
          session.keepRevision((await session.read()).article, reason),
        ),
      ),
    pin: (id) => index.pin(id, true),
    pinned: ({ text }) => pinsIn(text),
  })
  const pieces = { context, sessions, catalogue: new Catalogue(context), index, settings, transfers, asNamed }
  const perform = performOn(context, gate)
  const swept = Promise.all([sweepLibrary(context, sessions), transfers.sweep()]).then(
    () => undefined,
    (error: unknown) => {
      context.log(`could not sweep the library: ${String(error)}`)
    },
  )
  return {
    connectPage: () => connectedPage(pieces, perform),
    jobFile: (job) =>
      outcome(
        context,
        () => attemptOf('readJob'),
        () => Promise.resolve().then(() => transfers.jobFile(job)),
      ),
    readImage: (id, name) => outcome(context, readingPicture, () => readImage(context, id, name)),
    swept,
    get draftsInUse() {
      return sessions.size
    },
    close: async () => {
      gate.closed = true
      await transfers.close()
      await Promise.all([context.queues.settled(), swept])
      await sessions.closeAll()
      await index.close()
    },
  }
}

/** One call by its row: arguments guarded, in its queue, failures made into problems. Never rejects. */
function performOn(context: DeskContext, gate: Gate): Perform {
  const { queues, draftFolders: names } = context
  return (call, values, task) => {
    const { guards, queue, locate } = DESK_CALLS[call]
    return outcome(
      context,
      () => attemptOf(call),
      () => {
        gate.mustBeOpen()
        if (!acceptsArguments(guards, values))
          throw deskProblem('invalid', 'improperCall', { ...attemptOf(call) })
        if (queue === 'none') return task()
        const id = queue === 'draft' ? String(values[0]) : ''
        return queues.run(id, async () => {
          if (locate) await names.locate(id)
          return task()
        })
      },
    )
  }
}

function connectedPage(pieces: Pieces, perform: Perform): ConnectedPage {
  const { context, sessions, catalogue, settings, transfers } = pieces
  const page: Page = { id: randomBytes(8).toString('hex'), isEnded: false }
  const desk: Desk = {
    ...draftCalls(sessions, page, perform),
    ...historyCalls(sessions, perform),
    ...libraryCalls(pieces, perform),
    ...transferCalls(transfers, perform),
    fetchImage: (id, url) => fetchImage(desk, perform, id, url),
    restoreDraft: (id) => perform('restoreDraft', [id], () => restored(context, catalogue, id)),
    readSettings: () => perform('readSettings', [], () => Promise.resolve(settings.read())),
    writeSettings: (given) =>
      perform('writeSettings', [given], () => Promise.resolve(writeSettings(settings, given))),
  }
  return { desk, end: () => sessions.endPage(page) }
}

/** A picture from the web, taken in as any other: in two calls, so that nothing waits for the network. */
async function fetchImage(
  desk: Desk,
  perform: Perform,
  id: string,
  url: string,
): ReturnType<Desk['fetchImage']> {
  const fetched = await perform('fetchImage', [id, url], () => fetchPicture(url))
  return fetched.ok ? desk.addImage(id, fetched.value.name, fetched.value.bytes) : fetched
}

function createContext(place: Pick<DeskContext, 'files' | 'folder' | 'now' | 'log'>): DeskContext {
  return {
    ...place,
    read: (path, limitBytes) => readInside(place.files, place.folder, path, limitBytes),
    draftFolders: new DraftFolders(place.files, place.folder),
    changes: new Changes(),
    queues: new Queues(),
  }
}

/** The calls about the library as a whole. */
function libraryCalls(
  pieces: Pieces,
  perform: Perform,
): Pick<Desk, 'library' | 'listDrafts' | 'libraryState' | 'pinDraft' | 'listTrash' | 'emptyTrash'> {
  const { index, context } = pieces
  return {
    library: () => perform('library', [], () => listing(pieces)),
    listDrafts: (query) => perform('listDrafts', [query], () => index.list(query)),
    libraryState: () => perform('libraryState', [], () => stateOf(pieces)),
    pinDraft: (id, pinned) => perform('pinDraft', [id, pinned], () => index.pin(id, pinned).then(() => null)),
    listTrash: () => perform('listTrash', [], () => listTrash(context)),
    emptyTrash: () => perform('emptyTrash', [], () => emptyTrash(context)),
  }
}

/** The calls about back-ups and imports. */
function transferCalls(
  transfers: Transfers,
  perform: Perform,
): Pick<Desk, 'startBackup' | 'startImport' | 'feedImport' | 'runImport' | 'readJob' | 'cancelJob'> {
  return {
    startBackup: () => perform('startBackup', [], () => transfers.startBackup()),
    startImport: () => perform('startImport', [], () => Promise.resolve(transfers.startImport())),
    feedImport: (job, path, offset, bytes) =>
      perform('feedImport', [job, path, offset, bytes], () =>
        transfers.feedImport(job, path, offset, bytes).then(() => null),
      ),
    runImport: (job) => perform('runImport', [job], () => Promise.resolve(transfers.runImport(job))),
    readJob: (job) => perform('readJob', [job], () => Promise.resolve(transfers.readJob(job))),
    cancelJob: (job) => perform('cancelJob', [job], () => transfers.cancelJob(job).then(() => null)),
  }
}

function readingPicture(): Attempt {
  return { failed: t('attempts.readPicture.failed'), safe: t('attempts.readPicture.safe') }
}

function writeSettings(settings: SettingsStore, given: Settings): null {
  settings.write(given)
  return null
}

async function restored(context: DeskContext, catalogue: Catalogue, id: string): Promise<DraftSummary> {
  const summary = await catalogue.summary(await restoreDraft(context, id))
  if (summary === null) throw notFound(id)
  return summary
}

async function noticesOf({ settings, context, sessions }: Pieces): Promise<readonly string[]> {
  const folders = await folderNotices(context)
  return [...settings.notices, ...context.draftFolders.notices, ...folders, ...sessions.notices.list]
}

async function stateOf(pieces: Pieces): Promise<LibraryState> {
  const { index, context, asNamed } = pieces
  const trashed = await countTrash(context)
  return { ...(await index.state()), folder: asNamed, trashed, notices: await noticesOf(pieces) }
}

async function listing(pieces: Pieces): Promise<Library> {
  const { catalogue, context, asNamed } = pieces
  const { drafts } = await catalogue.list()
  return { folder: asNamed, drafts, trashed: await countTrash(context), notices: await noticesOf(pieces) }
}

async function outcome<T>(
  context: DeskContext,
  attemptNow: () => Attempt,
  task: () => Promise<T>,
): Promise<Outcome<T>> {
  try {
    return done(await task())
  } catch (error) {
    const attempt = attemptNow()
    if (!(error instanceof DeskProblem)) context.log(`${attempt.failed}: ${String(error)}`)
    return problemOf(error, attempt)
  }
}
