import { join } from 'node:path'
import { isDraftId } from '../calls.ts'
import type { Files } from './disk/files.ts'
import { deskProblem, type DeskProblem } from './problems.ts'
import type { DraftFolders } from './drafts/draftFolders.ts'
import type { Queues } from './queue.ts'

/** What every part of the desk works on: one library folder. */
export interface DeskContext {
  readonly files: Files
  /** The library folder, symbolic links resolved. */
  readonly folder: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** For the host's log, not for the writer. */
  readonly log: (line: string) => void
  /** Which folder is which draft's. */
  readonly draftFolders: DraftFolders
  /**
   * Reads a regular file of sane size inside the library.
   * @throws what the file system threw, and for anything that is no such file
   */
  readonly read: (path: string, limitBytes?: number) => Promise<Uint8Array>
  /** Tells of every draft that changed, came or went: whoever keeps something about drafts listens. */
  readonly changes: Changes
  /** One queue a draft: what touches its folder goes through it. */
  readonly queues: Queues
}

/** The listeners to changes of drafts: the search index, the list. */
export class Changes {
  readonly #listeners = new Set<(id: string) => void>()

  /** Calls `listener` for every draft that changed; returns a function that ends that. */
  on(listener: (id: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Tells every listener that this draft was written, created, moved or removed. */
  announce(id: string): void {
    for (const listener of this.#listeners) listener(id)
  }
}

export const ARTICLE_FILE = 'article.json'
export const IMAGES_FOLDER = 'images'

/** In a draft's folder: the file that it was imported from, as `original.docx`. */
export const ORIGINAL_FOLDER = 'original'
export const HISTORY_FOLDER = 'history'
/** What was typed since the snapshot; only while there is something. */
export const JOURNAL_FILE = 'journal.jsonl'
export const TRASH_FOLDER = '.trash'
/** Library-wide notes live here and travel with the library. */
export const NOTES_FOLDER = '.galley'
/** Below it: a file for each series, and for each saved filter. */
export const SERIES_FOLDER = 'series'
export const FILTERS_FOLDER = 'filters'

/**
 * Returns the folder of a draft, as far as is known: {@link DraftFolders.locate} first where it may have been renamed.
 * @throws DeskProblem when the id is none: no other text ever becomes part of a path.
 */
export function draftFolder(context: DeskContext, id: string): string {
  if (!isDraftId(id)) throw notFound(id)
  return join(context.folder, context.draftFolders.folderOf(id))
}

/** Returns the path of a draft in the trash. Throws `not-found` for what is no id. */
export function trashFolder(context: DeskContext, id: string): string {
  if (!isDraftId(id)) throw notFound(id)
  return join(context.folder, TRASH_FOLDER, id)
}

/** Returns the problem of a draft that the library does not have. */
export function notFound(id: string): DeskProblem {
  return deskProblem('not-found', 'noSuchDraft', { id: id.slice(0, 100) })
}
