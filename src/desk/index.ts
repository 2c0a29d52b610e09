import { resolve } from 'node:path'
import { acceptsArguments, DESK_CALLS } from '../calls.ts'
import {
  type Desk,
  done,
  type DraftSummary,
  type Library,
  type Outcome,
  problem,
  type Problem,
  type Settings,
} from '../desk.ts'
import { type JobFile, Transfers } from './backup/index.ts'
import { Catalogue } from './catalogue.ts'
import { Drafts } from './drafts.ts'
import { cacheFolder } from './folders.ts'
import { exportArticle } from './exports.ts'
import { type Files, realFiles } from './files.ts'
import { Histories } from './history/index.ts'
import { addImage, type Picture, readImage } from './images.ts'
import { type LibraryLock, lockLibrary } from './lock.ts'
import { type Attempt, DeskProblem, problemOf } from './problems.ts'
import { Queues } from './queue.ts'
import type { SettingsStore } from './settings.ts'
import { notFound, type Shelf } from './shelf.ts'
import { restoreDraft, trashDraft } from './trash.ts'

export type { JobFile } from './backup/index.ts'
export { defaultLibrary, settingsFolder } from './folders.ts'
export { MOST_BYTES, type Picture } from './images.ts'
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
}

/** The desk, and what its host does with it besides carrying calls. */
export interface OpenedDesk extends Desk {
  /** A picture of a draft, for the host to show as `images/NAME`. */
  readImage(id: string, name: string): Promise<Outcome<Picture>>
  /** The file that a job made, for the host to hand over. */
  jobFile(job: string): Promise<Outcome<JobFile>>
  /** Settles when what earlier runs left half-written is removed. */
  readonly swept: Promise<void>
  /** Finishes what is under way and gives the library free; calls after it are refused. */
  close(): Promise<void>
}

/**
 * Opens a library: takes its lock before anything else is read or written there. A problem 'locked' names who has it.
 */
export async function openDesk(options: DeskOptions): Promise<Outcome<OpenedDesk>> {
  const { files = realFiles, log = () => undefined, now = Date.now } = options
  const asNamed = resolve(options.library)
  try {
    await files.makeFolders(asNamed)
    const folder = await files.realpath(asNamed)
    const lock = await lockLibrary(files, folder)
    const gate = new Gate(lock)
    const shelf: Shelf = { files, folder, now, log, mustHold: gate.mustHold, queues: new Queues() }
    const cache = options.cache ?? cacheFolder(folder)
    return done(deskOn(shelf, gate, { settings: options.settings, asNamed, cache }))
  } catch (error) {
    return problemOf(error, {
      failed: `The library ${asNamed} could not be opened`,
      safe: 'Nothing in it was changed.',
    })
  }
}

/** Lets calls in until the desk is closed, and writes through while the library is this process's own. */
class Gate {
  readonly lock: LibraryLock
  closed = false

  constructor(lock: LibraryLock) {
    this.lock = lock
  }

  readonly mustBeOpen = (): void => {
    if (this.closed)
      throw new DeskProblem('failed', 'Galley is closing this library.', UNTOUCHED, 'Start it again.')
  }

  readonly mustHold = (): void => {
    if (!this.lock.held())
      throw new DeskProblem(
        'locked',
        'Another Galley has taken this library over, so nothing is written here any more.',
        UNTOUCHED,
        'Copy what is new on the screen, then close one of the two.',
      )
  }
}

const UNTOUCHED = 'Nothing on disk was touched, and what is on the screen is still there.'
const SCREEN = 'The version on disk is as it was, and what is on the screen is still there.'
const AS_IT_WAS = 'The draft is as it was.'

/** What each call tries, for the sentence about its failure. */
const ATTEMPTS: { readonly [Call in keyof Desk]: Attempt } = {
  library: { failed: 'The library could not be listed', safe: 'Nothing in it was changed.' },
  createDraft: { failed: 'The draft was not made', safe: 'What is on the screen is still there.' },
  openDraft: { failed: 'The draft could not be opened', safe: AS_IT_WAS },
  saveDraft: { failed: 'The draft was not saved', safe: SCREEN },
  saveCopy: { failed: 'The copy was not saved', safe: SCREEN },
  trashDraft: { failed: 'The draft was not moved to the trash', safe: AS_IT_WAS },
  restoreDraft: { failed: 'The draft was not brought back', safe: 'It is still in the trash.' },
  addImage: { failed: 'The picture was not taken in', safe: AS_IT_WAS },
  exportDraft: { failed: 'The draft was not exported', safe: AS_IT_WAS },
  appendJournal: { failed: 'What was typed could not be noted', safe: SCREEN },
  closeDraft: { failed: 'The draft could not be put to rest', safe: AS_IT_WAS },
  listDrafts: { failed: 'The library could not be listed', safe: 'Nothing in it was changed.' },
  libraryState: { failed: 'The library could not be read', safe: 'Nothing in it was changed.' },
  pinDraft: { failed: 'The draft was not pinned', safe: AS_IT_WAS },
  listTrash: { failed: 'The trash could not be listed', safe: 'Nothing in it was changed.' },
  emptyTrash: { failed: 'The trash was not emptied', safe: 'Drafts outside the trash are as they were.' },
  listRevisions: { failed: 'The history could not be read', safe: AS_IT_WAS },
  readRevision: { failed: 'That version could not be read', safe: AS_IT_WAS },
  keepRevision: { failed: 'This version was not kept', safe: AS_IT_WAS },
  nameRevision: { failed: 'The version was not named', safe: AS_IT_WAS },
  startBackup: { failed: 'The back-up did not start', safe: 'The library is as it was.' },
  startImport: { failed: 'The import did not start', safe: 'The library is as it was.' },
  feedImport: { failed: 'A file could not be taken in', safe: 'The library is as it was.' },
  runImport: { failed: 'The import did not run', safe: 'What was in the library is as it was.' },
  readJob: { failed: 'That work is not known', safe: 'The library is as it was.' },
  cancelJob: { failed: 'That work was not stopped', safe: 'What was in the library is as it was.' },
  readSettings: { failed: 'Settings could not be read', safe: 'No draft is concerned.' },
  writeSettings: { failed: 'Settings could not be kept', safe: 'No draft is concerned.' },
}

