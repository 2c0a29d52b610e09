import {
  ARTICLE_FILE,
  FILTERS_FOLDER,
  IMAGES_FOLDER,
  JOURNAL_FILE,
  NOTES_FOLDER,
  SERIES_FOLDER,
  TRASH_FOLDER,
} from '../../context.ts'
import { endingOf } from '../../../contract/host/documents.ts'
import { t } from '../../messages.ts'
import { isPictureName } from '../../pictures/folder.ts'
import { isWorkFile } from '../backup/draftsOnDisk.ts'
import { folderOf, nameOf } from '../paths.ts'
import type { Refusal } from '../refusal.ts'
import type { SourceFile } from '../sources.ts'

/** A draft's folder among the uploaded files. */
export interface FoundDraft {
  /** Its path among them; `.` at the top. */
  readonly path: string
  readonly article: SourceFile
  /** Its other files, by path below the folder. */
  readonly parts: ReadonlyMap<string, SourceFile>
  readonly isTrashed: boolean
}

/** Uploaded files by what is done with them. */
export interface SortedFiles {
  readonly drafts: readonly FoundDraft[]
  /** Articles in files of their own: Markdown, text, HTML, Word documents, exports; and exports of whole sites. */
  readonly documents: readonly SourceFile[]
  /** Every file by path, for documents that show pictures. */
  readonly byPath: ReadonlyMap<string, SourceFile>
  /** Library-wide notes: pins, series, saved filters. */
  readonly notes: readonly SourceFile[]
  readonly refused: readonly Refusal[]
}

const DOCUMENT = /\.(?:md|markdown|txt|text|srt|vtt|html?|docx|json|xml)$/i
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif|hei[cf]|tiff?|bmp|svg)$/i

/** Kinds that Galley does not read, but that can be saved as one that it does. */
const UNREAD_KINDS = ['doc', 'odt', 'rtf', 'pages', 'pdf'] as const

/** What Galley sets aside beside an article: damaged files, files of older versions, journals that did not fit. */
const SET_ASIDE = /^(?:article\.[\p{L}\p{N}.-]{1,40}\.json|journal-\d{1,6}\.aside\.jsonl)$/u
const PART_NAMES: ReadonlySet<string> = new Set(['article.md', JOURNAL_FILE, '.trashed.json'])

/** Pictures in use, pictures in the draft's own trash, segments of the history, the file that the draft came from. */
const PART_PATH = /^(?:(?:images|images\/\.trash|history)\/[^/]+|original\/original\.[a-z]{2,8})$/

/** Returns true for files that belong to a draft; others in its folder are the writer's own. Path below the folder. */
export function isDraftPart(path: string): boolean {
  return PART_NAMES.has(path) || SET_ASIDE.test(path) || PART_PATH.test(path)
}

/** Sorts files. Each is in one of the lists, or is a picture, which is imported if a document shows it. */
export function sortFiles(files: readonly SourceFile[]): SortedFiles {
  const folders = draftRoots(files)
  const parts = new Map(folders.map((folder) => [folder, new Map<string, SourceFile>()]))
  const articles = new Map<string, SourceFile>()
  const documents: SourceFile[] = []
  const notes: SourceFile[] = []
  const refused: Refusal[] = []
  const sortOne = (file: SourceFile): void => {
    if (isWorkFile(nameOf(file.path))) return
    const root = rootOf(file.path, parts)
    const inside = root === null ? '' : below(root, file.path)
    if (isNote(file.path)) notes.push(file)
    else if (root === null) sortLoose(file, documents, refused)
    else if (inside === ARTICLE_FILE) articles.set(root, file)
    else if (isDraftPart(inside)) parts.get(root)?.set(inside, file)
    else refused.push({ path: file.path, reason: t('transfer.refusals.notPartOfDraft') })
  }
  for (const file of files) sortOne(file)
  const drafts = folders.flatMap((folder) => {
    const article = articles.get(folder)
    if (article === undefined) return []
    const draftParts = parts.get(folder) ?? new Map<string, SourceFile>()
    return [{ path: folder || '.', article, parts: draftParts, isTrashed: isInTrash(folder) }]
  })
  return { drafts, documents, byPath: new Map(files.map((file) => [file.path, file])), notes, refused }
}

/** Returns the folders with an `article.json`, but for those inside a draft's own pictures or history. */
function draftRoots(files: readonly SourceFile[]): string[] {
  const folders = files.filter(({ path }) => nameOf(path) === ARTICLE_FILE).map(({ path }) => folderOf(path))
  const known = new Set(folders)
  const isInside = (folder: string): boolean =>
    ancestors(folder).some(
      (above) => known.has(above) && /^(?:images|history|original)(?:\/|$)/.test(below(above, folder)),
    )
  return folders.filter((folder) => !isInside(folder))
}

function below(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1)
}

/** Returns the folders above a path, the nearest first, '' last. */
function ancestors(path: string): string[] {
  const above: string[] = []
  for (let folder = path; folder !== '';) {
    folder = folderOf(folder)
    above.push(folder)
  }
  return above
}

/** Returns the nearest draft's folder that a path lies in. */
function rootOf(path: string, drafts: ReadonlyMap<string, unknown>): string | null {
  return ancestors(path).find((folder) => drafts.has(folder)) ?? null
}

function isNote(path: string): boolean {
  const [above, folder] = path.split('/').slice(0, -1).slice(-2)
  const isList = folder === SERIES_FOLDER || folder === FILTERS_FOLDER
  return path.split('/').at(-2) === NOTES_FOLDER || (isList && above === NOTES_FOLDER)
}

function isInTrash(folder: string): boolean {
  return folder.split('/').includes(TRASH_FOLDER)
}

/** Sorts a file that is in no draft's folder. */
function sortLoose(file: SourceFile, documents: SourceFile[], refused: Refusal[]): void {
  if (DOCUMENT.test(file.path)) documents.push(file)
  else if (!PICTURE.test(file.path)) refused.push({ path: file.path, reason: unreadKindReason(file.path) })
}

/** Returns why a file of another kind is not imported, and what to do instead where there is a way. */
function unreadKindReason(path: string): string {
  const kind = UNREAD_KINDS.find((known) => known === endingOf(path))
  return kind === undefined ? t('transfer.refusals.unknownKind') : t(`transfer.refusals.${kind}`)
}

/** Returns true for a path in `images/` whose name a picture of a draft may have. */
export function isPicturePath(path: string): boolean {
  return path.startsWith(`${IMAGES_FOLDER}/`) && isPictureName(nameOf(path))
}
