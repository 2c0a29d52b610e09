import { type Desk, type HostServices, REVISION_REASONS, SORTS, THEMES, ZOOMS } from './desk.ts'

/**
 * The call list: every call of the desk and of a host with a guard for each argument. Hosts carry these and no others,
 * and check what comes in before it reaches anything.
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

/** The call list: every desk call with a guard for each argument. A host carries these and no others. */
export const DESK_CALLS: { readonly [Call in keyof Desk]: readonly Guard[] } = {
  library: [],
  createDraft: [text],
  openDraft: [draftId],
  saveDraft: [draftId, text, revision, orNone(count)],
  saveCopy: [draftId, text],
  trashDraft: [draftId],
  restoreDraft: [draftId],
  appendJournal: [draftId, revision, text],
  closeDraft: [draftId],
  addImage: [draftId, name, bytes],
  fetchImage: [draftId, address],
  listDrafts: [query],
  libraryState: [],
  pinDraft: [draftId, boolean],
  listTrash: [],
  emptyTrash: [],
  listRevisions: [draftId],
  readRevision: [draftId, count],
  keepRevision: [draftId, reason, shortText],
  nameRevision: [draftId, count, shortText],
  startBackup: [],
  startImport: [],
  feedImport: [jobId, innerPath, count, bytes],
  runImport: [jobId],
  readJob: [jobId],
  cancelJob: [jobId],
  exportDraft: [draftId, name],
  readSettings: [],
  writeSettings: [settings],
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
