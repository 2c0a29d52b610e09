import { realpath as walkCallback, realpathSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { promisify } from 'node:util'
import { codeOf } from './codeOf.ts'

/**
 * Real paths, also on drives that Windows cannot name. RAM disks and the virtual drives of Cryptomator, Google Drive and
 * others lie outside its Mount Manager: there the system's own call fails with EISDIR, UNKNOWN and the like
 * (nodejs/node#6861), although files are read and written. Node's other implementation resolves links one by one with
 * `lstat` and `readlink`, so that a link which leads out of a library is still found.
 */

/** The ways to resolve a path; a test gives its own. */
export interface Resolvers<Path> {
  readonly platform: NodeJS.Platform
  /** Asks the system. */
  readonly native: (path: string) => Path
  /** Resolves link by link. */
  readonly walk: (path: string) => Path
}

const walk = promisify(walkCallback)
const SYSTEM = { platform: process.platform, native: realpath, walk }
const SYSTEM_SYNC = { platform: process.platform, native: realpathSync.native, walk: realpathSync }

/** Codes that are about the path itself, and no failure of the drive. */
const PATH_CODES = new Set(['ENOENT', 'ENOTDIR', 'ELOOP'])

/** Returns the path with links resolved. @throws what the file system threw */
export async function resolveLinks(
  path: string,
  { platform, native, walk }: Resolvers<Promise<string>> = SYSTEM,
): Promise<string> {
  try {
    return await native(path)
  } catch (error) {
    if (platform !== 'win32' || PATH_CODES.has(codeOf(error))) throw error
    return walk(path)
  }
}

/** Does what {@link resolveLinks} does, for a thread that may block. */
export function resolveLinksSync(
  path: string,
  { platform, native, walk }: Resolvers<string> = SYSTEM_SYNC,
): string {
  try {
    return native(path)
  } catch (error) {
    if (platform !== 'win32' || PATH_CODES.has(codeOf(error))) throw error
    return walk(path)
  }
}
