import { cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { tempFolder } from './library.ts'

/**
 * Makes a library look as a killed process left it: what was on the disk is there, and the locks are nobody's. (The
 * desk that is still open over it must not be used for anything any more.)
 */
export async function crash(library: string): Promise<void> {
  const left = join(await tempFolder(), 'left')
  await cp(library, left, { recursive: true })
  for (const name of await readdir(library)) await rm(join(library, name), { recursive: true, maxRetries: 3 })
  await cp(left, library, { recursive: true })
  for (const name of await readdir(library)) await rm(join(library, name, 'lock'), { force: true })
}
