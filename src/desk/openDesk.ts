import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Attempt, attemptOf } from '../contract/attempts.ts'
import { done, type Outcome } from '../desk.ts'
import { type ConnectedPage, connectPage } from './calls/pageDesk.ts'
import { createPerform, Gate, outcomeOf } from './calls/perform.ts'
import { Changes, type DeskContext } from './context.ts'
import { type Files, realFiles } from './disk/files.ts'
import { readInside } from './disk/readInside.ts'
import { cacheFolder } from './disk/systemFolders.ts'
import { type Migrate, readDraft } from './drafts/draftFile.ts'
import { DraftFolders } from './drafts/draftFolders.ts'
import type { IdleOptions } from './drafts/idleWork.ts'
import type { Page } from './drafts/session.ts'
import { DraftSessions } from './drafts/sessions.ts'
import { Catalogue } from './library/catalogue.ts'
import { addNote } from './library/importedNotes.ts'
import { versionPolicy } from './history/index.ts'
import { sweepLibrary } from './library/sweep.ts'
import { t } from './messages.ts'
import { type Picture, readImage } from './pictures/images.ts'
import { problemOf } from './problems.ts'
import { Queues } from './queue.ts'
import { LibraryIndex } from './search/index.ts'
import type { SettingsStore } from './settings.ts'
import { type JobFile, Transfers } from './transfer/index.ts'

/** By then a large library is open and listed, which looking into each of its folders would slow down. */
const SWEEP_DELAY_MS = 10_000

/** How a host, or a test, opens a library. */
export interface DeskOptions {
  /** Path of the drafts folder, relative to the process or absolute; created if missing. */
  readonly library: string
  /** Where the writer's settings are kept; it outlives the library. */
  readonly settings: SettingsStore
  /** Receives lines for the host's log; nothing by default. */
  readonly log?: (line: string) => void
  /** The file system; a test passes one that fails. */
  readonly files?: Files
  /** The clock: milliseconds since 1970. */
  readonly now?: () => number
  /** This machine's folder for data that can be thrown away; by default the system's place for it. */
  readonly cache?: string
  /** When the idle work of a draft is done; a test has its own clock. */
  readonly idle?: IdleOptions
  /** True to do without SQLite, as a runtime that has none does. */
  readonly withoutIndex?: boolean
  /** How long the search's thread may take to start, in milliseconds; a test waits longer on a busy machine. */
  readonly threadStartMs?: number
  /** When half-written files of earlier runs are looked for, in milliseconds; a test sweeps at once. */
  readonly sweepDelayMs?: number
  /** Brings a file of an older version to this one; a test has versions of its own. */
  readonly migrate?: Migrate
}

/** An open library, as its host uses it. */
export interface OpenedDesk {
  /** Connects a page. Which drafts are open, and who writes them, is known by page. */
  connectPage(): ConnectedPage
  /** Returns a picture of a draft, for the host to show as `images/NAME`. */
  readImage(id: string, name: string): Promise<Outcome<Picture>>
  /** Returns the file that a job made, for the host to hand over. */
  jobFile(job: string): Promise<Outcome<JobFile>>
  /** Returns the absolute path of a draft's folder, whether or not it exists. */
  draftFolder(id: string): string
  /** Calls `listener` with the id of each draft that is written, created, moved or removed. */
  onChange(listener: (id: string) => void): void
  /** Resolves when half-written files of earlier runs are removed, or the desk is closed before they are looked for. */
  readonly swept: Promise<void>
  /** How many drafts are in use: open in a page, or worked on. */
  readonly draftsInUse: number
  /** Waits for calls under way, closes every draft and releases it; later calls are refused. */
  close(): Promise<void>
}

/**
 * Opens a library. On a full or read-only disk it still opens for reading. The library itself is not locked; each draft is
 * locked while it is open, so that no two processes write it.
 * @returns the open library, or a problem when its folder can be neither created nor reached. Never rejects.
 */
