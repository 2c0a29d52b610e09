import { join } from 'node:path'
import { ownFolder } from '../../disk/ownFolders.ts'
import { whyUnreadable } from '../../disk/unreadable.ts'
import { type Files, ifThere } from '../../disk/files.ts'
import { SYSTEM_FOLDERS } from '../../drafts/draftFolders.ts'
import { LOCK_FILE } from '../../locks/lock.ts'
import { PICTURE_DATES } from '../../pictures/trash.ts'
import {
  ARTICLE_FILE,
  HISTORY_FOLDER,
  IMAGES_FOLDER,
  type DeskContext,
  type TRASH_FOLDER,
} from '../../context.ts'
import type { Refused } from '../sources.ts'

/** Any of these makes a folder one of a draft, also of one whose article is lost. */
const SIGNS = [ARTICLE_FILE, IMAGES_FOLDER, HISTORY_FOLDER]

/** A draft's folder, and the id under which the desk queues what touches it. */
export interface DraftPlace {
  readonly path: string
  readonly id: string
}

/** The folders of drafts in a folder, and what is there but not backed up. */
export interface FoundPlaces {
  readonly places: readonly DraftPlace[]
  readonly refused: readonly Refused[]
}

/**
 * Returns the folders of drafts in the library, or in its trash (`below` is '' or the trash's name). A link is not followed:
 * one that leads to a draft is refused with a word, as is a folder that cannot be listed. Never throws.
 */
export async function draftFolders(
  context: DeskContext,
  below: '' | typeof TRASH_FOLDER,
): Promise<FoundPlaces> {
  const { files, folder: library } = context
  const places: DraftPlace[] = []
  const refused: Refused[] = []
  let names: readonly string[] = []
  try {
    const folder = below === '' ? library : await ownFolder(files, library, below)
    names = folder === undefined ? [] : ((await ifThere(files.readdir(folder))) ?? [])
  } catch (error) {
    refused.push({ path: below, why: whyUnreadable(error) })
  }
  for (const name of names) {
    if (name.startsWith('.') || SYSTEM_FOLDERS.has(name)) continue
    const path = join(library, below, name)
    if (!(await mayBeDraft(files, path))) continue
    const facts = await files.lstat(path).catch(() => undefined)
    if (facts?.isDirectory() === true)
      places.push({ path, id: (below === '' ? context.draftFolders.idOf(name) : undefined) ?? name })
    else
      refused.push({
        path: below === '' ? name : `${below}/${name}`,
        why: 'it is a link, which is not followed',
      })
  }
  return { places, refused }
}

/** A folder that may not be read is taken for a draft: left out with a word, not in silence. */
async function mayBeDraft(files: Files, path: string): Promise<boolean> {
  const inside = (await ifThere(files.readdir(path)).catch(() => SIGNS)) ?? []
  return SIGNS.some((sign) => inside.includes(sign))
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
