import { join } from 'node:path'
import { type Files, ifThere } from '../disk/files.ts'
import { DeskProblem } from '../problems.ts'
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
  let sofar = ''
  for (const part of name.split('/')) {
    path = join(path, part)
    sofar = sofar === '' ? part : `${sofar}/${part}`
    const facts = await ifThere(files.lstat(path))
    if (facts === undefined) return undefined
    if (!facts.isDirectory()) throw notOwn(sofar)
  }
  return path
}

function notOwn(name: string): DeskProblem {
  return new DeskProblem(
    'denied',
    `“${name}” in the library is a link or a file, where Galley keeps a folder of its own.`,
    'Nothing behind it was read, moved or removed.',
    'Move it away in a file manager. Galley makes a new folder when it needs one.',
  )
}

/** Returns what the writer should know about Galley's own folders: one that is a link or a file, or cannot be read. */
export async function folderNotices({
  files,
  folder,
}: Pick<DeskContext, 'files' | 'folder'>): Promise<string[]> {
  const notices: string[] = []
  for (const [name, what] of [
    [TRASH_FOLDER, 'The trash'],
    [NOTES_FOLDER, 'The folder with the pins'],
  ] as const)
    try {
      const path = await ownFolder(files, folder, name)
      if (path !== undefined) await files.readdir(path)
    } catch (error) {
      const why = error instanceof DeskProblem ? error.problem.what : `${whyUnreadable(error)}.`
      notices.push(
        `${what} (${name}) is not used: ${why} Drafts are as they were. ${
          error instanceof DeskProblem ? error.problem.mend : 'Give yourself access to the folder.'
        }`,
      )
    }
  return notices
}
