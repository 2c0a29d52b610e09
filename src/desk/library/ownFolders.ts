import { join } from 'node:path'
import { type Files, ifExists } from '../disk/files.ts'
import { t } from '../messages.ts'
import { deskProblem, DeskProblem } from '../problems.ts'
import { NOTES_FOLDER, type DeskContext, TRASH_FOLDER } from '../context.ts'
import { whyUnreadable } from '../unreadable.ts'

/**
 * The folders that Galley makes for itself in a library. What is removed there is removed without a question for each
 * file, so each must be a real folder of the library: a link of that name leads to other people's files.
 */

/**
 * Returns the path of a folder of Galley's own below `library` (`.trash`, `.galley/incoming`), or undefined when it is not
 * there.
 * @throws DeskProblem 'denied' when it, or a folder above it in the library, is a link or a file; what the file system
 * threw.
 */
export async function ownFolder(
  files: Pick<Files, 'lstat'>,
  library: string,
  name: string,
): Promise<string | undefined> {
  let path = library
  let relativePath = ''
  for (const part of name.split('/')) {
    path = join(path, part)
    relativePath = relativePath === '' ? part : `${relativePath}/${part}`
    const facts = await ifExists(files.lstat(path))
    if (facts === undefined) return undefined
    if (!facts.isDirectory()) throw notOwnFolder(relativePath)
  }
  return path
}

function notOwnFolder(name: string): DeskProblem {
  return deskProblem('denied', 'notOwnFolder', { name })
}

/** Returns what the writer should know about Galley's own folders: one that is a link or a file, or cannot be read. */
export async function folderNotices({
  files,
  folder,
}: Pick<DeskContext, 'files' | 'folder'>): Promise<string[]> {
  const notices: string[] = []
  for (const [name, key] of [
    [TRASH_FOLDER, 'notices.trashUnused'],
    [NOTES_FOLDER, 'notices.pinsUnused'],
  ] as const)
    try {
      const path = await ownFolder(files, folder, name)
      if (path !== undefined) await files.readdir(path)
    } catch (error) {
      const { what: why, mend } =
        error instanceof DeskProblem
          ? error.problem
          : { what: `${whyUnreadable(error)}.`, mend: t('notices.folderAccess') }
      notices.push(t(key, { name, why, mend }))
    }
  return notices
}
