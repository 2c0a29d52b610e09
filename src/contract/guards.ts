import { isDraftId } from './draftId.ts'
import { REVISION_REASONS } from './history.ts'
import { CLOSING_STATES, PAPERS } from './host/host.ts'
import {
  isLabel,
  isListFilter,
  isSeriesChange,
  isSeriesOrder,
  MAX_LIST_ROWS,
  type SeriesSide,
  SORTS,
} from './lists.ts'

/**
 * Guards of the calls' arguments. A host runs them on what a page sent before it reaches anything: whoever takes the page
 * over can do no more than what these let through.
 */

/** Returns true if a value of unknown origin may be passed on as an argument. */
export type Guard = (value: unknown) => boolean

const MAX_ADDRESS_LENGTH = 4000
/** The length of a short text, in UTF-16 code units; a page cuts what may be longer. */
export const MAX_SHORT_TEXT_LENGTH = 300
const MAX_PATH_LENGTH = 1000
/** Windows allows 32,767 UTF-16 code units. */
const MAX_FILE_PATH_LENGTH = 32_767
const MAX_PICTURE_NAMES = 1000
const MAX_SPELLING_WORDS = 2000
const MAX_LANGUAGES = 20

/** Any text: an article, journal lines. */
export const text: Guard = (value) => typeof value === 'string'
/** A text for a label or a filter; may be empty. */
export const shortText: Guard = (value) => typeof value === 'string' && value.length <= MAX_SHORT_TEXT_LENGTH
/** A text for a label or a file's name; not empty. */
export const name: Guard = (value) => shortText(value) && value !== ''
export const bytes: Guard = (value) => value instanceof Uint8Array
export const boolean: Guard = (value) => typeof value === 'boolean'
/** A whole number from 0: a position, an amount, a revision's number. */
export const count: Guard = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

/** A bare folder name that Galley made: never a path. */
export const draftId: Guard = (value) => typeof value === 'string' && isDraftId(value)
/** A draft's id; '' for no draft. */
export const draftOrNone: Guard = (value) => value === '' || draftId(value)
/** A web address. It is checked by the call; this bounds its length. */
export const address: Guard = (value) => typeof value === 'string' && value.length <= MAX_ADDRESS_LENGTH
/** A file's path that the host gave out; '' is none. */
export const path: Guard = (value) =>
  typeof value === 'string' && value !== '' && value.length <= MAX_FILE_PATH_LENGTH && !value.includes('\0')
/** A part of a whole, from 0 to 1; -1 for none. */
export const fraction: Guard = (value) =>
  typeof value === 'number' && (value === -1 || (value >= 0 && value <= 1))
export const dragFormat: Guard = (value) => value === 'galley' || value === 'markdown'
/** SHA-256 as hex. */
export const revision: Guard = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
/** An id that the desk gave out with a draft: see `OpenDraft.opening`. */
export const openingId: Guard = (value) => typeof value === 'string' && /^[0-9a-z]{8,40}$/.test(value)
/** Names one attempt to save; '' for none. */
export const saveKey: Guard = (value) => typeof value === 'string' && /^[0-9a-z-]{0,60}$/.test(value)
/** An id that the desk gave out with a job. */
export const jobId: Guard = (value) => typeof value === 'string' && /^[0-9a-z]{8,40}$/.test(value)
export const reason: Guard = (value) => REVISION_REASONS.some((known) => known === value)

/** A `ClosingState`. */
export const closingState: Guard = (value) => CLOSING_STATES.some((known) => known === value)

/** The longest message or stack that a page sends to the log, in characters. */
export const MAX_ERROR_LENGTH = 4000
export const errorText: Guard = (value) => typeof value === 'string' && value.length <= MAX_ERROR_LENGTH

/** The file name of a draft's picture: one bare name, never a path. */
const pictureName: Guard = (value) =>
  typeof value === 'string' && /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,199}$/u.test(value)
export const pictureNames: Guard = (value) =>
  Array.isArray(value) && value.length <= MAX_PICTURE_NAMES && value.every(pictureName)

/** A relative path with forward slashes, without `..`, and without characters that have a meaning in paths on any system. */
export const innerPath: Guard = (value) =>
  typeof value === 'string' &&
  value.length <= MAX_PATH_LENGTH &&
  value.split('/').every((part) => part !== '' && part !== '.' && part !== '..') &&
  !/[\\:\u0000-\u001f]/.test(value)

/** Words for the spelling checker. */
export const words: Guard = (value) =>
  Array.isArray(value) && value.length <= MAX_SPELLING_WORDS && value.every(shortText)

/** A few languages, as BCP 47 tags. */
export const languages: Guard = (value) =>
  Array.isArray(value) &&
  value.length <= MAX_LANGUAGES &&
  value.every((tag) => typeof tag === 'string' && /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,4}$/i.test(tag))

/** A `LibraryQuery`. */
export const query: Guard = (value) => {
  if (typeof value !== 'object' || value === null) return false
  const fields = value as Readonly<Record<string, unknown>>
  return (
    ['text', 'tag', 'person', 'state'].every((key) => shortText(fields[key])) &&
    SORTS.some((sort) => sort === fields.sort) &&
    (fields.templates === undefined || boolean(fields.templates)) &&
    count(fields.offset) &&
    count(fields.limit) &&
    (fields.limit as number) <= MAX_LIST_ROWS
  )
}

/** A tag or a filter's name. */
export const label: Guard = isLabel
export const listFilter: Guard = isListFilter
export const seriesChange: Guard = isSeriesChange
export const seriesOrder: Guard = isSeriesOrder
export const seriesSide: Guard = (value) =>
  (['before', 'after'] satisfies SeriesSide[]).some((side) => side === value)

/** An `ExportedFile`. */
export const file: Guard = (value) => {
  if (typeof value !== 'object' || value === null) return false
  const fields = value as Readonly<Record<string, unknown>>
  return name(fields.name) && text(fields.mime) && bytes(fields.bytes)
}

/** A `Paper`. */
export const paper: Guard = (value) => PAPERS.some((known) => known === value)

/** Returns a guard for an argument that may be left out. */
export function optional(guard: Guard): Guard {
  return (value) => value === undefined || guard(value)
}

/** Returns true if these are arguments that the call's guards accept, and no more of them. */
export function acceptsArguments(guards: readonly Guard[], values: readonly unknown[]): boolean {
  return values.length <= guards.length && guards.every((guard, index) => guard(values[index]))
}