export async function openDesk(options: DeskOptions): Promise<Outcome<OpenedDesk>> {
  const { files = realFiles, log = () => undefined, now = Date.now } = options
  const folderName = resolve(options.library)
  try {
    await files.makeFolders(folderName)
    const folder = await files.realpath(folderName)
    return done(startDesk(createContext({ files, folder, now, log }), { ...options, folderName }))
  } catch (error) {
    const failed = t('attempts.openLibrary.failed', { folder: folderName })
    return problemOf(error, { failed, safe: t('attempts.openLibrary.safe') })
  }
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

interface StartOptions extends DeskOptions {
  /** The library's folder as its owner names it. */
  readonly folderName: string
}

/** Creates the parts of the desk and connects them. Nothing is read yet except by the sweep and the index. */
function startDesk(context: DeskContext, options: StartOptions): OpenedDesk {
  const { settings, folderName, migrate, idle = {}, sweepDelayMs = SWEEP_DELAY_MS } = options
  const cache = options.cache ?? cacheFolder(context.folder)
  const gate = new Gate()
  const sessions = new DraftSessions(context, {
    parse: (bytes) => readDraft(bytes, migrate),
    idle: { policy: () => versionPolicy(settings.read()), ...idle },
  })
  const { withoutIndex = false, threadStartMs } = options
  const index = new LibraryIndex(context, { file: join(cache, 'index.sqlite'), withoutIndex, threadStartMs })
  const transfers = createTransfers(context, sessions, index, cache)
  const parts = {
    context,
    sessions,
    catalogue: new Catalogue(context),
    index,
    settings,
    transfers,
    folderName,
    noticePages: new Map<string, Page>(),
  }
  const perform = createPerform(context, gate)
  const closing = new AbortController()
  const swept = afterDelay(sweepDelayMs, closing.signal, () => sweep(context, sessions, transfers))
  return {
    connectPage: () => connectPage(parts, perform),
    onChange: (listener) => {
      context.changes.on(listener)
    },
    jobFile: (job) =>
      outcomeOf(
        context,
        () => attemptOf('readJob'),
        () => Promise.resolve().then(() => transfers.jobFile(job)),
      ),
    readImage: (id, name) => outcomeOf(context, readingPicture, () => readImage(context, id, name)),
    draftFolder: (id) => join(context.folder, context.draftFolders.folderOf(id)),
    swept,
    get draftsInUse() {
      return sessions.size
    },
    close: async () => {
      // The order matters: calls under way use sessions, and closing sessions still announces changes to the index.
      gate.isClosed = true
      closing.abort()
      await transfers.close()
      await Promise.all([context.queues.settled(), swept])
      await sessions.closeAll()
      await index.close()
    },
  }
}

/** Creates backup and import. They reach drafts and notes through functions, so that they need not know sessions. */
function createTransfers(
  context: DeskContext,
  sessions: DraftSessions,
  index: LibraryIndex,
  cache: string,
): Transfers {
  return new Transfers({
    context,
    cache,
    keepRevision: (id, reason) =>
      context.queues.run(id, () =>
        sessions.withDraft(id, async (session) =>
          session.keepRevision((await session.read()).article, reason),
        ),
      ),
    addNote: (note) => addNote(index, note),
  })
}

/** Runs a task after a delay, or not at all if the signal is aborted before. */
async function afterDelay(delayMs: number, signal: AbortSignal, task: () => Promise<void>): Promise<void> {
  if (delayMs > 0)
    try {
      await pause(delayMs, undefined, { signal, ref: false })
    } catch {
      return
    }
  await task()
}

/** Removes half-written files of earlier runs. Never rejects: a library is usable with them. */
async function sweep(context: DeskContext, sessions: DraftSessions, transfers: Transfers): Promise<void> {
  try {
    await Promise.all([sweepLibrary(context, sessions), transfers.sweep()])
  } catch (error) {
    context.log(`could not sweep the library: ${String(error)}`)
  }
}

function readingPicture(): Attempt {
  return { failed: t('attempts.readPicture.failed'), safe: t('attempts.readPicture.safe') }
}
