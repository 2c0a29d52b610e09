import type { App } from 'electron'

/**
 * Takes the lock that keeps two Galleys from one library. Before anything else: nothing may have touched the disk.
 * The first Galley hears of a second start and shows its window; the second ends here.
 * @returns whether this is the only one; if not, the process is on its way out and must do nothing more
 */
export function setupSingleInstance(app: Pick<App, 'requestSingleInstanceLock' | 'exit'>): boolean {
  const first = app.requestSingleInstanceLock()
  if (!first) app.exit(0)
  return first
}
