import { type Desk, type HostServices, REVISION_REASONS, SORTS, THEMES, ZOOMS } from './desk.ts'

/**
 * The call list: every call of the desk and of a host. A desk call is one row: guards, what is attempted, which queue,
 * how long it may take. Hosts carry these and no others, and check what comes in before it reaches anything.
 */

type Guard = (value: unknown) => boolean

const text: Guard = (value) => typeof value === 'string'
/** A bare folder name of our own making: never a path. */
const draftId: Guard = (value) => typeof value === 'string' && isDraftId(value)
const address: Guard = (value) => typeof value === 'string' && value.length <= 4000
const bytes: Guard = (value) => value instanceof Uint8Array
const name: Guard = (value) => typeof value === 'string' && value.length > 0 && value.length <= 300
const revision: Guard = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

const settings: Guard = (value) => {
  if (typeof value !== 'object' || value === null) return false
  const given = value as Readonly<Record<string, unknown>>
  return (
    THEMES.some((theme) => theme === given.theme) &&
    typeof given.libraryOpen === 'boolean' &&
    typeof given.inspectorOpen === 'boolean' &&
    ['focusMode', 'typewriter', 'fullWidth'].every((key) => typeof given[key] === 'boolean') &&
    ZOOMS.some((zoom) => zoom === given.zoom) &&
    (given.lastDraft === '' || draftId(given.lastDraft))
  )
}

/** As the desk hands out with a draft: see `OpenDraft.opening`. */
const openingId: Guard = (value) => typeof value === 'string' && /^[0-9a-z]{8,40}$/.test(value)
/** Names one attempt to save; '' for none. */
const saveKey: Guard = (value) => typeof value === 'string' && /^[0-9a-z-]{0,60}$/.test(value)
/** As pictures of a draft are named: one bare name, never a path. */
const pictureName: Guard = (value) =>
  typeof value === 'string' && /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,199}$/u.test(value)
const pictureNames: Guard = (value) =>
  Array.isArray(value) && value.length <= 1000 && value.every(pictureName)

const boolean: Guard = (value) => typeof value === 'boolean'
const count: Guard = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
/** An argument that may be left out. */
const orNone =
  (guard: Guard): Guard =>
  (value) =>
    value === undefined || guard(value)
const jobId: Guard = (value) => typeof value === 'string' && /^[0-9a-z]{8,40}$/.test(value)
/** A relative path with forward slashes, no step up, nothing that a disk could take for more than a name. */
const innerPath: Guard = (value) =>
  typeof value === 'string' &&
  value.length <= 1000 &&
  value.split('/').every((part) => part !== '' && part !== '.' && part !== '..') &&
  !/[\\:\u0000-\u001f]/.test(value)
const reason: Guard = (value) => REVISION_REASONS.some((known) => known === value)
const shortText: Guard = (value) => typeof value === 'string' && value.length <= 300

const words: Guard = (value) => Array.isArray(value) && value.length <= 2000 && value.every(shortText)

const query: Guard = (value) => {
  if (typeof value !== 'object' || value === null) return false
  const given = value as Readonly<Record<string, unknown>>
  return (
    ['text', 'tag', 'person', 'state'].every((key) => shortText(given[key])) &&
    SORTS.some((sort) => sort === given.sort) &&
    count(given.offset) &&
    count(given.limit) &&
    (given.limit as number) <= 500
  )
}

const file: Guard = (value) => {
  if (typeof value !== 'object' || value === null) return false
  const given = value as Readonly<Record<string, unknown>>
  return name(given.name) && text(given.mime) && bytes(given.bytes)
}

/** Whether a text can be a draft's id: a file name that is safe on all three systems. */
export function isDraftId(id: string): boolean {
  return /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,98}[\p{L}\p{M}\p{N}])?$/u.test(id)
}

/** What a call tries, for the sentence about its failure: both in a writer's words. */
export interface Attempt {
  /** "The draft was not saved" */
  readonly failed: string
  readonly safe: string
}

/** All that is said about one call: whoever carries, checks, queues or waits for it reads it here. */
export interface CallRow {
  /** One guard for each argument. */
  readonly guards: readonly Guard[]
  readonly attempt: Attempt
  /**
   * What it waits for: `draft`, for earlier calls about the draft that its first argument names; `library`, for earlier
   * calls about no one draft; `none`, for nobody.
   */
  readonly queue: 'draft' | 'library' | 'none'
  /** Whether the draft's folder is located before: its owner may have renamed it. */
  readonly locate: boolean
  /** How long it may take before the page says that the disk or the host does not answer. It goes on waiting. */
  readonly patienceMs: number
  /**
   * Whether the desk still carries it out when it received it after that time (a host that was stopped, a machine that
   * slept). A click is not carried out minutes later; what keeps words always is.
   */
  readonly late: 'carry-out' | 'refuse'
}

export const UNTOUCHED = 'Nothing on disk was touched, and what is on the screen is still there.'
const ON_SCREEN = 'The version on disk is as it was, and what is on the screen is still there.'
const AS_IT_WAS = 'The draft is as it was.'
const LIBRARY_UNCHANGED = 'Nothing in it was changed.'
const LIBRARY_AS_IT_WAS = 'The library is as it was.'
const DRAFTS_AS_THEY_WERE = 'What was in the library is as it was.'
const NO_DRAFT_AFFECTED = 'No drafts were affected.'

/** Milliseconds that a call may take on a slow disk. */
const PATIENCE_MS = 10_000
/** As above, for what reads or writes a whole library, or waits for the network. */
const LONG_PATIENCE_MS = 60_000

