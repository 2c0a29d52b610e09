import type { ArticleState } from './article/index.ts'

/**
 * The one contract between the page and the machine. The desk keeps drafts; a host (Electron, the browser host)
 * carries the calls. Articles cross as JSON text, pictures as bytes: an object tree costs twenty times as much.
 */

/** What went wrong, in a writer's words. */
export interface Problem {
  readonly code: ProblemCode
  /** What happened. */
  readonly what: string
  /** What is safe all the same. */
  readonly safe: string
  /** What to do now. */
  readonly mend: string
}

export type ProblemCode =
  | 'not-found' // no such draft
  | 'damaged' // the file on disk is no article
  | 'changed-outside' // somebody else wrote the draft since it was read
  | 'locked' // another Galley has the library open
  | 'full' // no room on the disk
  | 'denied' // the folder or file may not be written
  | 'invalid' // the arguments were refused
  | 'unreachable' // the host does not answer
  | 'failed' // anything else

/** Every call answers with this; none rejects. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

/** A draft as the library lists it. */
export interface DraftSummary {
  readonly id: string
  /** The headline; '' while there is none. */
  readonly title: string
  readonly state: ArticleState
  readonly tags: readonly string[]
  readonly words: number
  /** Milliseconds since 1970. */
  readonly created: number
  readonly edited: number
  /** Set when the draft cannot be read: what is wrong with it. */
  readonly damage?: string
}

export interface Library {
  /** The drafts folder, as the writer would name it. */
  readonly folder: string
  /** Newest edit first. */
  readonly drafts: readonly DraftSummary[]
  /** How many drafts the trash holds. */
  readonly trashed: number
  /** What the desk has to say about the library as it found it (a draft set aside, a settings file unread). */
  readonly notices: readonly string[]
}

export interface OpenDraft {
  readonly summary: DraftSummary
  /** The article file's text, current format version. */
  readonly article: string
  /** What the draft's file held when it was read: a SHA-256. A save names it, so that nobody's edit is overwritten. */
  readonly revision: string
  /** What the writer should know about this draft: that it was recovered, that it changed outside. */
  readonly notices: readonly string[]
}

export interface SavedDraft {
  readonly summary: DraftSummary
  readonly revision: string
}

/** A picture taken into a draft. */
export interface StoredImage {
  /** As a figure's `src` names it: `images/…`. */
  readonly src: string
  /** In pixels, as shown; null when the header does not tell. */
  readonly width: number | null
  readonly height: number | null
}

/** A file made of a draft, ready to hand over. */
export interface ExportedFile {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
}

export const THEMES = ['system', 'light', 'dark'] as const

/** What the app remembers of its writer's habits. Allowed to be lost, so never a word of a draft. */
export interface Settings {
  readonly theme: (typeof THEMES)[number]
  readonly libraryOpen: boolean
  readonly inspectorOpen: boolean
  /** The draft that was open last; '' for none. */
  readonly lastDraft: string
}

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  libraryOpen: true,
  inspectorOpen: true,
  lastDraft: '',
}

export interface Desk {
  library(): Promise<Outcome<Library>>
  createDraft(article: string): Promise<Outcome<OpenDraft>>
  openDraft(id: string): Promise<Outcome<OpenDraft>>
  /** Writes the draft if its file still is `base`; else `changed-outside` and nothing is touched. */
  saveDraft(id: string, article: string, base: string): Promise<Outcome<SavedDraft>>
  /** A new draft with these words, whatever became of the old one: the way out when a save is refused. */
  saveCopy(id: string, article: string): Promise<Outcome<OpenDraft>>
  trashDraft(id: string): Promise<Outcome<null>>
  restoreDraft(id: string): Promise<Outcome<DraftSummary>>
  addImage(id: string, name: string, bytes: Uint8Array): Promise<Outcome<StoredImage>>
  /** The draft as it is on disk, made into a publication target by name. */
  exportDraft(id: string, target: string): Promise<Outcome<ExportedFile>>
  readSettings(): Promise<Outcome<Settings>>
  writeSettings(settings: Settings): Promise<Outcome<null>>
}

/** What a host does for the page besides the desk: each in the way its writers are used to. */
export interface HostServices {
  /** Hands a file to the writer, who may say where it goes. Answers where it went, or null when the writer cancelled. */
  saveFile(file: ExportedFile): Promise<Outcome<string | null>>
  copyText(text: string): Promise<Outcome<null>>
  /** Opens an http, https or mailto address outside Galley. */
  openExternal(url: string): Promise<Outcome<null>>
}

type Guard = (value: unknown) => boolean

const text: Guard = (value) => typeof value === 'string'
/** A bare folder name of our own making: never a path. */
const draftId: Guard = (value) => typeof value === 'string' && isDraftId(value)
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
    (given.lastDraft === '' || draftId(given.lastDraft))
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
  saveDraft: [draftId, text, revision],
  saveCopy: [draftId, text],
  trashDraft: [draftId],
  restoreDraft: [draftId],
  addImage: [draftId, name, bytes],
  exportDraft: [draftId, name],
  readSettings: [],
  writeSettings: [settings],
}

export const HOST_CALLS: { readonly [Call in keyof HostServices]: readonly Guard[] } = {
  saveFile: [file],
  copyText: [text],
  openExternal: [text],
}

export type CallName = keyof Desk | keyof HostServices

/** Whether these are arguments that the call's guards accept, no more and no fewer. */
export function acceptsArguments(guards: readonly Guard[], values: readonly unknown[]): boolean {
  return guards.length === values.length && guards.every((guard, index) => guard(values[index]))
}

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

export function problem(
  code: ProblemCode,
  what: string,
  safe: string,
  mend: string,
): { ok: false; problem: Problem } {
  return { ok: false, problem: { code, what, safe, mend } }
}
