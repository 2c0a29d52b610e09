import * as guard from './contract/guards.ts'
import type { Guard } from './contract/guards.ts'
import type { HostServices } from './contract/host/host.ts'
import { isMenuBar } from './contract/host/menus.ts'
import type { SafeKey } from './contract/messages.ts'
import type { Desk } from './desk.ts'
import { isSettingsChange } from './settings.ts'

/**
 * The call list: every call of the desk and of a host. A desk call is one row: guards, what is safe when it fails, which queue,
 * how long it may take. Hosts carry these and no others, and check arguments before they reach anything. The sentence
 * about a call's failure has the call's name as its key (contract/locales, `attempts`).
 */

export { isDraftId } from './contract/draftId.ts'
export { acceptsArguments, MAX_SHORT_TEXT_LENGTH } from './contract/guards.ts'

/** All that is said about one call: whoever carries, checks, queues or waits for it reads it here. */
export interface CallRow {
  /** One guard for each argument. */
  readonly guards: readonly Guard[]
  /** The sentence about what is safe although the call failed. */
  readonly safe: SafeKey
  /**
   * What the call waits for: `draft`, for earlier calls about the draft that its first argument names; `library`, for
   * earlier calls about no one draft; `none`, for nothing.
   */
  readonly queue: 'draft' | 'library' | 'none'
  /** True if the draft's folder is located before the call: its owner may have renamed it. */
  readonly locate: boolean
  /** After this time the page says that the disk or the host does not answer. It goes on waiting. */
  readonly slowAfterMs: number
  /**
   * What the desk does with a call that it receives later than that (a host that was stopped, a machine that slept). A click is
   * not carried out minutes later; a call that keeps words always is.
   */
  readonly late: 'carry-out' | 'refuse'
}

/** The time for a call on a slow disk. */
const SLOW_AFTER_MS = 10_000
/** The time for calls that read or write a whole library, or wait for the network. */
const LONG_SLOW_AFTER_MS = 60_000
/** The time for calls that keep words: their writer must learn soon that they are not on the disk. */
const SAVE_SLOW_AFTER_MS = 5_000

function row(
  guards: readonly Guard[],
  safe: SafeKey,
  {
    queue = 'library',
    locate = queue === 'draft',
    slowAfterMs = SLOW_AFTER_MS,
    late = 'refuse',
  }: Partial<CallRow> = {},
): CallRow {
  return { guards, safe, queue, locate, slowAfterMs, late }
}

const changesDraft = { queue: 'draft' } as const
const readsDraft = { queue: 'draft', late: 'carry-out' } as const
const keepsWords = { queue: 'draft', late: 'carry-out', slowAfterMs: SAVE_SLOW_AFTER_MS } as const
const unqueued = { queue: 'none', late: 'carry-out' } as const

