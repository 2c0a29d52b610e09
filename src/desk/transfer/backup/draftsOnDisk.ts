import { join, relative, sep } from 'node:path'
import {
  ARTICLE_FILE,
  type DeskContext,
  HISTORY_FOLDER,
  IMAGES_FOLDER,
  type TRASH_FOLDER,
} from '../../context.ts'
import { type Files, ifExists } from '../../disk/files.ts'
import { ownFolder } from '../../library/ownFolders.ts'
import { whyUnreadable } from '../../unreadable.ts'
import { SYSTEM_FOLDERS } from '../../drafts/draftFolders.ts'
import { LOCK_FILE } from '../../locks/lock.ts'
import { t } from '../../messages.ts'
import { PICTURE_DATES } from '../../pictures/trash.ts'
import type { Refusal } from '../refusal.ts'

/** Any of these makes a folder a draft's, also where the article is lost. */
const DRAFT_MARKS = [ARTICLE_FILE, IMAGES_FOLDER, HISTORY_FOLDER]

/** The folder of a draft. */
export interface DraftPlace {
  /** Absolute. */
  readonly path: string
  /** The id under which the desk queues work on the draft; in the trash, the folder's name. */
  readonly id: string
}

/** The folders of drafts in a folder, and what is there but not backed up. */
export interface FoundDrafts {
  readonly places: readonly DraftPlace[]
  readonly refused: readonly Refusal[]
}

/**
 * Finds the drafts in the library or in its trash. A link is not followed: one that leads to a draft is refused with a
 * reason, as is a folder that cannot be listed. Never throws.
 * @param below '' for the library itself, or the trash's name
 */
export async function findDrafts(
  context: DeskContext,
  below: '' | typeof TRASH_FOLDER,
): Promise<FoundDrafts> {
  const { files, folder: library } = context
  const places: DraftPlace[] = []
  const refused: Refusal[] = []
  let names: readonly string[] = []
  try {
    const folder = below === '' ? library : await ownFolder(files, library, below)
    names = folder === undefined ? [] : ((await ifExists(files.readdir(folder))) ?? [])
  } catch (error) {
    refused.push({ path: below, reason: whyUnreadable(error) })
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
        reason: t('transfer.refusals.link'),
      })
  }
  return { places, refused }
}

/** Returns a draft's folder as a path below the library, with slashes: its name in the zip. */
export function pathInLibrary({ folder }: DeskContext, { path }: DraftPlace): string {
  return relative(folder, path).replaceAll(sep, '/')
}

/** Counts a folder that may not be read as a draft: it is then reported, not left out in silence. */
async function mayBeDraft(files: Files, path: string): Promise<boolean> {
  const names = (await ifExists(files.readdir(path)).catch(() => DRAFT_MARKS)) ?? []
  return DRAFT_MARKS.some((mark) => names.includes(mark))
}

/** Returns true for a file of Galley's own work, of no use in a copy: locks, temp files, dates of trashed pictures. */
export function isWorkFile(name: string): boolean {
  return (
    name === LOCK_FILE ||
    name === PICTURE_DATES ||
    name.startsWith(`${LOCK_FILE}.`) ||
    name.endsWith('.galley-tmp')
  )
}
