import { join } from 'node:path'
import { isDraftId } from '../calls.ts'
import type { Files } from './files.ts'
import { DeskProblem } from './problems.ts'
import type { Queues } from './queue.ts'

/** What every part of the desk works on: one library folder, held by this process. */
export interface Shelf {
  readonly files: Files
  /** The library folder, symbolic links resolved. */
  readonly folder: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** For the host's log, not for the writer. */
  readonly log: (line: string) => void
  /** @throws DeskProblem when another process holds the library now. */
  readonly mustHold: () => void
  /** One queue a draft: what touches its folder goes through it. */
  readonly queues: Queues
}

export const ARTICLE_FILE = 'article.json'
export const IMAGES_FOLDER = 'images'
export const TRASH_FOLDER = '.trash'

/**
 * The folder of a draft.
 * @throws DeskProblem when the id is none: no other text ever becomes part of a path.
 */
export function draftFolder(shelf: Shelf, id: string): string {
  if (!isDraftId(id)) throw notFound(id)
  return join(shelf.folder, id)
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
