import { relative, isAbsolute, sep } from 'node:path'
import { codeOf, type Files } from './files.ts'
import { resolveLinksSync } from './realPath.ts'
import { readRegularSync, UnsafeFile } from './regularFile.ts'

/**
 * Reads files of a library, and nothing outside it. A link is followed where it leads to something inside; the file
 * itself is opened under its real path, so that what is a link by then is refused.
 */

/**
 * Returns the real path of what `path` leads to, which lies inside `root` or is `root` itself. `root` is a real path.
 * @throws UnsafeFile 'EOUTSIDE' when it lies elsewhere, 'ELOOP' when links lead in a circle; what the file system threw.
 */
export async function realPathInside(
  files: Pick<Files, 'realpath'>,
  root: string,
  path: string,
): Promise<string> {
  try {
    return inside(root, await files.realpath(path), path)
  } catch (error) {
    throw codeOf(error) === 'ELOOP' ? new UnsafeFile('ELOOP', path) : error
  }
}

/**
 * Returns the bytes of a regular file inside `root`, of at most `limit` bytes.
 * @throws UnsafeFile, see {@link UnsafeFile.code}; what the file system threw.
 */
export async function readInside(
  files: Pick<Files, 'realpath' | 'readFile'>,
  root: string,
  path: string,
  limit?: number,
): Promise<Uint8Array> {
  return files.readFile(await realPathInside(files, root, path), limit)
}

/** Returns the first bytes of a regular file inside `root`, at most `length`. Throws as {@link readInside}. */
export async function readHeadInside(
  files: Pick<Files, 'realpath' | 'readHead'>,
  root: string,
  path: string,
  length: number,
): Promise<Uint8Array> {
  return files.readHead(await realPathInside(files, root, path), length)
}

/** As {@link readInside}, on the real file system, for a thread that may block. */
export function readInsideSync(root: string, path: string, limit?: number): Uint8Array {
  try {
    return readRegularSync(inside(root, resolveLinksSync(path), path), limit)
  } catch (error) {
    throw codeOf(error) === 'ELOOP' ? new UnsafeFile('ELOOP', path) : error
  }
}

function inside(root: string, real: string, path: string): string {
  const below = relative(root, real)
  if (below === '..' || below.startsWith(`..${sep}`) || isAbsolute(below))
    throw new UnsafeFile('EOUTSIDE', path)
  return real
}