function row(
  guards: readonly Guard[],
  failed: string,
  safe: string,
  {
    queue = 'library',
    locate = queue === 'draft',
    patienceMs = PATIENCE_MS,
    late = 'refuse',
  }: Partial<CallRow> = {},
): CallRow {
  return { guards, attempt: { failed, safe }, queue, locate, patienceMs, late }
}

const ofDraft = { queue: 'draft' } as const
const readOfDraft = { queue: 'draft', late: 'carry-out' } as const
const keepsWords = { queue: 'draft', late: 'carry-out', patienceMs: 5_000 } as const
const unqueued = { queue: 'none', late: 'carry-out' } as const

/** The call list: one row for each desk call. A host carries these and no others. */
export const DESK_CALLS: { readonly [Call in keyof Desk]: CallRow } = {
  library: row([], 'The library could not be listed', LIBRARY_UNCHANGED, unqueued),
  createDraft: row([text], 'The draft was not made', 'What is on the screen is still there.'),
  openDraft: row([draftId], 'The draft could not be opened', AS_IT_WAS, ofDraft),
  reopenDraft: row(
    [draftId, openingId, revision, saveKey],
    'The draft could not be opened again',
    'What is on the screen is still there.',
    keepsWords,
  ),
  saveDraft: row(
    [draftId, text, revision, orNone(count), orNone(saveKey)],
    'The draft was not saved',
    ON_SCREEN,
    keepsWords,
  ),
  saveCopy: row([draftId, text], 'The copy was not saved', ON_SCREEN, ofDraft),
  trashDraft: row([draftId], 'The draft was not moved to the trash', AS_IT_WAS, ofDraft),
  restoreDraft: row([draftId], 'The draft was not brought back', 'It is still in the trash.', {
    queue: 'draft',
    locate: false,
  }),
  // Beside a save, not behind it: a disk may take seconds over one. The journal has an order of its own.
  appendJournal: row([draftId, count, text], 'What was typed could not be noted', ON_SCREEN, {
    ...keepsWords,
    queue: 'none',
  }),
  closeDraft: row([draftId], 'The draft could not be closed', AS_IT_WAS, readOfDraft),
  addImage: row([draftId, name, bytes], 'The picture was not added', AS_IT_WAS, {
    ...readOfDraft,
    patienceMs: LONG_PATIENCE_MS,
  }),
  copyImages: row([draftId, draftId, pictureNames], 'The pictures were not copied', AS_IT_WAS, readOfDraft),
  fetchImage: row([draftId, address], 'The picture was not fetched', AS_IT_WAS, {
    queue: 'none',
    patienceMs: LONG_PATIENCE_MS,
  }),
  listDrafts: row([query], 'The library could not be listed', LIBRARY_UNCHANGED, unqueued),
  libraryState: row([], 'The library could not be read', LIBRARY_UNCHANGED, unqueued),
  pinDraft: row([draftId, boolean], 'The draft was not pinned', AS_IT_WAS, ofDraft),
  listTrash: row([], 'The trash could not be listed', LIBRARY_UNCHANGED, { late: 'carry-out' }),
  emptyTrash: row([], 'The trash was not emptied', 'Drafts outside the trash are as they were.', {
    patienceMs: LONG_PATIENCE_MS,
  }),
  listRevisions: row([draftId], 'The history could not be read', AS_IT_WAS, readOfDraft),
  readRevision: row([draftId, count], 'That version could not be read', AS_IT_WAS, readOfDraft),
  keepRevision: row(
    [draftId, reason, shortText, orNone(text)],
    'This version was not kept',
    AS_IT_WAS,
    readOfDraft,
  ),
  nameRevision: row([draftId, count, shortText], 'The version was not named', AS_IT_WAS, ofDraft),
  startBackup: row([], 'The back-up did not start', LIBRARY_AS_IT_WAS),
  startImport: row([], 'The import did not start', LIBRARY_AS_IT_WAS),
  feedImport: row([jobId, innerPath, count, bytes], 'A file could not be read in', LIBRARY_AS_IT_WAS, {
    late: 'carry-out',
    patienceMs: LONG_PATIENCE_MS,
  }),
  runImport: row([jobId], 'The import did not run', DRAFTS_AS_THEY_WERE),
  readJob: row([jobId], 'That work is not known', LIBRARY_AS_IT_WAS, unqueued),
  cancelJob: row([jobId], 'That work was not stopped', DRAFTS_AS_THEY_WERE, { late: 'carry-out' }),
  exportDraft: row([draftId, name], 'The draft was not exported', AS_IT_WAS, {
    ...ofDraft,
    patienceMs: LONG_PATIENCE_MS,
  }),
  readSettings: row([], 'Settings could not be read', NO_DRAFT_AFFECTED, unqueued),
  writeSettings: row([settings], 'Settings could not be kept', NO_DRAFT_AFFECTED, { late: 'carry-out' }),
}

export const HOST_CALLS: { readonly [Call in keyof HostServices]: readonly Guard[] } = {
  saveFile: [file],
  copyText: [text],
  takeJobFile: [jobId],
  chooseLibrary: [],
  openExternal: [text],
  checkSpelling: [shortText, words],
}

export type CallName = keyof Desk | keyof HostServices

/** Whether these are arguments that the call's guards accept, and no more of them. */
export function acceptsArguments(guards: readonly Guard[], values: readonly unknown[]): boolean {
  return values.length <= guards.length && guards.every((guard, index) => guard(values[index]))
}
