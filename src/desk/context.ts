import { join } from 'node:path'
import { isDraftId } from '../calls.ts'
import type { Files } from './disk/files.ts'
import { DeskProblem } from './problems.ts'
import type { FolderNames } from './drafts/draftFolders.ts'
import type { Queues } from './queue.ts'

/** What every part of the desk works on: one library folder. */
export interface Shelf {
  readonly files: Files
  /** The library folder, symbolic links resolved. */
  readonly folder: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** For the host's log, not for the writer. */
  readonly log: (line: string) => void
  /** Which folder is which draft's. */
  readonly names: FolderNames
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

/** Who is told that a draft changed. */
export class Changes {
  readonly #listeners = new Set<(id: string) => void>()

  /** Calls `listener` for every draft that changed; returns a function that ends that. */
  on(listener: (id: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(id: string): void {
    for (const listener of this.#listeners) listener(id)
  }
}

export const ARTICLE_FILE = 'article.json'
export const IMAGES_FOLDER = 'images'
export const HISTORY_FOLDER = 'history'
/** What was typed since the snapshot; only while there is something. */
export const JOURNAL_FILE = 'journal.jsonl'
export const TRASH_FOLDER = '.trash'
/** Library-wide notes live here and travel with the library. */
export const NOTES_FOLDER = '.galley'

/**
 * The folder of a draft, as far as is known: {@link FolderNames.locate} first where it may have been renamed.
 * @throws DeskProblem when the id is none: no other text ever becomes part of a path.
 */
export function draftFolder(shelf: Shelf, id: string): string {
  if (!isDraftId(id)) throw notFound(id)
  return join(shelf.folder, shelf.names.folderOf(id))
}

export function trashFolder(shelf: Shelf, id: string): string {
  if (!isDraftId(id)) throw notFound(id)
  return join(shelf.folder, TRASH_FOLDER, id)
}

export function notFound(id: string): DeskProblem {
  return new DeskProblem(
    'not-found',
    `There is no draft “${id.slice(0, 100)}” in the library.`,
    'What is on the screen is still there; other drafts are as they were.',
    'If its folder was moved or deleted, bring it back, or save a copy.',
  )
}
