import { isPictureName } from '../../pictures/folder.ts'
import { ARTICLE_FILE, IMAGES_FOLDER, JOURNAL_FILE, NOTES_FOLDER, TRASH_FOLDER } from '../../context.ts'
import { isWorkFile } from '../backup/draftsOnDisk.ts'
import { folderOf, nameOf } from '../paths.ts'
import type { Refused, Source } from '../sources.ts'

/** A draft's folder out of a library, as it was found. */
export interface FoundDraft {
  /** Its path in what was given. */
  readonly path: string
  readonly article: Source
  /** The rest of it, by path below the folder. */
  readonly rest: ReadonlyMap<string, Source>
  readonly trashed: boolean
}

/** What was given to an import, by what is to become of it. */
export interface Sorted {
  readonly drafts: readonly FoundDraft[]
  /** Articles in files of their own. */
  readonly documents: readonly Source[]
  /** Everything by path, for documents that show pictures. */
  readonly byPath: ReadonlyMap<string, Source>
  /** Library-wide notes: which drafts were pinned. */
  readonly notes: readonly Source[]
  readonly refused: readonly Refused[]
}

const DOCUMENT = /\.(?:md|markdown|txt|text|html?|json)$/i
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif)$/i

/** What Galley sets aside beside an article: damaged files, files of older versions, journals that did not fit. */
const ASIDE = /^(?:article\.[\p{L}\p{N}.-]{1,40}\.json|journal-\d{1,6}\.aside\.jsonl)$/u
const PARTS: ReadonlySet<string> = new Set(['article.md', JOURNAL_FILE, '.trashed.json'])

/** Pictures in use, pictures in the draft's own trash, segments of the history. */
const INSIDE = /^(?:images|images\/\.trash|history)\/[^/]+$/

/** Parts of a draft's folder, below it. Anything else in one is the writer's own, and stays where it is. */
export function isDraftPart(path: string): boolean {
  return PARTS.has(path) || ASIDE.test(path) || INSIDE.test(path)
}

/** Sorts files into drafts, documents and the rest. Every file is in one of them, refused, or a picture to be asked for. */
export function sorted(files: readonly Source[]): Sorted {
  const folders = draftRoots(files)
  const drafts = new Map(folders.map((folder) => [folder, { rest: new Map<string, Source>() }]))
  const articles = new Map<string, Source>()
  const documents: Source[] = []
  const notes: Source[] = []
  const refused: Refused[] = []
  for (const file of files) {
    const root = rootOf(file.path, drafts)
    const inside = root === null ? '' : root === '' ? file.path : file.path.slice(root.length + 1)
    if (isWorkFile(nameOf(file.path))) continue
    if (isNote(file.path)) notes.push(file)
    else if (root === null) place(file, documents, refused)
    else if (inside === ARTICLE_FILE) articles.set(root, file)
    else if (isDraftPart(inside)) drafts.get(root)?.rest.set(inside, file)
    else refused.push({ path: file.path, why: 'it is no part of a draft: article, pictures and history are' })
  }
  return {
    drafts: folders.flatMap((folder) => {
      const article = articles.get(folder)
      const rest = drafts.get(folder)?.rest ?? new Map<string, Source>()
      return article === undefined ? [] : [{ path: folder || '.', article, rest, trashed: isInTrash(folder) }]
    }),
    documents,
    byPath: new Map(files.map((file) => [file.path, file])),
    notes,
    refused,
  }
}

/** Folders with an `article.json`; what lies in a draft's own pictures or history is none. */
function draftRoots(files: readonly Source[]): string[] {
  const roots = files.filter(({ path }) => nameOf(path) === ARTICLE_FILE).map(({ path }) => folderOf(path))
  const known = new Set(roots)
  return roots.filter(
    (root) =>
      !ancestors(root).some(
        (above) => known.has(above) && /^(?:images|history)(?:\/|$)/.test(below(above, root)),
      ),
  )
}

function below(folder: string, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1)
}

function ancestors(path: string): string[] {
  const above = [] as string[]
  for (let folder = path; folder !== '';) {
    folder = folderOf(folder)
    above.push(folder)
  }
  return above
}

/** The nearest draft a path lies in. */
function rootOf(path: string, drafts: ReadonlyMap<string, unknown>): string | null {
  return ancestors(path).find((folder) => drafts.has(folder)) ?? null
}

function isNote(path: string): boolean {
  return path.split('/').at(-2) === NOTES_FOLDER
}

function isInTrash(folder: string): boolean {
  return folder.split('/').includes(TRASH_FOLDER)
}

function place(file: Source, documents: Source[], refused: Refused[]): void {
  if (DOCUMENT.test(file.path)) documents.push(file)
  else if (!PICTURE.test(file.path))
    refused.push({ path: file.path, why: 'Galley reads Markdown, text, HTML and its own files' })
}

/** Returns true for a path in `images/` whose name a picture of a draft may have. */
export function isPicturePath(path: string): boolean {
  return path.startsWith(`${IMAGES_FOLDER}/`) && isPictureName(nameOf(path))
}
