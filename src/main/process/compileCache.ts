import type { App } from 'electron'
import { readdir, rm } from 'node:fs/promises'
import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

/** How long after the start the cache is written: the windows are open by then. Electron's exit does not write it. */
const WRITE_DELAY_MS = 5000

/**
 * Keeps V8's compiled code of the bundles that are imported from now on, in `userData`, so that the next start does not
 * compile them again. One folder for each version of Galley; those of other versions are removed. Whatever fails only
 * costs time at the next start.
 *
 * An AppImage has no cache: it is mounted in a new place at each start, and the places are the cache's keys.
 */
export function setupCompileCache(
  app: Pick<App, 'getPath' | 'getVersion'>,
  { APPIMAGE }: NodeJS.ProcessEnv,
  writeDelayMs = WRITE_DELAY_MS,
): void {
  if (APPIMAGE !== undefined) return
  const folder = join(app.getPath('userData'), 'compile-cache')
  const version = app.getVersion()
  enableCompileCache(join(folder, version))
  setTimeout(() => {
    flushCompileCache()
    void removeOthers(folder, version)
  }, writeDelayMs).unref()
}

async function removeOthers(folder: string, version: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names)
    if (name !== version)
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)
}
