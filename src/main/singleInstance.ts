import type { App } from 'electron'

/**
 * Acquires the app's single-instance lock. Must be called first, before anything touches the disk. The first instance is
 * told about a second start (`second-instance`) and shows its window; the second instance exits here.
 * @returns true if this is the only instance; if false, the process is exiting and must do nothing more
 */
export function setupSingleInstance(app: Pick<App, 'requestSingleInstanceLock' | 'exit'>): boolean {
  const isFirst = app.requestSingleInstanceLock()
  if (!isFirst) app.exit(0)
  return isFirst
}