interface DeskPieces {
  readonly settings: SettingsStore
  readonly asNamed: string
  readonly cache: string
}

function deskOn(shelf: Shelf, gate: Gate, { settings, asNamed, cache }: DeskPieces): OpenedDesk {
  const drafts = new Drafts(shelf)
  const catalogue = new Catalogue(shelf)
  const histories = new Histories(shelf)
  const { queues } = shelf
  const transfers = new Transfers({
    shelf,
    cache,
    keepRevision: (id, reason) => desk.keepRevision(id, reason, ''),
    pin: (id) => desk.pinDraft(id, true),
    pinned: () => [],
  })
  const swept = Promise.all([catalogue.sweep(), transfers.sweep()]).then(
    () => undefined,
    (error: unknown) => {
      shelf.log(`could not sweep the library: ${String(error)}`)
    },
  )
  /** One call: arguments guarded, in its draft's queue, failures made into problems. Never rejects. */
  const answer = <T>(call: keyof Desk, values: readonly unknown[], task: () => Promise<T>) =>
    outcome(shelf, ATTEMPTS[call], () => {
      gate.mustBeOpen()
      if (!acceptsArguments(DESK_CALLS[call], values)) throw improper(ATTEMPTS[call])
      const [first] = values
      const id = call === 'createDraft' || typeof first !== 'string' ? '' : first
      return call === 'library' ? task() : queues.run(id, task)
    })
  const desk: OpenedDesk = {
    library: () => answer('library', [], () => listing(catalogue, settings, asNamed)),
    createDraft: (text) => answer('createDraft', [text], () => drafts.create(text)),
    openDraft: (id) => answer('openDraft', [id], () => drafts.open(id)),
    saveDraft: (id, text, base) => answer('saveDraft', [id, text, base], () => drafts.save(id, text, base)),
    saveCopy: (id, text) => answer('saveCopy', [id, text], () => drafts.create(text, id)),
    trashDraft: (id) => answer('trashDraft', [id], () => trashDraft(shelf, id)),
    restoreDraft: (id) => answer('restoreDraft', [id], () => restored(shelf, catalogue, id)),
    addImage: (id, name, bytes) =>
      answer('addImage', [id, name, bytes], () => addImage(shelf, id, name, bytes)),
    exportDraft: (id, target) =>
      answer('exportDraft', [id, target], async () => {
        const article = await drafts.article(id)
        const file = await exportArticle(shelf, id, article, target)
        // What went out can always be found again; but a full disk keeps nobody from handing over.
        await histories.keep(id, article, 'export').catch((error: unknown) => {
          shelf.log(`exported ${id} without a version in its history: ${String(error)}`)
        })
        return file
      }),
    appendJournal: () => notYet('appendJournal'),
    closeDraft: () => notYet('closeDraft'),
    listDrafts: () => notYet('listDrafts'),
    libraryState: () => notYet('libraryState'),
    pinDraft: () => notYet('pinDraft'),
    listTrash: () => notYet('listTrash'),
    emptyTrash: () => notYet('emptyTrash'),
    listRevisions: (id) => answer('listRevisions', [id], () => histories.of(id).list()),
    readRevision: (id, number) => answer('readRevision', [id, number], () => histories.of(id).read(number)),
    keepRevision: (id, reason, name) =>
      answer('keepRevision', [id, reason, name], async () =>
        histories.keep(id, await drafts.article(id), reason, name),
      ),
    nameRevision: (id, number, name) =>
      answer('nameRevision', [id, number, name], () => histories.name(id, number, name)),
    startBackup: () => answer('startBackup', [], () => transfers.startBackup()),
    startImport: () => answer('startImport', [], () => Promise.resolve(transfers.startImport())),
    feedImport: (job, path, offset, bytes) =>
      answer('feedImport', [job, path, offset, bytes], () =>
        transfers.feedImport(job, path, offset, bytes).then(() => null),
      ),
    runImport: (job) => answer('runImport', [job], () => Promise.resolve(transfers.runImport(job))),
    readJob: (job) => answer('readJob', [job], () => Promise.resolve(transfers.readJob(job))),
    cancelJob: (job) => answer('cancelJob', [job], () => transfers.cancelJob(job).then(() => null)),
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
      await gate.lock.release()
    },
  }
  return desk
}

function notYet(call: keyof Desk): Promise<{ ok: false; problem: Problem }> {
  const { failed, safe } = ATTEMPTS[call]
  return Promise.resolve(problem('failed', `${failed}.`, safe, 'This part of the desk is being built.'))
}

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

async function listing(catalogue: Catalogue, settings: SettingsStore, folder: string): Promise<Library> {
  const { drafts, misnamed } = await catalogue.list()
  const notices = misnamed.map(
    (name) =>
      `The folder “${name}” holds a draft that Galley cannot open under this name. Rename the folder with letters, digits and hyphens only.`,
  )
  return { folder, drafts, trashed: await catalogue.trashed(), notices: [...settings.notices, ...notices] }
}

async function outcome<T>(shelf: Shelf, attempt: Attempt, task: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return done(await task())
  } catch (error) {
    if (!(error instanceof DeskProblem)) shelf.log(`${attempt.failed}: ${String(error)}`)
    return problemOf(error, attempt)
  }
}
