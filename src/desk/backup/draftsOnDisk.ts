import { join } from 'node:path'
import { ifThere } from '../files.ts'
import { LOCK_FILE } from '../lock.ts'
import { PICTURE_DATES } from '../pictures/trash.ts'
import { ARTICLE_FILE, HISTORY_FOLDER, IMAGES_FOLDER, type Shelf } from '../shelf.ts'

/** Any of these makes a folder one of a draft, also of one whose article is lost. */
const SIGNS = [ARTICLE_FILE, IMAGES_FOLDER, HISTORY_FOLDER]

/** A draft's folder, and the id under which the desk queues what touches it. */
export interface DraftPlace {
  readonly path: string
  readonly id: string
}

/** The folders of drafts in a folder: the library, or its trash. */
export async function draftFolders(shelf: Shelf, folder: string): Promise<DraftPlace[]> {
  const names = (await ifThere(shelf.files.readdir(folder))) ?? []
  const places: DraftPlace[] = []
  for (const name of names) {
    if (name.startsWith('.')) continue
    const path = join(folder, name)
    // A folder that may not be read is taken for a draft: left out with a word, not in silence.
    const inside = (await ifThere(shelf.files.readdir(path)).catch(() => SIGNS)) ?? []
    if (SIGNS.some((sign) => inside.includes(sign)))
      places.push({ path, id: (folder === shelf.folder ? shelf.names.idOf(name) : undefined) ?? name })
  }
  return places
}

/** Files of Galley's own work in a folder, of which nobody needs a copy: locks, temp files, dates of trashed pictures. */
export function isOwnWork(name: string): boolean {
  return (
    name === LOCK_FILE ||
    name === PICTURE_DATES ||
    name.startsWith(`${LOCK_FILE}.`) ||
    name.endsWith('.galley-tmp')
  )
}
