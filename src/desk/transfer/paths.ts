import { DRAFT_FILE_ENDING } from '../../contract/host/documents.ts'
import { t } from '../messages.ts'

/*
 * Paths as other people's zips, folders and documents name them: relative, with slashes. None of them is ever used as
 * a path on this disk.
 */

const MAX_PATH_LENGTH = 1000

/** Returns why a path must not be imported, as a clause for the writer; null for a safe relative one. */
export function unsafePathReason(path: string): string | null {
  if (path.length > MAX_PATH_LENGTH) return t('transfer.paths.tooLong')
  if (/[\u0000-\u001f]/.test(path)) return t('transfer.paths.controlCharacters')
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return t('transfer.paths.outside')
  if (path.includes('\\')) return t('transfer.paths.backslash')
  const segments = path.split('/')
  if (segments.includes('..')) return t('transfer.paths.leadsOut')
  const isProper = segments.every((segment) => segment !== '' && segment !== '.')
  return isProper ? null : t('transfer.paths.improper')
}

/**
 * Returns a key that is equal for names that some file system takes for the same: they differ in capital letters or
 * in their Unicode form alone.
 */
export function caseInsensitiveKey(path: string): string {
  return path.normalize('NFC').toLowerCase().normalize('NFC')
}

const LITTER_NAMES = new Set(['.ds_store', 'thumbs.db', 'desktop.ini', '.stfolder', '.stignore'])

/** Returns true for files that systems, sync clients and Word leave in folders: they are ignored without a word. */
export function isLitter(path: string): boolean {
  return path
    .split('/')
    .some((part) => part === '__MACOSX' || /^(?:\._|~\$)/.test(part) || LITTER_NAMES.has(part.toLowerCase()))
}

/** Zips by their names: backups, and drafts as Galley files. */
const ARCHIVE = new RegExp(`\\.(?:zip|${DRAFT_FILE_ENDING})$`, 'i')

/** Returns true for a name of a zip or a Galley file, which is one, too. */
export function isArchive(path: string): boolean {
  return ARCHIVE.test(path)
}

/** Returns an archive's path without its ending. */
export function withoutArchiveEnding(path: string): string {
  return path.replace(ARCHIVE, '')
}

/** Returns the path of the folder that a path lies in; '' at the top. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '' : path.slice(0, slash)
}

/** Returns the last segment of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Resolves a relative path: `a/b` and `../c` make `a/c`. Returns null when it leads out at the top. */
export function resolvePath(folder: string, relative: string): string | null {
  const segments = folder === '' ? [] : folder.split('/')
  for (const segment of relative.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') segments.push(segment)
    else if (segments.pop() === undefined) return null
  }
  return segments.join('/')
}