/** The desk's calls: one row each. A host carries these and no others. */
export const DESK_CALLS: { readonly [Call in keyof Desk]: CallRow } = {
  library: row([], 'libraryUnread', unqueued),
  createDraft: row([guard.text], 'screen'),
  openDraft: row([guard.draftId], 'draft', changesDraft),
  reopenDraft: row([guard.draftId, guard.openingId, guard.revision, guard.saveKey], 'screen', keepsWords),
  saveDraft: row(
    [guard.draftId, guard.text, guard.revision, guard.optional(guard.count), guard.optional(guard.saveKey)],
    'diskAndScreen',
    keepsWords,
  ),
  saveCopy: row([guard.draftId, guard.text], 'diskAndScreen', changesDraft),
  trashDraft: row([guard.draftId], 'draft', changesDraft),
  restoreDraft: row([guard.draftId], 'inTrash', { queue: 'draft', locate: false }),
  // Beside a save, not behind it: a disk may take seconds over one. The journal has an order of its own.
  appendJournal: row([guard.draftId, guard.count, guard.text], 'diskAndScreen', {
    ...keepsWords,
    queue: 'none',
  }),
  keepOriginal: row([guard.draftId, guard.name, guard.bytes], 'draft', {
    ...changesDraft,
    slowAfterMs: LONG_SLOW_AFTER_MS,
  }),
  readOriginal: row([guard.draftId], 'draft', readsDraft),
  closeDraft: row([guard.draftId], 'draft', readsDraft),
  // It waits for the draft only to write: converting a picture must not hold up a save.
  addImage: row([guard.draftId, guard.name, guard.bytes], 'draft', {
    ...unqueued,
    slowAfterMs: LONG_SLOW_AFTER_MS,
  }),
  copyImages: row([guard.draftId, guard.draftId, guard.pictureNames], 'draft', readsDraft),
  fetchImage: row([guard.draftId, guard.address], 'draft', {
    queue: 'none',
    slowAfterMs: LONG_SLOW_AFTER_MS,
  }),
  fetchEmbed: row([guard.draftId, guard.address], 'draft', {
    queue: 'none',
    slowAfterMs: LONG_SLOW_AFTER_MS,
  }),
  cancelEmbed: row([guard.draftId, guard.address], 'draft', unqueued),
  listDrafts: row([guard.query], 'libraryUnread', unqueued),
  libraryState: row([], 'libraryUnread', unqueued),
  pinDraft: row([guard.draftId, guard.boolean], 'draft', changesDraft),
  saveSeries: row([guard.label, guard.seriesChange], 'library'),
  placeInSeries: row([guard.label, guard.seriesOrder, guard.draftId, guard.seriesSide], 'library'),
  renameSeries: row([guard.label, guard.label], 'library'),
  endSeries: row([guard.label], 'library'),
  saveFilter: row([guard.label, guard.listFilter], 'library'),
  renameFilter: row([guard.label, guard.label], 'library'),
  deleteFilter: row([guard.label], 'library'),
  listTrash: row([], 'libraryUnread', { late: 'carry-out' }),
  emptyTrash: row([], 'outsideTrash', { slowAfterMs: LONG_SLOW_AFTER_MS }),
  listRevisions: row([guard.draftId], 'draft', readsDraft),
  readRevision: row([guard.draftId, guard.count], 'draft', readsDraft),
  keepRevision: row(
    [guard.draftId, guard.reason, guard.shortText, guard.optional(guard.text)],
    'draft',
    readsDraft,
  ),
  nameRevision: row([guard.draftId, guard.count, guard.shortText], 'draft', changesDraft),
  startBackup: row([guard.optional(guard.draftId)], 'library'),
  startImport: row([], 'library'),
  feedImport: row([guard.jobId, guard.innerPath, guard.count, guard.bytes], 'library', {
    late: 'carry-out',
    slowAfterMs: LONG_SLOW_AFTER_MS,
  }),
  runImport: row([guard.jobId], 'existingDrafts'),
  readJob: row([guard.jobId], 'library', unqueued),
  cancelJob: row([guard.jobId], 'existingDrafts', { late: 'carry-out' }),
  // It waits for the draft itself, and only to read it: rendering its pictures must not hold up a save.
  exportDraft: row([guard.draftId, guard.name], 'draft', {
    queue: 'none',
    slowAfterMs: LONG_SLOW_AFTER_MS,
  }),
  exportProgress: row([guard.draftId], 'draft', unqueued),
  cancelExport: row([guard.draftId], 'draft', unqueued),
  readSettings: row([], 'drafts', unqueued),
  writeSettings: row([isSettingsChange], 'drafts', { late: 'carry-out' }),
}

/** A host's own calls, with the guards of their arguments. */
export const HOST_CALLS: { readonly [Call in keyof HostServices]: readonly Guard[] } = {
  pageReady: [],
  saveFile: [guard.file],
  copyText: [guard.text],
  copyRich: [guard.text, guard.text],
  saveJobFile: [guard.jobId],
  chooseLibrary: [],
  settingsFile: [],
  showFile: [guard.path],
  showDraft: [guard.draftId],
  showProgress: [guard.fraction],
  announceEnd: [guard.name, guard.shortText],
  prepareDrag: [guard.draftId, guard.dragFormat],
  startDrag: [guard.jobId],
  openExternal: [guard.text],
  checkSpelling: [guard.languages, guard.words, guard.boolean],
  showsDraft: [guard.draftOrNone, guard.shortText, guard.boolean],
  claimDraft: [guard.draftId],
  askBeforeClosing: [guard.closingState, guard.shortText],
  openInNewWindow: [guard.draftOrNone],
  logError: [guard.errorText, guard.errorText],
  readLog: [],
  appInfo: [],
  setMenus: [isMenuBar],
  print: [],
  savePdf: [guard.name, guard.paper],
  checkForUpdates: [],
  installUpdate: [],
}

/** The name of any call that a page can make. */
export type CallName = keyof Desk | keyof HostServices
